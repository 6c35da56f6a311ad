import Autodiff
import Testing

/// x^n / (1 + x^n), with a choice of mistakes.
private struct Hill: UnaryRule {
    let n: Double
    var factor = 1.0
    var merged = 1.0
    func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { factor * n * y * (1.0 - y) / x }
    func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
        let y = value(x)
        return (y, merged * derivative(at: x, value: y))
    }
}

/// A derivative that is right in value and wrong when differentiated again, as with an |x| in the rule.
private struct Odd: UnaryRule {
    func value(_ x: Double) -> Double { x * x * x }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { 3 * S(x.primal) * x }
}

private struct Times: BinaryRule {
    var factor = 1.0
    func value(_ x: Double, _ y: Double) -> Double { x * x * y }
    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (2 * x * y, factor * x * x) }
}

@Suite struct RuleTests {
    @Test func rulesPassOverARange() {
        let check = checkRule(Hill(n: 2.5), over: 0.1...10)
        #expect(check.passed, "\(check)")
        #expect(check.items.count == 60)
        #expect(checkRule(Rules.Log(), over: 1e-8...1e8).passed)
        #expect(checkRule(Rules.Tanh(), over: -3...3).passed)
        let square = checkRule(Rules.Sqrt(), over: 0...4)
        #expect(square.passed, "\(square)")
        let product = checkRule(Times(), over: -2...2, 0.5...3)
        #expect(product.passed, "\(product)")
    }

    @Test func wrongRulesFail() {
        let wrong = checkRule(Hill(n: 2.5, factor: 1 + 1e-6), over: 0.1...10)
        #expect(!wrong.passed && wrong.description.contains("Hill"))
        #expect(!checkRule(Hill(n: 2.5, merged: 1 + 1e-9), over: 0.1...10).passed)
        let odd = checkRule(Odd(), over: -2...2)
        #expect(!odd.passed)
        #expect(odd.failures.allSatisfy { !$0.name.contains("first") })
        #expect(!checkRule(Times(factor: 2), over: -2...2, 0.5...3).passed)
    }
}

/// x / |x|, with a choice of mistakes.
private struct Normalised: VectorRule {
    var pulled = 1.0
    var pushed = 1.0
    var nested = 1.0

    func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }

    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        let along = pulled * dot(y, w)
        return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
    }

    func pushforward<S: RealScalar>(_ t: [S], at x: [S], value y: [S]) -> [S] {
        let along = pushed * dot(y, t)
        // The value of |x| is right, and its slope `nested` times what it should be.
        let length = norm(x)
        let size = nested * length + (1 - nested) * S(length.primal)
        return x.indices.map { (t[$0] - along * y[$0]) / size }
    }
}

/// The pullback alone, whose nested derivative is wrong: y is taken as if it didn't depend on x.
private struct Frozen: VectorRule {
    func value(_ x: [Double]) -> [Double] { x.map { $0 * $0 } }
    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] { zip(x, w).map { 2 * S($0.primal) * $1 } }
}

@Suite struct VectorRuleCheckTests {
    private let x = [1.0, 2, 2]
    private let jacobian = "Jacobian at [1.0, 2.0, 2.0]"
    private let pushed = "Jacobian of J(x)·v at [1.0, 2.0, 2.0]"
    private let pulled = "Jacobian of J(x)ᵀ·u at [1.0, 2.0, 2.0]"

    @Test func aRightRulePasses() {
        let check = checkRule(Normalised(), at: x)
        #expect(check.passed && check.items.count == 3, "\(check)")
        #expect(check.items.map(\.name) == [jacobian, pushed, pulled])
        let box = checkRule(Normalised(), over: [0.1...3, -3...3, 1e-3...1e3], points: 4)
        #expect(box.passed && box.items.count == 12, "\(box)")
        #expect(Set(box.items.map(\.point)).count == 4)
    }

    @Test func aWrongPullbackFails() {
        let check = checkRule(Normalised(pulled: 1 + 1e-5), at: x)
        #expect(check.failures.map(\.name).contains(jacobian), "\(check)")
    }

    /// Below what differences see: by the pullback.
    @Test func aWrongPushforwardFails() {
        let check = checkRule(Normalised(pushed: 1 + 1e-11), at: x)
        #expect(check.failures.map(\.name).contains(jacobian), "\(check)")
        #expect(check.failures.first?.check.notes.contains { $0.contains("disagree") } == true)
    }

    @Test func wrongWhereModesNest() {
        let inThePushforward = checkRule(Normalised(nested: 0.5), at: x)
        #expect(inThePushforward.failures.map(\.name) == [pushed], "\(inThePushforward)")
        let inThePullback = checkRule(Frozen(), at: x)
        #expect(inThePullback.failures.map(\.name) == [pushed, pulled], "\(inThePullback)")
    }

    /// The products with the unit vectors are right, and so is every one with components below 2.
    @Test func aPullbackThatIsNotLinearFails() {
        struct Squares: VectorRule {
            func value(_ x: [Double]) -> [Double] { x.map { $0 * $0 } }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] {
                zip(x, w).map { 2 * $0 * $1 * ($1.primal.magnitude < 2 ? 1.0 : 1.0 + 1e-15) }
            }
        }
        let check = checkJacobian(at: x, of: Squares())
        #expect(check.verdict == .wrong)
        #expect(check.notes.contains { $0.hasPrefix("vjp is not linear: input 0 gets ") }, "\(check)")
    }

    @Test func whatIsNotFiniteIsLeftOut() {
        struct Log: VectorRule {
            func value(_ x: [Double]) -> [Double] { x.map { log($0) } }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] { zip(w, x).map { $0 / $1 } }
        }
        let check = checkRule(Log(), over: [-1...1, 1...2], points: 10)
        #expect(check.passed && !check.items.isEmpty && check.items.count < 30)
        #expect(!checkRule(Log(), at: [-1, 1]).passed)
    }
}
