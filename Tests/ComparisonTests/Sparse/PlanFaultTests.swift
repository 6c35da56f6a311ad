import Autodiff
import Testing

/// What went wrong with plans, each by the program that found it.
@Suite struct PlanFaultTests {
    /// Each of the inputs takes a branch of its own.
    struct Branches: Differentiable, ScalarField {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            x.indices.map { i in
                let y = sin(x[i]) * x[i]
                return x[i] > 0.5 ? y + x[i] * x[max(i - 1, 0)] : y
            }
        }
        func value<S: RealScalar>(at x: [S]) -> S { self(x).reduce(0) { $0 + $1 * $1 } }
    }

    /// A plan by a program recorded the function anew at each point, 35 times as long as by colours.
    @Test func aPlanWhosePointsAreAllOnNewPathsIsNotRecordedAnewEachTime() {
        var random = SplitMix64(seed: 4)
        let n = 40
        func point() -> [Double] { (0..<n).map { _ in random.uniform() } }
        let f = Branches()
        let jacobians = jacobianPlan(at: point(), of: f, by: .compiled)
        let hessians = hessianPlan(at: point(), of: f, by: .compiled)
        #expect(jacobians.coloring == nil && hessians.coloring == nil)
        for _ in 0..<60 {
            let x = point()
            let found = jacobians.jacobian(at: x).dense.values + hessians.hessian(at: x).dense.values
            let expected = jacobian(at: x, of: f, mode: .forward).values + hessian(at: x, of: f).values
            // The program's sine is its own, and may differ in the last place.
            for (a, b) in zip(found, expected) { #expect((a - b).magnitude <= 1e-14 * max(8, b.magnitude)) }
        }
        #expect(jacobians.coloring != nil && hessians.coloring != nil)
        // Where few points are on new paths the program stays.
        let steady = jacobianPlan(at: [0.1, 0.2], of: f, by: .compiled)
        for i in 0..<100 { _ = steady.jacobian(at: i % 10 == 0 ? [0.9, 0.2] : [0.1, 0.2]) }
        #expect(steady.coloring == nil)
    }

    /// Likewise without a plan.
    @Test func aCompiledFunctionWhosePointsAreAllOnNewPaths() {
        var random = SplitMix64(seed: 5)
        func point() -> [Double] { (0..<40).map { _ in random.uniform() } }
        let f = Branches()
        let (compiled, field) = (compile(f, at: point()) as CompiledFunction, compile(f, at: point()) as CompiledField)
        for _ in 0..<60 {
            let x = point()
            let found = sparseJacobian(at: x, of: compiled).dense.values + sparseHessian(at: x, of: field).dense.values
            let expected = jacobian(at: x, of: f, mode: .forward).values + hessian(at: x, of: f).values
            for (a, b) in zip(found, expected) { #expect((a - b).magnitude <= 1e-14 * max(8, b.magnitude)) }
        }
    }

    /// `print` showed a type's name.
    @Test func aPlanPrintsWhatItIs() {
        struct Chain: Differentiable, ScalarField {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.indices.map { x[$0] * x[max($0 - 1, 0)] } }
            func value<S: RealScalar>(at x: [S]) -> S { self(x).reduce(0) { $0 + $1 } }
        }
        let x = [1.0, 2, 3]
        let plan = jacobianPlan(at: x, of: Chain(), by: .forward)
        #expect(plan.description == "Jacobians 3 × 3, 5 entries everywhere, by 2 colours, forward")
        let program = jacobianPlan(at: x, of: Chain(), by: .compiled)
        #expect(program.description == "Jacobians 3 × 3, 5 entries everywhere, by a program")
        let rows = jacobianPlan(at: [0.2, 0.7, 0.1], of: Branches(), by: .reverse)
        #expect(rows.description == "Jacobians 3 × 3, 4 entries on 1 path, by 2 colours, reverse")
        #expect(hessianPlan(at: x, of: Chain(), by: .compiled).description.hasPrefix("Hessians 3 × 3, "))
    }
}
