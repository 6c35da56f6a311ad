import Autodiff
import Testing

@Suite struct CheckpointedTests {
    private let point = [0.7, -0.2, 1.3, 0.9]

    @Test func stepsAreTheBinomialOptimum() {
        for (steps, snapshots) in [
            (1, 1), (2, 1), (7, 1), (7, 2), (30, 3), (1000, 10), (1000, 20), (1000, 40), (50, 50), (50, 80),
        ] {
            let step = CountedStep()
            _ = valueWithGradient(
                at: point, of: LoopLoss(step: step, steps: steps, snapshots: snapshots), mode: .reverse)
            // The value of the last step is the run's own.
            #expect(step.advances == BinomialSchedule.advances(steps: steps, snapshots: snapshots) + 1)
            #expect(step.pullbacks == steps)
        }
    }

    @Test func gradientIsThatOfThePlainLoop() {
        for (steps, snapshots) in [
            (0, 1), (1, 1), (2, 1), (3, 2), (40, 1), (100, 3), (100, 7), (100, 100), (100, 1000),
        ] {
            let plain = valueWithGradient(
                at: point, of: LoopLoss(step: CountedStep(), steps: steps, snapshots: nil), mode: .reverse)
            let kept = valueWithGradient(
                at: point, of: LoopLoss(step: CountedStep(), steps: steps, snapshots: snapshots), mode: .reverse)
            #expect(kept.value == plain.value)
            #expect(relativeDifference(kept.gradient, plain.gradient) < 1e-14, "\(steps), \(snapshots)")
        }
    }

