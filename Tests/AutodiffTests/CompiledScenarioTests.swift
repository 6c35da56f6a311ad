import Autodiff
import Testing

/// Every scenario as a compiled function.
@Suite struct CompiledScenarioTests {
    @Test(arguments: scenarios)
    func firstAndSecondDerivatives(_ scenario: Scenario) {
        func all<F: Differentiable & Sendable>(_ f: F) {
            let (x, u, v) = (scenario.point, scenario.u, scenario.v)
            var options = CompileOptions()
            options.exactValues = true
            let compiled = compile(f, at: x, options: options)
            let values: [Double] = f(x)
            #expect(compiled(x).map(\.bitPattern) == values.map(\.bitPattern))
            let scale = scenario.jacobian.values.map(\.magnitude).reduce(1e-300, +)
            let j = jacobian(at: x, of: compiled)
            for (a, b) in zip(j.values, scenario.jacobian.values) {
                #expect(ScenarioTests.isClose(a, b, scale: scale))
            }
            let forward = jvp(at: x, along: v, of: compiled).tangent
            for (i, t) in forward.enumerated() {
                #expect(ScenarioTests.isClose(t, dot(scenario.jacobian.row(i), v), scale: scale))
            }
            let pulled = vjp(at: x, of: compiled).pullback(scenario.weights)
            for (k, w) in pulled.enumerated() {
                #expect(
                    ScenarioTests.isClose(
                        w, dot(scenario.jacobian.column(k), scenario.weights),
                        scale: scale * (scenario.weights.max() ?? 1)))
            }
            let weights = scenario.weights
            let field = compile(at: x, options: options) { x in dot(weights, f(x)) }
            let second = hvp(at: x, along: v, of: field).product
            let secondScale = ScenarioTests.scale(scenario)
            #expect(ScenarioTests.isClose(dot(u, second), scenario.weightedSecond, scale: secondScale))
            let h = hessian(at: x, of: field)
            let byHessian = dot(u, (0..<h.rows).map { dot(h.row($0), v) })
            #expect(ScenarioTests.isClose(byHessian, scenario.weightedSecond, scale: secondScale))
        }
        all(scenario.function)
    }
}
