import Autodiff
import Testing

private struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum = S(0.0)
        for i in 0..<(x.count - 1) {
            let d = x[i + 1] - x[i] * x[i]
            sum += 100.0 * d * d + (1.0 - x[i]) * (1.0 - x[i])
        }
        return sum
    }
}

private struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1]), x[0]] }
}

/// x² whose derivative is off by a relative `error`.
private struct Square: UnaryRule {
    var error = 0.0
    func value(_ x: Double) -> Double { x * x }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { x * (2 * (1 + error)) }
}

private struct WithRule<Rule: UnaryRule>: ScalarField {
    let rule: Rule
    func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0]) * x[1] }
}

/// A function that isn't the same on a tape: reverse mode differs from forward mode by a relative 1e-12.
private struct TwoFaced: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        let isTaped = S.self == Variable<Double>.self
        return exp(x[0]) * x[1] * (isTaped ? 1.0 + 1e-12 * (x[0] / x[0].heldConstant - 1.0) : S(1.0))
    }
}

extension RealScalar {
    fileprivate var heldConstant: Self { Self(primal) }
}

@Suite struct DifferentiableTests {
    @Test func ourDerivativesPass() {
        #expect(checkGradient(at: [-1.2, 1, 0.7], of: Rosenbrock()).verdict == .pass)
        #expect(checkJacobian(at: [1.5, 0.4], of: Polar()).verdict == .pass)
        let many = checkGradient(at: (0..<200).map { 0.5 + 0.01 * Double($0) }, of: Rosenbrock())
        #expect(many.verdict == .pass && many.evaluations < 50, "\(many)")
    }

    @Test func aWrongRuleIsFound() {
        #expect(checkGradient(at: [1.5, 2], of: WithRule(rule: Square())).verdict == .pass)
        let check = checkGradient(at: [1.5, 2], of: WithRule(rule: Square(error: 1e-7)))
        #expect(check.verdict == .wrong && check.entries[0].column == 0)
    }

    @Test func modesThatDisagreeAreFoundBelowTheResolutionOfDifferences() {
        let check = checkGradient(at: [0.5, 2], of: TwoFaced())
        #expect(check.entries.allSatisfy { $0.verdict == .pass })
        #expect(check.verdict == .wrong && !check.passed)
        #expect(check.description.contains("forward and reverse mode disagree at (0, 0)"))
    }

    @Test func floatIsCheckedAgainstDifferencesInDouble() {
        let x: [Float] = [-1.2, 1, 0.7]
        let check = checkGradient(at: x, of: Rosenbrock())
        #expect(check.verdict == .pass)
        #expect(check.entries.allSatisfy { $0.errorBar < 1e-3 * max(1, abs($0.claimed)) })
        #expect(checkJacobian(at: [1.5, 0.4] as [Float], of: Polar()).verdict == .pass)
        let wrong = checkGradient(at: [1.5, 2] as [Float], of: WithRule(rule: Square(error: 1e-4)))
        #expect(wrong.verdict == .wrong)
    }

    @Test func hessians() {
        let x = [-1.2, 1, 0.7]
        #expect(checkHessian(at: x, of: Rosenbrock()).verdict == .pass)
        let f = { (x: [Double]) in x[0] * x[0] * x[1] + exp(x[1]) }
        let gradient = { (x: [Double]) in [2 * x[0] * x[1], x[0] * x[0] + exp(x[1])] }
        let point = [1.5, 0.25]
        let hessian: Matrix<Double> = [[0.5, 3], [3, exp(0.25)]]
        #expect(checkHessian(hessian, gradient: gradient, at: point, of: f).verdict == .pass)
        var wrong = hessian
        wrong[1, 0] = 2
        let check = checkHessian(wrong, gradient: gradient, at: point, of: f)
        #expect(check.verdict == .wrong && check.subject == "Hessian")
        let first = checkHessian(hessian, gradient: { _ in [1, 1] }, at: point, of: f)
        #expect(first.verdict == .wrong && first.subject == "gradient")
        let product = { (x: [Double], v: [Double]) in
            [2 * x[1] * v[0] + 2 * x[0] * v[1], 2 * x[0] * v[0] + exp(x[1]) * v[1]]
        }
        #expect(checkHessianVectorProduct(product, gradient: gradient, at: point, of: f).verdict == .pass)
        let half = { (x: [Double], v: [Double]) in product(x, v).map { $0 / 2 } }
        #expect(checkHessianVectorProduct(half, gradient: gradient, at: point, of: f).verdict == .wrong)
    }

    @Test func products() {
        let x = [0.5, -1.5]
        let f = { (x: [Double]) in [x[0] * x[1], sin(x[0]), x[1]] }
        let push = { (x: [Double], v: [Double]) in [x[1] * v[0] + x[0] * v[1], cos(x[0]) * v[0], v[1]] }
        let pull = { (x: [Double], u: [Double]) in [x[1] * u[0] + cos(x[0]) * u[1], x[0] * u[0] + u[2]] }
        #expect(checkJVP(push, at: x, of: f).verdict == .pass)
        #expect(checkVJP(pull, at: x, of: f).verdict == .pass)
        let wrongPush = checkJVP({ x, v in push(x, v).map { -$0 } }, at: x, of: f)
        #expect(wrongPush.pattern == "every entry with its sign flipped")
        let wrongPull = checkVJP({ x, u in [pull(x, u)[0], x[0] * u[0]] }, at: x, of: f)
        #expect(wrongPull.verdict == .wrong && wrongPull.entries[0].row == 2 && wrongPull.entries[0].column == 1)
        let notLinear = checkVJP({ x, u in pull(x, u).map { $0 * (u.allSatisfy { $0 != 0 } ? 2 : 1) } }, at: x, of: f)
        #expect(notLinear.verdict == .wrong && notLinear.description.contains("not linear"))
    }
}

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

@Suite struct SuiteTests {
    @Test func reportsAllFailuresAtOnce() {
        let cases = [
            CheckCase("polar", Polar(), over: [0.1...3, -3...3]),
            CheckCase("square", WithRule(rule: Square(error: 1e-3)), over: [1...2, 1...2]),
            CheckCase("product", gradient: { [$0[1], $0[0]] }, over: [1e-6...1e6, 1...2], of: { $0[0] * $0[1] }),
            CheckCase("swapped", gradient: { [$0[0], $0[1]] }, over: [1...2, 3...4], of: { $0[0] * $0[1] }),
        ]
        let summary = checkAll(cases, points: 5)
        #expect(summary.items.count == 20 && !summary.passed)
        #expect(summary.failures.count == 10)
        #expect(summary.failures.allSatisfy { $0.name.hasPrefix("square") || $0.name.hasPrefix("swapped") })
        #expect(summary.description.contains("20 checks, 10 WRONG"))
        #expect(checkAll(Array(cases.prefix(1))).passed)
    }

    @Test func theSeedDecidesAboutThePoints() {
        let cases = [CheckCase("polar", Polar(), over: [0.1...3, -3...3])]
        var options = CheckOptions()
        let first = checkAll(cases, points: 2, options: options).items.map(\.point)
        #expect(checkAll(cases, points: 2, options: options).items.map(\.point) == first)
        options.seed += 1
        #expect(checkAll(cases, points: 2, options: options).items.map(\.point) != first)
    }
}