    @Test func everyModeAgrees() {
        let kept = LoopLoss(step: CountedStep(), steps: 60, snapshots: 4)
        let plain = LoopLoss(step: CountedStep(), steps: 60, snapshots: nil)
        let expected = gradient(at: point, of: plain)
        #expect(relativeDifference(gradient(at: point, of: kept, mode: .forward), expected) < 1e-14)
        #expect(relativeDifference(gradient(at: point, of: kept, mode: .reverse), expected) < 1e-14)
        let v = [0.3, -1, 0.5, 2]
        #expect(
            relativeDifference(hvp(at: point, along: v, of: kept).product, hvp(at: point, along: v, of: plain).product)
                < 1e-13)
        let square = hessian(at: point, of: plain).values
        #expect(relativeDifference(hessian(at: point, of: kept).values, square) < 1e-13)
        #expect(compareJacobians(at: point, of: kept).agrees)
        checkAll()
    }

    private func checkAll() {
        #expect(checkGradient(at: point, of: LoopLoss(step: CountedStep(), steps: 20, snapshots: 3)).passed)
        #expect(checkHessian(at: point, of: LoopLoss(step: CountedStep(), steps: 20, snapshots: 3)).passed)
    }

    @Test func nestedTapesAndDuals() {
        let kept = LoopLoss(step: CountedStep(), steps: 30, snapshots: 3)
        let expected = hessian(at: point, of: LoopLoss(step: CountedStep(), steps: 30, snapshots: nil))
        let overTapes = jacobian(at: point) { x in gradient(at: x) { kept.value(at: $0) } }
        #expect(relativeDifference(overTapes.values, expected.values) < 1e-13)
        let alongFirst = jvp(at: point, along: [1, 0, 0, 0]) { x in gradient(at: x) { kept.value(at: $0) } }.tangent
        #expect(relativeDifference(alongFirst, (0..<4).map { expected[0, $0] }) < 1e-13)
        let series = taylor(at: 0.3, order: 4) { t in kept.value(at: [t, 0.1, 1.3, t * t]) }
        let plainSeries = taylor(at: 0.3, order: 4) { t in
            LoopLoss(step: CountedStep(), steps: 30, snapshots: nil).value(at: [t, 0.1, 1.3, t * t])
        }
        #expect(relativeDifference(series, plainSeries) < 1e-14)
    }

    @Test func compiledLoopIsOneNodeInEveryOrder() {
        let plain = LoopLoss(step: CountedStep(), steps: 50, snapshots: nil)
        let f = compile(LoopLoss(step: CountedStep(), steps: 50, snapshots: 5), at: [0.1, 0.2, 0.3, 0.4])
        #expect(f.compiled.size(of: "gradient").operations < 40)
        #expect(f.compiled.size(of: "hessian").operations < 200)
        #expect(f.value(at: point) == plain.value(at: point))
        #expect(relativeDifference(gradient(at: point, of: f), gradient(at: point, of: plain)) < 1e-13)
        #expect(relativeDifference(hessian(at: point, of: f).values, hessian(at: point, of: plain).values) < 1e-13)
        let v = [0.3, -1, 0.5, 2]
        #expect(
            relativeDifference(hvp(at: point, along: v, of: f).product, hvp(at: point, along: v, of: plain).product)
                < 1e-13)
        #expect(
            relativeDifference(jvp(at: point, along: v, of: f).tangent, jvp(at: point, along: v, of: plain).tangent)
                < 1e-13)
        let third = hessian(at: point, of: ThirdOrder(slope: gradient(of: f)))
        let expected = hessian(at: point) { x in gradient(at: x) { plain.value(at: $0) }[1] }
        #expect(relativeDifference(third.values, expected.values) < 1e-12)
    }

    private struct ThirdOrder: ScalarField {
        let slope: CompiledFunction
        func value<S: RealScalar>(at x: [S]) -> S { slope(x)[1] }
    }

    @Test func jacobianOfTheStateByOneRunAndSeveralSweeps() {
        struct End: Differentiable {
            let snapshots: Int?
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                var state = Array(x[..<2])
                guard let snapshots else {
                    for i in 0..<80 { state = CountedStep()(state, Array(x[2...]), step: i) }
                    return state
                }
                return checkpointed(
                    steps: 80, snapshots: snapshots, from: state, parameters: Array(x[2...]), by: CountedStep())
            }
        }
        let rows = jacobian(at: point, of: End(snapshots: 3), mode: .reverse)
        #expect(relativeDifference(rows.values, jacobian(at: point, of: End(snapshots: nil)).values) < 1e-14)
    }

    @Test func moreInputsThanDirectionsGoByTape() {
        struct Wide: TimeStep {
            func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] {
                x.indices.map { x[$0] + 0.01 * sin(x[($0 + 1) % x.count]) * p[$0] }
            }
        }
        let start = (0..<20).map { 0.1 * Double($0) }
        let (kept, plain) = (
            gradient(at: start) { x in
                sum(checkpointed(steps: 40, snapshots: 3, from: x, parameters: x.map { $0 * 2 }, by: Wide()))
            },
            gradient(at: start) { x in
                var state = x
                for i in 0..<40 { state = Wide()(state, x.map { $0 * 2 }, step: i) }
                return sum(state)
            }
        )
        #expect(relativeDifference(kept, plain) < 1e-13)
    }

    @Test func closureStepsAreRecordedOnce() {
        let plain = gradient(at: point) { x in
            var state = [x[0], x[1]]
            for i in 0..<50 {
                state = [state[0] + 0.01 * x[2] * cos(state[1]) + 1e-4 * Double(i), state[1] - 0.01 * state[0] * x[3]]
            }
            return state[0] * state[1]
        }
        let kept = gradient(at: point) { x in
            let end = checkpointed(steps: 50, snapshots: 4, from: [x[0], x[1]], parameters: [x[2], x[3]]) { x, p, i in
                [x[0] + 0.01 * p[0] * cos(x[1]) + 1e-4 * i, x[1] - 0.01 * x[0] * p[1]]
            }
            return end[0] * end[1]
        }
        #expect(relativeDifference(kept, plain) < 1e-13)
        let slope = derivative(at: 0.5) { t in
            checkpointed(steps: 10, snapshots: 2, from: [t]) { x, _ in [x[0] * x[0] + 0.1] }[0]
        }
        let expected = derivative(at: 0.5) { t in
            var x = t
            for _ in 0..<10 { x = x * x + 0.1 }
            return x
        }
        #expect(abs(slope - expected) < 1e-15)
    }

    @Test func closureStepsBranch() {
        let kept = gradient(at: [0.4, 0.7]) { x in
            checkpointed(steps: 30, snapshots: 4, from: [x[0]], parameters: [x[1]]) { x, p, i in
                i < 10 ? [x[0] + p[0] * 0.1] : x[0] > 1 ? [x[0] * 0.9] : [x[0] + 0.05 * p[0] * x[0]]
            }[0]
        }
        let plain = gradient(at: [0.4, 0.7]) { x in
            var y = x[0]
            for i in 0..<30 { y = i < 10 ? y + x[1] * 0.1 : y > 1 ? y * 0.9 : y + 0.05 * x[1] * y }
            return y
        }
        #expect(relativeDifference(kept, plain) < 1e-14)
    }
}
