import Autodiff
import Testing

/// Every scenario through every mode and every nesting of two, against derivatives known to 30 digits.
@Suite struct ScenarioTests {
    /// Rounding grows with the number of operations and the size of the terms that cancel: the scenarios have at most a
    /// few hundred operations and lose less than two digits by cancellation.
    static let tolerance = 1e-12

    static func isClose(_ actual: Double, _ expected: Double, scale: Double) -> Bool {
        (actual - expected).magnitude <= tolerance * max(scale, expected.magnitude)
    }

    /// Entry by entry, relative to the largest entry of the row.
    static func areClose(_ actual: Matrix<Double>, _ expected: Matrix<Double>) -> Bool {
        guard actual.rows == expected.rows && actual.columns == expected.columns else { return false }
        return (0..<expected.rows).allSatisfy { i in
            let scale = expected.row(i).map(\.magnitude).max() ?? 0
            return zip(actual.row(i), expected.row(i)).allSatisfy { isClose($0, $1, scale: scale) }
        }
    }

    /// The sum of the terms' sizes in Σ wᵢ D²fᵢ, which is what rounding is relative to.
    static func scale(_ scenario: Scenario) -> Double {
        zip(scenario.weights, scenario.second).map { ($0 * $1).magnitude }.reduce(0, +)
            + scenario.jacobian.values.map(\.magnitude).reduce(0, +)
    }

    @Test(arguments: scenarios)
    func valueIsTheSameInEveryMode(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let value = f(scenario.point)
            for (actual, expected) in zip(value, scenario.value) {
                #expect(Self.isClose(actual, expected, scale: 0))
            }
            #expect(jvp(at: scenario.point, along: scenario.u, of: f).value == value)
            #expect(vjp(at: scenario.point, of: f).value == value)
            #expect(f(scenario.point.map { Dual(constant: Dual($0, 1)) }).map(\.primal) == value)
            #expect(f(scenario.point.map { Variable(constant: Dual($0, 1)) }).map(\.primal) == value)
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func forward(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            #expect(Self.areClose(jacobian(at: scenario.point, of: f, mode: .forward), scenario.jacobian))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func reverse(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            #expect(Self.areClose(jacobian(at: scenario.point, of: f, mode: .reverse), scenario.jacobian))
            #expect(Self.areClose(jacobian(at: scenario.point, of: f), scenario.jacobian))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func comparison(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let comparison = compareJacobians(at: scenario.point, of: f)
            #expect(comparison.agrees, "\(comparison)")
        }
        check(scenario.function)
    }

    /// u·(Jᵀw) = w·(Ju).
    @Test(arguments: scenarios)
    func dotProduct(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let tangent = jvp(at: scenario.point, along: scenario.u, of: f).tangent
            let adjoint = vjp(at: scenario.point, of: f).pullback(scenario.weights)
            let terms = zip(scenario.weights, tangent).map(*)
            let scale = terms.map(\.magnitude).reduce(0, +)
            #expect(Self.isClose(dot(scenario.u, adjoint), sum(terms), scale: scale))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func forwardOverForward(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let u = scenario.u.map { Dual(constant: $0) }
            let second = jvp(at: scenario.point, along: scenario.v) { (x: [Dual<Double>]) in
                jvp(at: x, along: u, of: f).tangent
            }
            let actual = dot(scenario.weights, second.tangent)
            #expect(Self.isClose(actual, scenario.weightedSecond, scale: Self.scale(scenario)))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func forwardOverReverse(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let weights = scenario.weights.map { Dual(constant: $0) }
            let second = jvp(at: scenario.point, along: scenario.v) { (x: [Dual<Double>]) in
                vjp(at: x, of: f).pullback(weights)
            }
            let actual = dot(scenario.u, second.tangent)
            #expect(Self.isClose(actual, scenario.weightedSecond, scale: Self.scale(scenario)))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func reverseOverForward(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let u = scenario.u.map { Variable(constant: $0) }
            let second = vjp(at: scenario.point) { (x: [Variable<Double>]) in jvp(at: x, along: u, of: f).tangent }
            let actual = dot(scenario.v, second.pullback(scenario.weights))
            #expect(Self.isClose(actual, scenario.weightedSecond, scale: Self.scale(scenario)))
        }
        check(scenario.function)
    }

    @Test(arguments: scenarios)
    func reverseOverReverse(_ scenario: Scenario) {
        func check<F: Differentiable>(_ f: F) {
            let weights = scenario.weights.map { Variable(constant: $0) }
            let second = vjp(at: scenario.point) { (x: [Variable<Double>]) in vjp(at: x, of: f).pullback(weights) }
            let actual = dot(scenario.v, second.pullback(scenario.u))
            #expect(Self.isClose(actual, scenario.weightedSecond, scale: Self.scale(scenario)))
        }
        check(scenario.function)
    }

    /// uᵀHv by `hvp`, and by `hessian`, which is symmetric to the last bit.
    @Test(arguments: scenarios)
    func hessians(_ scenario: Scenario) {
        func check<F: ScalarField>(_ f: F) {
            let (gradient, product) = hvp(at: scenario.point, along: scenario.v, of: f)
            let h = hessian(at: scenario.point, of: f)
            #expect(Self.areClose(Matrix([gradient]), scenario.jacobian))
            #expect(h == h.transposed)
            let fromHessian = (0..<h.rows).map { dot(h.row($0), scenario.v) }
            for second in [dot(scenario.u, product), dot(scenario.u, fromHessian)] {
                #expect(Self.isClose(second, scenario.second[0], scale: Self.scale(scenario)))
            }
        }
        if let field = scenario.function as? any ScalarField { check(field) }
    }
}
