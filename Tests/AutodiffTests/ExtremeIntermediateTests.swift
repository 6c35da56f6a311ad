import Autodiff
import Testing

/// Partials that leave the range of `Double` while the derivative doesn't: an intermediate of 1e160 whose reciprocal has the slope
/// 1e-320, or one of 1e-160 whose logarithm has the second derivative -1e320.
@Suite struct ExtremeIntermediateTests {
    /// A function of one number, by its number in a list.
    struct Function: ScalarField, CustomTestStringConvertible {
        let name: String
        let scale: Double

        var testDescription: String { "\(name), \(scale)" }

        func value<S: RealScalar>(at x: [S]) -> S {
            let u = scale * x[0]
            switch name {
            case "log u": return log(u)
            case "log2 u": return log2(u)
            case "log10 u": return log10(u)
            case "log1p u": return log1p(u)
            case "sqrt u": return sqrt(u)
            case "cbrt u": return cbrt(u)
            case "1/u": return 1 / u
            case "u^-1": return pow(u, -1)
            case "u^-1.5": return pow(u, -1.5)
            case "u^1.5": return pow(u, 1.5)
            case "atan u": return atan(u)
            case "asinh u": return asinh(u)
            case "acosh u": return acosh(u)
            case "digamma u": return digamma(u)
            case "trigamma u": return trigamma(u)
            case "tgamma u": return tgamma(u)
            case "exprel(-u)": return exprel(-u)
            case "xLogY(x, u)": return xLogY(x[0], u)
            case "u/(u + scale)": return u / (u + scale)
            case "hypot(u, scale)": return hypot(u, scale)
            case "atan2(u, scale)": return atan2(u, scale)
            default: return log(pow(scale * x[0], 8))
            }
        }
    }

