import Autodiff
import Testing

/// A choice by operands, which a compiled function doesn't branch on.
@Suite struct SelectTests {
    /// The element of w that stands beside the largest of r, times e^x₀: an argmax loop without an `if`.
    private struct Beside: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let r = x.map { sin(3 * $0) }
            var (longest, weight) = (r[0], x[0])
            for i in 1..<x.count {
                weight = select(longest, isLessThan: r[i], x[i] * x[0], weight)
                longest = max(longest, r[i])
            }
            return weight * exp(x[0]) + longest
        }
    }

    private struct ByBranches: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let r = x.map { sin(3 * $0) }
            var (longest, weight) = (r[0], x[0])
            for i in 1..<x.count where longest < r[i] { (longest, weight) = (r[i], x[i] * x[0]) }
            return weight * exp(x[0]) + longest
        }
    }

    @Test func oneRecordingWhicheverIsChosen() {
        var random = SplitMix64(seed: 41)
        let points = (0..<40).map { _ in (0..<6).map { _ in random.normal() } }
        let f = compile(Beside(), at: points[0])
        let branching = compile(ByBranches(), at: points[0])
        for x in points {
            #expect(f(x) == branching(x))
            let expected = valueWithGradient(at: x, of: ByBranches(), mode: .reverse)
            let found = valueWithGradient(at: x, of: f)
            #expect((found.value - expected.value).magnitude <= 1e-14 * expected.value.magnitude)
            for (a, b) in zip(found.gradient, expected.gradient) {
                #expect((a - b).magnitude <= 1e-13 * (1 + b.magnitude))
            }
            for (a, b) in zip(hessian(at: x, of: f).values, hessian(at: x, of: ByBranches()).values) {
                #expect((a - b).magnitude <= 1e-12 * (1 + b.magnitude))
            }
        }
        #expect(f.recordings == 1)
        #expect(branching.paths > 1)
    }

    @Test func everyModeTakesTheChosen() {
        let x = [0.3, -0.4, 0.5]
        let expected = gradient(at: x, of: ByBranches(), mode: .forward)
        #expect(gradient(at: x, of: Beside(), mode: .forward) == expected)
        #expect(gradient(at: x, of: Beside(), mode: .reverse) == gradient(at: x, of: ByBranches(), mode: .reverse))
        #expect(hessian(at: x, of: Beside()) == hessian(at: x, of: ByBranches()))
        #expect(
            taylor(at: x, along: [1, 2, 3], order: 4, of: Beside())
                == taylor(at: x, along: [1, 2, 3], order: 4, of: ByBranches()))
        #expect(select(Float(1), isLessThan: 2, 3, 4) == 3)
    }

    @Test func aComparisonWithNaNOrAnEqualNumberDoesNotHold() {
        #expect(select(Double.nan, isLessThan: 1, 2, 3) == 3)
        #expect(select(1.0, isLessThan: .nan, 2, 3) == 3)
        #expect(select(1.0, isLessThan: 1, 2, 3) == 3)
        let f = compile(at: [0.0, 1]) { x in select(x[0], isLessThan: x[1], x[0] * x[1], -x[1]) }
        #expect(gradient(at: [1, 1], of: f) == [0, -1])
        #expect(gradient(at: [.nan, 2], of: f) == [0, -1])
        #expect(gradient(at: [1, 2], of: f) == [2, 1])
        #expect(f.recordings == 1)
    }

    @Test func theSlopeOfTheOtherMayBeInfinite() {
        struct Root: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { select(0, isLessThan: x[0], sqrt(x[0]), 2 * x[0]) }
        }
        let f = compile(Root(), at: [4])
        #expect(gradient(at: [4], of: f) == [0.25])
        #expect(gradient(at: [0], of: f) == [2])
        #expect(gradient(at: [0], of: Root(), mode: .reverse) == [2])
        #expect(gradient(at: [0], of: Root(), mode: .forward) == [2])
    }

    @Test func samplesStayOnOnePath() {
        struct Nearest: DataTerm {
            func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
                let (left, right) = (pow(θ[0] - sample.x, 2), pow(θ[1] - sample.x, 2))
                return select(left, isLessThan: right, left * sample.y, exp(right))
            }
        }
        var random = SplitMix64(seed: 42)
        let data = (0..<100).map { _ in (x: random.normal(), y: random.normal()) }
        let loss = compile(Nearest(), over: data, at: [-1, 1])
        for θ in [[-1.0, 1], [2, 0.1], [0.5, 0.6]] {
            let expected = valueWithGradient(at: θ, of: Nearest(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect((found.value - expected.value).magnitude <= 1e-13 * expected.value.magnitude)
            for (a, b) in zip(found.gradient, expected.gradient) {
                #expect((a - b).magnitude <= 1e-12 * (1 + b.magnitude))
            }
        }
        #expect(loss.paths == [100])
    }

    @Test func aPatternHasBothSides() {
        struct Upwind: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                (1..<(x.count - 1)).map { i in
                    let slope = select(x[i], isLessThan: 0, x[i + 1] - x[i], x[i] - x[i - 1])
                    let weight = select(x[0], isLessThan: x[i], 1, 0)
                    return x[i] * slope * weight
                }
            }
        }
        var random = SplitMix64(seed: 43)
        let points = (0..<20).map { _ in (0..<12).map { _ in random.normal() } }
        let plan = jacobianPlan(at: points[0], of: Upwind())
        for x in points {
            #expect(plan.jacobian(at: x).dense == jacobian(at: x, of: Upwind(), mode: .forward))
        }
        let pattern = jacobianSparsity(at: points[0], of: Upwind()).pattern
        #expect(Array(pattern.row(4)) == [4, 5, 6])
    }
}
