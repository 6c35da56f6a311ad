import Autodiff
import Testing

/// A compiled function as a block inside of another function, beside the same function written out.
@Suite struct CompiledRuleTests {
    /// Two steps of a pendulum of state (angle, speed) and parameters (stiffness, damping).
    private func steps<S: RealScalar>(_ z: [S]) -> [S] {
        var (angle, speed) = (z[0], z[1])
        for _ in 0..<2 {
            let force = -z[2] * sin(angle) - z[3] * speed
            angle += 0.1 * speed
            speed += 0.1 * force
        }
        return [angle, speed]
    }

    private struct Energy: ScalarField {
        let step: CompiledRule?

        func value<S: RealScalar>(at θ: [S]) -> S {
            var state: [S] = [1, 0]
            for _ in 0..<5 {
                let z = state + θ
                state = step.map { S.apply($0, to: z) } ?? CompiledRuleTests().steps(z)
            }
            return state[0] * state[0] + state[1] * state[1]
        }
    }

    private func isClose(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-14 * (1 + $1.magnitude) }
    }

    @Test func aRecurrenceOfBlocksHasTheDerivativesOfTheWholeOne() {
        let block = Energy(step: CompiledRule(compile(at: [1, 0, 2, 0.1]) { z in steps(z) }))
        let whole = Energy(step: nil)
        for θ in [[2.0, 0.1], [5, 0], [-1, 0.5]] {
            let (value, slope) = valueWithGradient(at: θ, of: whole, mode: .reverse)
            for mode in [JacobianMode.reverse, .forward] {
                let found = valueWithGradient(at: θ, of: block, mode: mode)
                #expect(isClose([found.value] + found.gradient, [value] + slope))
            }
            #expect(isClose(hessian(at: θ, of: block).values, hessian(at: θ, of: whole).values))
            #expect(
                isClose(hvp(at: θ, along: [1, 2], of: block).product, hvp(at: θ, along: [1, 2], of: whole).product))
            #expect(isClose(gradient(at: θ, of: compile(block, at: [2, 0.1])), slope))
        }
    }

    @Test func aBlockTakesAnotherPathWhereItsFunctionDoes() {
        let rule = CompiledRule(compile(at: [1.0]) { x in [x[0] > 0 ? x[0] * x[0] : -3 * x[0]] })
        #expect(gradient(at: [2.0]) { x in Variable.apply(rule, to: x)[0] } == [4])
        #expect(gradient(at: [-2.0]) { x in Variable.apply(rule, to: x)[0] } == [-3])
    }

    @Test func aSlopeThatIsZeroTimesInfinityFollowsReverseMode() {
        let rule = CompiledRule(compile(at: [1.0, 1]) { x in [sqrt(x[0]) * x[1]] })
        let expected = gradient(at: [0.0, 0]) { x in sqrt(x[0]) * x[1] }
        let found = gradient(at: [0.0, 0]) { x in Variable.apply(rule, to: x)[0] }
        #expect(zip(found, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
    }
}
