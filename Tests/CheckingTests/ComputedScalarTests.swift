import Autodiff
import Testing

/// x² y³, whose value is right on every scalar and whose slope is off by a relative `error` on some.
private struct WrongOn: ScalarField {
    let scalar: String
    var error = 0.5

    func value<S: RealScalar>(at x: [S]) -> S {
        let y = x[0] * x[0] * x[1] * x[1] * x[1]
        return String(describing: S.self).hasPrefix(scalar) ? y + error * (y - S(y.primal)) : y
    }
}

/// The same as a function of as many inputs as one likes: the sum over neighbours.
private struct WrongOnMany: ScalarField {
    let scalar: String
    let error: Double

    func value<S: RealScalar>(at x: [S]) -> S {
        let f = WrongOn(scalar: scalar, error: error)
        return (1..<x.count).reduce(S(0.0)) { $0 + f.value(at: [x[$1 - 1], x[$1]]) }
    }
}

/// What users run, `jacobian` and `hessian`, is what is checked: a function that is wrong on one scalar alone is found.
@Suite struct ComputedScalarTests {
    private let x = [1.5, 0.75]

    /// What is said of a function that is right.
    @Test func aFunctionThatIsTheSameOnEveryScalarPasses() {
        let f = WrongOn(scalar: "none")
        for check in [
            checkGradient(at: x, of: f), checkJacobian(at: x, of: f), checkHessian(at: x, of: f),
            checkJVP(at: x, of: f), checkVJP(at: x, of: f), checkHVP(at: x, of: f),
        ] {
            #expect(check.verdict == .pass && check.notes.isEmpty, "\(check)")
        }
    }

    @Test func wrongOnMultiDualAlone() {
        let f = WrongOn(scalar: "MultiDual")
        let gradient = checkGradient(at: x, of: f)
        #expect(gradient.verdict == .wrong)
        #expect(
            gradient.notes.contains {
                $0.hasPrefix("gradient(mode: .reverse) and jacobian(mode: .forward) disagree at (0, ")
            })
        #expect(
            gradient.notes.contains {
                $0.hasPrefix("gradient(mode: .reverse) and gradient(mode: .forward) disagree at (0, ")
            })
        #expect(
            gradient.notes.contains {
                $0.hasPrefix("gradient(mode: .reverse) and jvp along several directions disagree")
            })
        #expect(!checkJacobian(at: x, of: f).passed)
        #expect(!checkHessian(at: x, of: f).passed)
        #expect(!checkJVP(at: x, of: f).passed)
        #expect(checkVJP(at: x, of: f).passed)
    }

    /// Inside of the Hessian only: `HyperDual<MixedBlock>` up to 8 inputs, `Variable<MultiDual>` beyond.
    @Test(arguments: ["HyperDual<MixedBlock", "Variable<MultiDual"]) func wrongInTheHessianAlone(scalar: String) {
        let inputs = scalar.hasPrefix("HyperDual") ? 3 : 20
        let point = (0..<inputs).map { 0.5 + 0.05 * Double($0) }
        let f = WrongOnMany(scalar: scalar, error: 1e-3)
        #expect(checkGradient(at: point, of: f).passed)
        // Several products at once are computed as the columns of a larger Hessian are.
        #expect(checkHVP(at: point, of: f).passed == scalar.hasPrefix("HyperDual"))
        let check = checkHessian(at: point, of: f)
        #expect(check.verdict == .wrong && check.subject == "Hessian", "\(check)")
        #expect(check.notes.contains { $0.hasPrefix("hessian and hvp disagree") })
    }

    @Test(arguments: ["Dual<Double>", "MultiDual", "Variable<Double>"])
    func wrongInTheEleventhDigitOnOneScalar(scalar: String) {
        let f = WrongOn(scalar: scalar, error: 1e-11)
        let check = checkJacobian(at: x, of: f)
        #expect(check.verdict == .wrong && check.notes.contains { $0.contains("disagree") }, "\(check)")
        #expect(checkGradient(at: x, of: f).verdict == .wrong)
    }

    @Test func wrongProductsAreFound() {
        #expect(checkJVP(at: x, of: WrongOn(scalar: "Dual<Double>", error: 1e-6)).verdict == .wrong)
        #expect(checkVJP(at: x, of: WrongOn(scalar: "Variable<Double>", error: 1e-6)).verdict == .wrong)
        // Up to 16 inputs by hyper-dual numbers, beyond by a gradient on duals.
        let many = (0..<20).map { 0.5 + 0.05 * Double($0) }
        for (x, scalar) in [(x, "HyperDual<MixedRow"), (many, "Variable<Dual")] {
            let check = checkHVP(at: x, of: WrongOnMany(scalar: scalar, error: 1e-6))
            #expect(check.verdict == .wrong && check.subject == "Hessian-vector product")
        }
        let first = checkHVP(at: x, of: WrongOn(scalar: "Variable<Double>", error: 1e-6))
        #expect(first.verdict == .wrong && first.subject == "gradient")
    }

    /// Beyond 64 inputs products with random vectors are compared, in every mode that has them.
    @Test(arguments: ["Dual<Double>", "MultiDual", "Variable<Double>"]) func manyInputs(scalar: String) {
        let many = (0..<80).map { 0.5 + 0.01 * Double($0) }
        #expect(checkGradient(at: many, of: WrongOnMany(scalar: "none", error: 0)).notes.isEmpty)
        let f = WrongOnMany(scalar: scalar, error: 1e-11)
        #expect(checkGradient(at: many, of: f).verdict == .wrong)
        #expect(checkJacobian(at: many, of: f).verdict == .wrong)
    }

    /// The value that comes with a derivative must be the function's.
    @Test(arguments: ["Dual<Double>", "MultiDual", "Variable<Double>"]) func wrongPrimal(scalar: String) {
        struct Shifted: ScalarField {
            let scalar: String
            func value<S: RealScalar>(at x: [S]) -> S {
                x[0] * x[1] + (String(describing: S.self).hasPrefix(scalar) ? 1e-9 : 0.0)
            }
        }
        let check = checkGradient(at: x, of: Shifted(scalar: scalar))
        let isNamed = check.notes.contains { $0.contains("where the function gives") }
        #expect(check.verdict == .wrong && isNamed, "\(check)")
    }

    /// `mode = .full` compares every entry, whatever the number of inputs, and names it.
    @Test func inFullEveryEntryIsCompared() {
        var options = CheckOptions()
        options.mode = .full
        let many = (0..<70).map { 0.5 + 0.01 * Double($0) }
        let check = checkGradient(at: many, options: options, of: WrongOnMany(scalar: "MultiDual", error: 1e-9))
        #expect(
            check.notes.contains {
                $0.hasPrefix("gradient(mode: .reverse) and jacobian(mode: .forward) disagree at (0, ")
            })
    }
}
