import Autodiff
import Testing

@testable import Tour

@Suite("The tour's process and reaction")
struct AlgebraPartsTests {
    @Test("process: the hyperparameters are where the gradient is 0, and the truth is in the band")
    func process() throws {
        let part = try ProcessPart(Setting())
        #expect(part.modeDifference < 1e-12)
        #expect(part.quotientDifference < 1e-8)
        #expect(part.slope < 1e-5)
        // By scipy's Nelder and Mead on numpy's Cholesky factors, from the same measurements.
        #expect(abs(part.steps[0].logLikelihood + 20.2035614722975) < 1e-10)
        #expect(abs(part.logLikelihood + 5.432391228586) < 1e-10)
        for (theta, reference) in zip(part.fit, [0.873018, 0.764926, 0.136550]) {
            #expect(abs(exp(theta) - reference) < 1e-6)
        }
        // A maximum: the likelihood rises to it, and the Hessian has deviations.
        for (a, b) in zip(part.steps, part.steps.dropFirst()) { #expect(b.logLikelihood >= a.logLikelihood) }
        #expect(part.deviations.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(abs(exp(part.fit[2]) - ProcessPart.noise) < 3 * part.deviations[2] * ProcessPart.noise)
        #expect(part.coverage > 0.9)
        #expect(part.deviationInGap > 3 * part.typicalDeviation)
    }

    @Test("process: between measurements without noise the prediction passes through them")
    func interpolation() throws {
        let process = GaussianProcess(times: [0, 1, 2.5], values: [1, -1, 0.5])
        let found = try process.prediction(at: [0, 1, 2.5, 100], [0, 0, -12])
        for (place, value) in zip(found, process.values) {
            #expect(abs(place.mean - value) < 1e-6)
            #expect(place.deviation < 1e-4)
        }
        // Far away nothing is known but the amplitude.
        #expect(found[3].mean == 0 && found[3].deviation == 1)
    }

    @Test("sparse: five diagonals in few colours, all ways agree, and the error falls with the square of the step")
    func sparse() throws {
        let places = 24
        let part = try SparsePart(Setting(), places: places, steps: [40, 80])
        // Each substance reads both neighbours, itself and the other substance; the ends have one neighbour.
        #expect(part.sparsity.pattern.count == 8 * places - 4)
        #expect(part.sparsity.kind == .everywhere)
        #expect(part.sparsity.pattern.isSubset(of: .banded(2 * places, 2)))
        #expect(part.coloring.firstConflict(in: part.sparsity.pattern) == nil)
        #expect(part.coloring.count <= 5)
        #expect(part.comparison.agrees)
        #expect(part.costs[0].method == part.method)
        let ratio = part.runs[1].error / part.runs[0].error
        #expect(abs(ratio - 0.25) < 0.03, "\(part.runs)")
        for run in part.runs { #expect(run.iterations >= run.steps && run.iterations <= 5 * run.steps) }
    }

    @Test("sparse: a step that Newton's method can't solve is an error, not a number")
    func tooLongStep() throws {
        struct Cubic: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.map { 1 + $0 * $0 } }
        }
        let plan = jacobianPlan(at: [0], of: Cubic())
        // y = ½h (2 + y²) has no real solution for h = 2.
        #expect(throws: StepError.self) {
            try ImplicitSteps(from: [0], step: 2, count: 1, bandwidth: 0, plan: plan)
        }
    }
}
