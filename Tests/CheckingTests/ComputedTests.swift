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
        #expect(check.description.contains("gradient(mode: .reverse) and jacobian(mode: .forward) disagree at (0, 0)"))
        #expect(check.description.contains("gradient(mode: .reverse) and jvp disagree at (0, 0)"))
        #expect(!check.description.contains("jacobian(mode: .reverse)"))
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
        #expect(checkHVP(product, gradient: gradient, at: point, of: f).verdict == .pass)
        let half = { (x: [Double], v: [Double]) in product(x, v).map { $0 / 2 } }
        #expect(checkHVP(half, gradient: gradient, at: point, of: f).verdict == .wrong)
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
        let affine = checkJVP({ x, v in v.contains { $0 != 0 } ? push(x, v) : [0, 1e-3, 0] }, at: x, of: f)
        #expect(affine.verdict == .wrong)
        #expect(affine.notes == ["not linear: component 1 of the product with 0 is not 0"])
        let notLinear = checkVJP({ x, u in pull(x, u).map { $0 * (u.allSatisfy { $0 != 0 } ? 2 : 1) } }, at: x, of: f)
        #expect(notLinear.verdict == .wrong && notLinear.description.contains("not linear"))
    }
}
