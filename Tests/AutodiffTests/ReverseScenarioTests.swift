import Autodiff
import Testing

/// The further functions of reverse mode through every scenario, over numbers, over duals and nested.
@Suite struct ReverseScenarioTests {
    /// Σ wᵢ fᵢ, so that every scenario has a gradient; preaccumulated or not.
    struct Weighted<F: Differentiable>: ScalarField {
        let f: F
        let weights: [Double]
        var isPreaccumulated = false

        func value<S: RealScalar>(at x: [S]) -> S {
            dot(weights, isPreaccumulated ? preaccumulate(x, f) : f(x))
        }
    }

    /// The same, a term of a sum for each output.
    struct Terms<F: Differentiable>: DataTerm {
        let f: F
        let weights: [Double]

        func value<S: RealScalar>(at x: [S], for output: Int) -> S { weights[output] * f(x)[output] }
    }

    /// ∇Σ wᵢ fᵢ from the Jacobian that is known, and the size that rounding is relative to.
    private func expected(_ scenario: Scenario) -> (gradient: [Double], scale: Double) {
        let terms = scenario.jacobian.transposed
        let gradient = (0..<terms.rows).map { dot(terms.row($0), scenario.weights) }
        return (gradient, scenario.jacobian.values.map(\.magnitude).reduce(0, +))
    }

    private func check(_ gradient: [Double], _ scenario: Scenario, _ name: String) {
        let (expected, scale) = expected(scenario)
        #expect(gradient.count == expected.count)
        let weight = scenario.weights.map(\.magnitude).max() ?? 1
        for (actual, expected) in zip(gradient, expected) {
            #expect(ScenarioTests.isClose(actual, expected, scale: scale * weight), "\(name)")
        }
    }

    private func check(second: Double, _ scenario: Scenario, _ name: String) {
        let scale = ScenarioTests.scale(scenario)
        #expect(ScenarioTests.isClose(second, scenario.weightedSecond, scale: scale), "\(name)")
    }

    @Test(arguments: scenarios)
    func overNumbers(_ scenario: Scenario) async {
        func all<F: Differentiable & Sendable>(_ f: F) async {
            let (x, weights) = (scenario.point, scenario.weights)
            let workspace = GradientWorkspace<Double>()
            workspace.evaluate(at: x, of: Weighted(f: f, weights: weights))
            check(workspace.gradient, scenario, "workspace")
            check(
                gradient(at: x, of: Weighted(f: f, weights: weights, isPreaccumulated: true)), scenario, "preaccumulate"
            )
            let terms = Terms(f: f, weights: weights)
            let sum = gradient(at: x, of: terms, summedOver: weights.indices)
            check(sum, scenario, "sum over data")
            #expect(await parallelGradient(at: x, of: terms, summedOver: weights.indices) == sum)
            check(ComputationGraph(at: x, of: Weighted(f: f, weights: weights)).gradient, scenario, "graph")
        }
        await all(scenario.function)
    }

    /// uᵀHv by forward over reverse and by reverse over reverse.
    @Test(arguments: scenarios)
    func overDualsAndNested(_ scenario: Scenario) {
        func all<F: Differentiable>(_ f: F) {
            let (x, u, v, weights) = (scenario.point, scenario.u, scenario.v, scenario.weights)
            let plain = Weighted(f: f, weights: weights)
            let preaccumulated = Weighted(f: f, weights: weights, isPreaccumulated: true)
            let terms = Terms(f: f, weights: weights)
            func forward(_ name: String, _ gradient: ([Dual<Double>]) -> [Dual<Double>]) {
                check(second: dot(u, jvp(at: x, along: v, gradient).tangent), scenario, name)
            }
            func reverse(_ name: String, _ gradient: ([Variable<Double>]) -> [Variable<Double>]) {
                check(second: dot(v, vjp(at: x, gradient).pullback(u)), scenario, name)
            }
            forward("workspace") { x in
                let workspace = GradientWorkspace<Dual<Double>>()
                workspace.evaluate(at: x, of: plain)
                return workspace.gradient
            }
            reverse("workspace") { x in
                let workspace = GradientWorkspace<Variable<Double>>()
                workspace.evaluate(at: x, of: plain)
                return workspace.gradient
            }
            forward("preaccumulate") { gradient(at: $0, of: preaccumulated) }
            reverse("preaccumulate") { gradient(at: $0, of: preaccumulated) }
            forward("sum over data") { gradient(at: $0, of: terms, summedOver: weights.indices) }
            reverse("sum over data") { gradient(at: $0, of: terms, summedOver: weights.indices) }
        }
        all(scenario.function)
    }
}

extension ReverseScenarioTests.Terms: Sendable where F: Sendable {}
