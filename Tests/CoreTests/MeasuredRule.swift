import Autodiff

/// A rule, the table that it is measured by, and what it must reach.
struct MeasuredRule: CustomStringConvertible, Sendable {
    /// The function, as the table's file is called.
    let name: String
    /// The largest error of a first derivative, in units in the last place.
    let bound: Double
    /// The points of which the bound is asked.
    let isAsked: @Sendable (_ point: [Double]) -> Bool
    /// What counts as the size of an oscillating function's derivative near its zeros, where the C library's functions,
    /// of which it is made, lose their relative accuracy; else 0.
    let amplitude: @Sendable (_ x: Double) -> Double
    let measure: @Sendable (_ line: [Double]) -> PointMeasurement

    var description: String { name }

    init<Rule: UnaryRule & Sendable>(
        _ name: String, _ rule: Rule, bound: Double = 2,
        where isAsked: @escaping @Sendable ([Double]) -> Bool = { _ in true },
        amplitude: @escaping @Sendable (Double) -> Double = { _ in 0 }
    ) {
        self.name = name
        self.bound = bound
        self.isAsked = isAsked
        self.amplitude = amplitude
        self.measure = { PointMeasurement(of: rule, line: $0) }
    }

    init<Rule: BinaryRule & Sendable>(_ name: String, _ rule: Rule, bound: Double = 2) {
        self.name = name
        self.bound = bound
        self.isAsked = { _ in true }
        self.amplitude = { _ in 0 }
        self.measure = { PointMeasurement(of: rule, line: $0) }
    }

    /// Every rule that has a table.
    static let all: [MeasuredRule] = [
        MeasuredRule("exp", Rules.Exp()),
        MeasuredRule("expm1", Rules.Expm1()),
        MeasuredRule("exp2", Rules.Exp2()),
        MeasuredRule("log", Rules.Log()),
        MeasuredRule("log1p", Rules.Log1p()),
        MeasuredRule("log2", Rules.Log2()),
        MeasuredRule("log10", Rules.Log10()),
        MeasuredRule("sqrt", Rules.Sqrt()),
        MeasuredRule("cbrt", Rules.Cbrt()),
        MeasuredRule("pow_2", Rules.IntegerPower(2)),
        MeasuredRule("pow_3", Rules.IntegerPower(3)),
        MeasuredRule("pow_5", Rules.IntegerPower(5)),
        MeasuredRule("pow_-2", Rules.IntegerPower(-2)),
        MeasuredRule("pow", Rules.Power()),
        MeasuredRule("hypot", Rules.Hypot()),
        MeasuredRule("divide", Rules.Divide()),
        MeasuredRule("sin", Rules.Sin()),
        MeasuredRule("cos", Rules.Cos()),
        MeasuredRule("tan", Rules.Tan()),
        MeasuredRule("asin", Rules.Asin()),
        MeasuredRule("acos", Rules.Acos()),
        MeasuredRule("atan", Rules.Atan()),
        MeasuredRule("atan2", Rules.Atan2()),
        MeasuredRule("sinh", Rules.Sinh()),
        MeasuredRule("cosh", Rules.Cosh()),
        MeasuredRule("tanh", Rules.Tanh(), bound: 4),
        MeasuredRule("asinh", Rules.Asinh()),
        MeasuredRule("acosh", Rules.Acosh()),
        MeasuredRule("atanh", Rules.Atanh()),
        MeasuredRule("sigmoid", Rules.Sigmoid(), bound: 4),
        MeasuredRule("softplus", Rules.Softplus()),
        MeasuredRule("logSigmoid", Rules.LogSigmoid()),
        MeasuredRule("logAddExp", Rules.LogAddExp()),
        MeasuredRule("xLogY", Rules.XLogY()),
        MeasuredRule("erf", Rules.Erf()),
        MeasuredRule("erfc", Rules.Erfc()),
        MeasuredRule("erfinv", Rules.Erfinv(), bound: 4),
        MeasuredRule("lgamma", Rules.LogGamma(), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("digamma", Rules.Polygamma(0), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("trigamma", Rules.Polygamma(1), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("polygamma_3", Rules.Polygamma(3), bound: 4, where: { $0[0] > 0 }),
        MeasuredRule("j0", Rules.BesselJ(0), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("j1", Rules.BesselJ(1), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("jn_3", Rules.BesselJ(3), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("y0", Rules.BesselY(0), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("y1", Rules.BesselY(1), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("yn_3", Rules.BesselY(3), bound: 8, amplitude: besselAmplitude),
        MeasuredRule("tgamma", Rules.Gamma(), bound: 8),
        MeasuredRule("sinc", Rules.Sinc(), bound: 4, amplitude: { $0.magnitude < 1 ? 0 : 1 / $0.magnitude }),
        MeasuredRule("exprel", Rules.Exprel(), bound: 4),
        MeasuredRule("log1prel", Rules.Log1prel(), bound: 6),
    ]

    /// √(2/(πx)), the amplitude of the Bessel functions' oscillation, from their first zeros on.
    @Sendable static func besselAmplitude(_ x: Double) -> Double {
        x.magnitude < 0.5 ? 0 : (0.6366197723675814 / x.magnitude).squareRoot()
    }
}