    /// The first and the second derivative at x by all modes and nestings, held against what mathematics says.
    func expect(_ f: Function, at x: Double, _ first: Double, _ second: Double) {
        func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 64 * b.ulp }
        let series = taylor(at: [x], along: [1], order: 2, of: f)
        let slopes = [
            gradient(at: [x], of: f)[0], jacobian(at: [x], of: f, mode: .forward)[0, 0], derivative(at: x, of: f),
            jacobian(at: [x], of: f, mode: .reverse)[0, 0], series[1],
        ]
        #expect(slopes.allSatisfy { isClose($0, first) }, "\(f): \(slopes), not \(first)")
        let curvatures = [
            hessian(at: [x], of: f)[0, 0], hvp(at: [x], along: [1], of: f).product[0],
            derivative(at: x) { y in derivative(at: y, of: f) }, derivative(at: x) { y in gradient(at: [y], of: f)[0] },
            gradient(at: [x]) { y in derivative(at: y[0], of: f) }[0],
            gradient(at: [x]) { y in gradient(at: y, of: f)[0] }[0], 2 * series[2],
        ]
        #expect(curvatures.allSatisfy { isClose($0, second) }, "\(f): \(curvatures), not \(second)")
    }

    @Test(arguments: [1e21, 1.5e20, 1e-20, 1e30, 1e-30, 3])
    func theLogarithmOfAnEighthPower(x: Double) {
        expect(Function(name: "log u^8", scale: 1), at: x, 8 / x, -8 / x / x)
    }

    @Test(arguments: [1000, 1, 1e-6, 3.7])
    func theReciprocalOfALargeMultiple(x: Double) {
        for scale in [1e160, 1e-160, 1e150, 1e140] {
            let value = 1 / scale / x
            expect(Function(name: "1/u", scale: scale), at: x, -value / x, 2 * (value / x) / x)
            expect(Function(name: "u^-1", scale: scale), at: x, -value / x, 2 * (value / x) / x)
        }
    }

    @Test(arguments: [1e160, 1e-160, 1e170, 1e-170, 1e200])
    func logarithmsAndRootsOfAMultiple(scale: Double) {
        let x = 1.7
        func expect(_ name: String, _ first: Double, _ second: Double) {
            self.expect(Function(name: name, scale: scale), at: x, first, second)
        }
        expect("log u", 1 / x, -1 / (x * x))
        expect("log2 u", 1 / x / log(2), -1 / (x * x) / log(2))
        expect("log10 u", 1 / x / log(10), -1 / (x * x) / log(10))
        let (root, cubeRoot) = (sqrt(scale * x), cbrt(scale * x))
        expect("sqrt u", root / (2 * x), -root / (4 * x * x))
        expect("cbrt u", cubeRoot / (3 * x), -2 * cubeRoot / (9 * x * x))
        expect("xLogY(x, u)", log(scale * x) + 1, 1 / x)
        let sum = (x + 1) * (x + 1)
        expect("u/(u + scale)", 1 / sum, -2 / (sum * (x + 1)))
        let h = hypot(x, 1)
        expect("hypot(u, scale)", scale * (x / h), scale * (1 / (h * h * h)))
        expect("atan2(u, scale)", 1 / (h * h), -2 * x / (h * h * h * h))
        if scale > 1 {
            for name in ["log1p u", "asinh u", "acosh u", "digamma u"] { expect(name, 1 / x, -1 / (x * x)) }
            for name in ["trigamma u", "atan u", "exprel(-u)"] {
                let sign = name == "atan u" ? 1.0 : -1
                expect(name, sign / scale / (x * x), -2 * sign / scale / (x * x * x))
            }
        } else {
            expect("digamma u", 1 / scale / (x * x), -2 / scale / (x * x * x))
            expect("tgamma u", -1 / scale / (x * x), 2 / scale / (x * x * x))
        }
    }

    @Test(arguments: [1e160, 1e-160, 1e190, 1e-190])
    func powersOfAMultiple(scale: Double) {
        let (x, u) = (1.7, scale * 1.7)
        let (up, down) = (u * sqrt(u), 1 / u / sqrt(u))
        expect(Function(name: "u^1.5", scale: scale), at: x, 1.5 * up / x, 0.75 * (up / x) / x)
        expect(Function(name: "u^-1.5", scale: scale), at: x, -1.5 * down / x, 3.75 * (down / x) / x)
    }

    /// A quotient of two variables, by blocks of the Hessian.
    @Test func aQuotientOfTwoLargeNumbers() {
        struct Ratio: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { (1e170 * x[0]) / (1e170 * x[1]) }
        }
        let x = [2.0, 4]
        #expect(gradient(at: x, of: Ratio()) == [0.25, -0.125])
        #expect(jacobian(at: x, of: Ratio(), mode: .forward).values == [0.25, -0.125])
        let right = [0, -0.0625, -0.0625, 0.0625]
        for (value, right) in zip(hessian(at: x, of: Ratio()).values, right) {
            #expect((value - right).magnitude <= 4 * right.ulp)
        }
    }

    @Test(arguments: [1e21, 1.5e20, 1e-20]) func theLogarithmOfAnEighthPowerCompiled(x: Double) {
        let f = compile(Function(name: "log u^8", scale: 1), at: [3])
        #expect((hessian(at: [x], of: f)[0, 0] * x * x + 8).magnitude <= 0x1p-46)
    }

    /// What stays as it is: on the tape 1e165 (x₀ + x₁ + x₂) is a node, and its adjoint, -1e-331, is 0.
    @Test func anAdjointBelowTheRangeIsZero() {
        struct Recorded: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { 1 / (1e165 * x[0] + 1e165 * x[1] + 1e165 * x[2]) }
        }
        let right = [Double](repeating: -1.0 / 9 / 1e165, count: 3)
        for (value, right) in zip(jacobian(at: [1, 1, 1], of: Recorded(), mode: .forward).values, right) {
            #expect((value - right).magnitude <= 4 * right.ulp)
        }
        #expect(jacobian(at: [1, 1, 1], of: Recorded(), mode: .reverse).values == [0, 0, 0])
    }
}
