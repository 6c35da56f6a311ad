import Autodiff
import Testing

/// Every rule of the table, over the middle and the far parts of its domain: value, three orders of derivatives, both
/// modes.
@Suite struct RuleTableTests {
    static let unary: [@Sendable () -> CheckSummary] = [
        { checkRule(Rules.Sqrt(), over: 1e-20...1e20) }, { checkRule(Rules.Cbrt(), over: 1e-20...1e20) },
        { checkRule(Rules.Cbrt(), over: -5 ... -0.1) }, { checkRule(Rules.IntegerPower(3), over: -4...4) },
        { checkRule(Rules.IntegerPower(-2), over: 0.01...100) }, { checkRule(Rules.Sin(), over: -10...10) },
        { checkRule(Rules.Cos(), over: -10...10) }, { checkRule(Rules.Tan(), over: -1.5...1.5) },
        { checkRule(Rules.Asin(), over: -1...1) }, { checkRule(Rules.Acos(), over: -1...1) },
        { checkRule(Rules.Atan(), over: -20...20) }, { checkRule(Rules.Exp(), over: -30...30) },
        { checkRule(Rules.Expm1(), over: 1e-10...10) }, { checkRule(Rules.Exp2(), over: -30...30) },
        { checkRule(Rules.Log(), over: 1e-20...1e20) }, { checkRule(Rules.Log1p(), over: -0.99...5) },
        { checkRule(Rules.Log2(), over: 1e-3...1e3) }, { checkRule(Rules.Log10(), over: 1e-3...1e3) },
        { checkRule(Rules.Sigmoid(), over: -30...30) }, { checkRule(Rules.Softplus(), over: -30...30) },
        { checkRule(Rules.LogSigmoid(), over: -30...30) }, { checkRule(Rules.Erf(), over: -4...4) },
        { checkRule(Rules.Erfc(), over: -4...8) }, { checkRule(Rules.Erfinv(), over: -0.999...0.999) },
        { checkRule(Rules.LogGamma(), over: 1e-3...1e3) }, { checkRule(Rules.Polygamma(0), over: 1e-3...1e3) },
        { checkRule(Rules.Polygamma(2), over: 0.1...50) }, { checkRule(Rules.BesselJ(0), over: -15...15) },
        { checkRule(Rules.BesselJ(2), over: 0.5...15) }, { checkRule(Rules.BesselY(1), over: 0.5...15) },
        { checkRule(Rules.Sinh(), over: -5...5) }, { checkRule(Rules.Cosh(), over: -5...5) },
        { checkRule(Rules.Tanh(), over: -8...8) }, { checkRule(Rules.Asinh(), over: -20...20) },
        { checkRule(Rules.Acosh(), over: 1...20) }, { checkRule(Rules.Atanh(), over: -0.99...0.99) },
        { checkRule(Rules.Abs(), over: -3...3) }, { checkRule(Rules.ReLU(), over: -3...3) },
        { checkRule(Rules.Gamma(), over: 0.1...20) }, { checkRule(Rules.Sinc(), over: -20...20) },
        { checkRule(Rules.Exprel(), over: -30...30) }, { checkRule(Rules.Exprel(2), over: -3...3) },
        { checkRule(Rules.Log1prel(), over: -0.99...30) }, { checkRule(Rules.Sinc(3), over: -5...5) },
        { checkRule(Rules.Rounded(.down), over: 0.1...0.9) },
    ]

    @Test(arguments: unary.indices) func unaryRule(_ index: Int) {
        let summary = Self.unary[index]()
        #expect(summary.passed, "\(summary)")
    }

    static let binary: [@Sendable () -> CheckSummary] = [
        { checkRule(Rules.Power(), over: 0.1...10, -3...3) }, { checkRule(Rules.Hypot(), over: -5...5, 0.5...5) },
        { checkRule(Rules.Atan2(), over: -5...5, 0.5...5) }, { checkRule(Rules.LogAddExp(), over: -20...20, -20...20) },
        { checkRule(Rules.XLogY(), over: 0.1...5, 0.01...50) }, { checkRule(Rules.Divide(), over: -5...5, 0.1...10) },
        { checkRule(Rules.TruncatingRemainder(), over: 7.1...7.9, 1.8...2.3) },
        { checkRule(Rules.Remainder(), over: 7.1...7.9, 1.9...2.1) },
        { checkRule(Rules.CopySign(), over: -5...5, 1...2) },
        { checkRule(Rules.Max(), over: -5...5, -3...4) }, { checkRule(Rules.Min(), over: -5...5, -3...4) },
    ]

    @Test(arguments: binary.indices) func binaryRule(_ index: Int) {
        let summary = Self.binary[index]()
        #expect(summary.passed, "\(summary)")
    }
}
