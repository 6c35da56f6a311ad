import Autodiff
import Foundation
import Testing

/// Every public function of reverse mode through every scenario, over numbers, over duals and nested.
@Suite struct ReverseScenarioTests {
    /// x ↦ J(x)·u: first derivatives of it are second ones of f, by forward mode inside of what differentiates it.
    private struct Along<F: Differentiable>: Differentiable {
        let f: F
        let u: [Double]

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { jvp(at: x, along: u.map { S($0) }, of: f).tangent }
    }

    private func check(_ gradient: [Double], _ scenario: Scenario, _ name: String) {
        let j = scenario.jacobian
        let scale = j.values.map(\.magnitude).reduce(0, +) * (scenario.weights.max() ?? 1)
        #expect(gradient.count == j.columns)
        for (k, actual) in gradient.enumerated() {
            let expected = dot(j.column(k), scenario.weights)
            #expect(ScenarioTests.isClose(actual, expected, scale: scale), "\(name)")
        }
    }

    private func check(second: Double, _ scenario: Scenario, _ name: String) {
        let scale = ScenarioTests.scale(scenario)
        #expect(ScenarioTests.isClose(second, scenario.weightedSecond, scale: scale), "\(name)")
    }

    @Test(arguments: scenarios)
    func overNumbers(_ scenario: Scenario) {
        func all<F: Differentiable>(_ f: F) {
            for (name, method) in reverseMethods {
                check(method.gradient(at: scenario.point, of: f, weights: scenario.weights), scenario, name)
            }
            let field = Weighted(f: f, weights: scenario.weights, arrangement: Plain())
            check(ComputationGraph(at: scenario.point, of: field).gradient, scenario, "graph")
        }
        all(scenario.function)
    }

    /// uᵀHv on `Variable<Dual>`, `Variable<Variable>` and `Dual<Variable>`.
    @Test(arguments: scenarios)
    func overDualsAndNested(_ scenario: Scenario) {
        func all<F: Differentiable>(_ f: F) {
            let (x, u, v, weights) = (scenario.point, scenario.u, scenario.v, scenario.weights)
            for (name, method) in reverseMethods {
                let overDuals = jvp(at: x, along: v) { method.gradient(at: $0, of: f, weights: weights) }.tangent
                check(second: dot(u, overDuals), scenario, "\(name) over duals")
                let overVariables = vjp(at: x) { method.gradient(at: $0, of: f, weights: weights) }.pullback(u)
                check(second: dot(v, overVariables), scenario, "\(name) over variables")
                let ofDuals = method.gradient(at: x, of: Along(f: f, u: u), weights: weights)
                check(second: dot(v, ofDuals), scenario, "\(name) of duals")
            }
        }
        all(scenario.function)
    }

    /// D³f[u, v, u] + what the weights make of it, by a Hessian over duals, one over variables, and three times forward.
    @Test(arguments: scenarios)
    func hessiansOverDualsAndNested(_ scenario: Scenario) {
        func all<F: ScalarField>(_ f: F) {
            let (x, u, v) = (scenario.point, scenario.u, scenario.v)
            func product<S: RealScalar>(_ h: Matrix<S>) -> S {
                sum((0..<h.rows).map { u[$0] * dot(v, h.row($0)) })
            }
            let expected = jvp(at: x, along: u, of: Along(f: Along(f: f, u: u), u: v)).tangent[0]
            let overDuals = jvp(at: x, along: u) { [product(hessian(at: $0, of: f))] }.tangent[0]
            let overVariables = vjp(at: x) { [product(hessian(at: $0, of: f))] }.pullback([1])
            let scale = ScenarioTests.scale(scenario) + expected.magnitude
            #expect(ScenarioTests.isClose(overDuals, expected, scale: 10 * scale))
            #expect(ScenarioTests.isClose(dot(u, overVariables), expected, scale: 10 * scale))
        }
        if let field = scenario.function as? any ScalarField { all(field) }
    }

    /// The parallel sum has the bits of the serial one, over numbers, over duals and over duals of duals.
    @Test(arguments: scenarios)
    func parallelSums(_ scenario: Scenario) async {
        func all<F: Differentiable & Sendable>(_ f: F) async {
            let (x, u, v) = (scenario.point, scenario.u, scenario.v)
            let terms = Terms(f: f, weights: scenario.weights)
            let (weights, outputs) = (scenario.weights, scenario.weights.indices)
            let plain = await parallelGradient(at: x, of: terms, over: outputs)
            check(plain, scenario, "parallel sum")
            #expect(plain == gradient(at: x, of: terms, over: outputs))
            let duals = zip(x, v).map { Dual($0, $1) }
            let overDuals = await parallelGradient(at: duals, over: outputs) { x, i in weights[i] * f(x)[i] }
            check(second: dot(u, overDuals.map(\.tangent)), scenario, "parallel sum over duals")
            let serial = gradient(at: duals, of: terms, over: outputs)
            #expect(overDuals.map(\.tangent) == serial.map(\.tangent))
            let twice = zip(duals, u).map { Dual($0, Dual(constant: $1)) }
            let (value, _) = await parallelValueWithGradient(at: twice, of: terms, over: outputs)
            check(second: value.tangent.tangent, scenario, "parallel sum over duals of duals")
        }
        await all(scenario.function)
    }

    /// A parallel sum inside a derivative: the tasks get the derivative's own duals.
    @Test(arguments: scenarios)
    func parallelSumsInsideADerivative(_ scenario: Scenario) async {
        func all<F: Differentiable & Sendable>(_ f: F) async {
            let (x, u, v) = (scenario.point, scenario.u, scenario.v)
            let terms = Terms(f: f, weights: scenario.weights)
            let outputs = scenario.weights.indices
            let tangent = await withCheckedContinuation { continuation in
                // On a thread of its own, which may wait for tasks.
                Thread.detachNewThread {
                    let (_, tangent) = jvp(at: x, along: v) { (x: [Dual<Double>]) in
                        wait { await parallelGradient(at: x, of: terms, over: outputs) }
                    }
                    continuation.resume(returning: tangent)
                }
            }
            check(second: dot(u, tangent), scenario, "parallel sum inside jvp")
        }
        await all(scenario.function)
    }
}

/// Runs an asynchronous function to its end.
private func wait<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var result: Result?
    Task {
        result = await body()
        done.signal()
    }
    done.wait()
    return result!
}
