import Autodiff
import Testing

/// The scenarios through several directions at once and through Taylor series, alone and nested.
@Suite struct ForwardScenarioTests {
    @Test(arguments: scenarios)
    func chunks(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            for chunk in [2, 4, 8, 16] {
                let j = forwardJacobian(at: scenario.point, of: f, chunk: chunk).jacobian
                #expect(ScenarioTests.areClose(j, scenario.jacobian), "chunk \(chunk)")
            }
            let (value, tangents) = jvp(at: scenario.point, along: [scenario.u, scenario.v], of: f)
            #expect(value == f(scenario.point))
            #expect(tangents[0] == jvp(at: scenario.point, along: scenario.u, of: f).tangent)
            #expect(tangents[1] == jvp(at: scenario.point, along: scenario.v, of: f).tangent)
        }
        check(scenario.function)
    }

    /// Duals of several directions inside duals of one, and inside variables: uᵀD²f v, weighted.
    @Test(arguments: scenarios)
    func chunksNested(_ scenario: Scenario) {
        typealias Number = MultiDual<SIMD2<Double>>
        func check<F: Differentiable>(_ f: F) {
            let x = scenario.point.indices.map {
                Number(scenario.point[$0], SIMD2(scenario.v[$0], scenario.u[$0]))
            }
            let forward = jvp(at: x, along: scenario.u.map { Number($0) }, of: f).tangent
            let reverse = vjp(at: x, of: f).pullback(scenario.weights.map { Number($0) })
            let seconds = [
                zip(scenario.weights, forward).map { $0 * $1.partials[0] }.reduce(0, +),
                zip(scenario.u, reverse).map { $0 * $1.partials[0] }.reduce(0, +),
            ]
            for second in seconds {
                #expect(
                    ScenarioTests.isClose(second, scenario.weightedSecond, scale: ScenarioTests.scale(scenario)))
            }
        }
        check(scenario.function)
    }

    /// Along u to order 2 by series, and along v by what the series are over or in: the mixed derivative, four ways.
    @Test(arguments: scenarios)
    func series(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let (x, u, v) = (scenario.point, scenario.u, scenario.v)
            let rows: Matrix<Double> = taylor(at: x, along: u, order: 2, of: f)
            #expect(rows.column(0) == f(x))
            let tangent = jvp(at: x, along: u, of: f).tangent
            for (actual, expected) in zip(rows.column(1), tangent) {
                #expect(ScenarioTests.isClose(actual, expected, scale: ScenarioTests.scale(scenario)))
            }
            let lines = x.indices.map { Taylor([x[$0], u[$0]]) }
            let constants = v.map { Taylor(constant: $0) }
            let weights = scenario.weights.map { Taylor(constant: $0) }
            let overDuals: Matrix<Dual<Double>> = taylor(
                at: x.indices.map { Dual(x[$0], v[$0]) }, along: u.map { Dual(constant: $0) }, order: 1, of: f)
            let inDuals = jvp(at: lines, along: constants, of: f).tangent
            let inVariables = vjp(at: lines, of: f).pullback(weights)
            let seconds = [
                dot(scenario.weights, overDuals.column(1).map(\.tangent)),
                dot(scenario.weights, inDuals.map { $0.coefficients.count > 1 ? $0.coefficients[1] : 0 }),
                dot(v, inVariables.map { $0.coefficients.count > 1 ? $0.coefficients[1] : 0 }),
            ]
            for second in seconds {
                #expect(
                    ScenarioTests.isClose(second, scenario.weightedSecond, scale: ScenarioTests.scale(scenario)))
            }
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func hessiansByForwardMode(_ scenario: Scenario) {
        func check<F: ScalarField>(_ f: F) {
            let h = hessian(at: scenario.point, of: f)
            let product = (0..<h.rows).map { dot(h.row($0), scenario.v) }
            let second = dot(scenario.u, product)
            #expect(ScenarioTests.isClose(second, scenario.second[0], scale: ScenarioTests.scale(scenario)))
            #expect(
                ScenarioTests.areClose(Matrix([gradient(at: scenario.point, of: f, mode: .forward)]), scenario.jacobian)
            )
        }
        if let field = scenario.function as? any ScalarField { check(field) }
    }
}
