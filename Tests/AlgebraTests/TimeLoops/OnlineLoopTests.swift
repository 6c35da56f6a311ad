import Autodiff
import Testing

@Suite struct OnlineLoopTests {
    private struct Loss: ScalarField {
        let step: CountedStep
        let steps: Int
        let snapshots: Int

        func value<S: RealScalar>(at x: [S]) -> S {
            let steps = steps
            let end = checkpointed(
                until: { _, i in i == steps }, snapshots: snapshots, from: Array(x[..<2]), parameters: Array(x[2...]),
                by: step)
            return end[0] * end[0] + sin(end[1]) * x[2]
        }
    }

    private let point = [0.7, -0.2, 1.3, 0.9]

    @Test func gradientIsThatOfTheLoop() {
        for (steps, snapshots) in [(0, 3), (1, 1), (2, 2), (50, 1), (50, 2), (300, 5), (300, 17), (300, 300)] {
            let kept = valueWithGradient(
                at: point, of: Loss(step: CountedStep(), steps: steps, snapshots: snapshots), mode: .reverse)
            let plain = valueWithGradient(
                at: point, of: LoopLoss(step: CountedStep(), steps: steps, snapshots: nil), mode: .reverse)
            #expect(kept.value == plain.value)
            #expect(relativeDifference(kept.gradient, plain.gradient) < 1e-14, "\(steps), \(snapshots)")
        }
    }

    @Test func stepsAreNearTheOptimum() {
        var worst = 0.0
        for steps in [10, 30, 100, 300, 1000, 3000] {
            for snapshots in [2, 3, 5, 10, 20, 40] {
                let step = CountedStep()
                _ = gradient(at: point, of: Loss(step: step, steps: steps, snapshots: snapshots), mode: .reverse)
                let optimum = BinomialSchedule.advances(steps: steps, snapshots: snapshots) + 1
                #expect(step.pullbacks == steps)
                worst = max(worst, Double(step.advances) / Double(optimum))
            }
        }
        #expect(worst < 1.34, "\(worst)")
    }

    @Test func secondDerivativesAndCompiled() {
        let f = Loss(step: CountedStep(), steps: 40, snapshots: 4)
        let plain = LoopLoss(step: CountedStep(), steps: 40, snapshots: nil)
        #expect(relativeDifference(hessian(at: point, of: f).values, hessian(at: point, of: plain).values) < 1e-13)
        let compiled = compile(f, at: [0.1, 0.2, 0.3, 0.4])
        #expect(relativeDifference(gradient(at: point, of: compiled), gradient(at: point, of: plain)) < 1e-13)
    }

    @Test func endsByTheState() {
        struct Decay: TimeStep {
            func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] { [x[0] * p[0]] }
        }
        let (value, slope) = valueWithGradient(at: [8, 0.5]) { x in
            checkpointed(until: { x, _ in x[0] < 1 }, snapshots: 2, from: [x[0]], parameters: [x[1]], by: Decay())[0]
        }
        #expect(value == 0.5)
        #expect(slope == [0.0625, 4])
    }
}
