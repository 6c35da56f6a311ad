/// The floating-point format that the checked function computes in, and the constants that follow from it.
struct Arithmetic {
    /// The unit roundoff u: 2^-53 or 2^-24.
    let unit: Double

    /// 2^round(log2(ε) / 6) with ε = 2u: where a difference that is extrapolated once balances truncation and rounding.
    let firstStep: Double

    /// The smallest positive number.
    let underflow: Double

    private let single: Bool

    init(_ precision: CheckOptions.Precision) {
        single = precision == .single
        unit = single ? 0x1p-24 : 0x1p-53
        underflow = single ? Double(Float.leastNonzeroMagnitude) : .leastNonzeroMagnitude
        firstStep = single ? 0x1p-4 : 0x1p-9
    }

    /// ε = 2u, the spacing of numbers just above 1.
    var epsilon: Double { 2 * unit }

    /// `x` as the function will see it.
    func rounded(_ x: Double) -> Double { single ? Double(Float(x)) : x }
}

/// The constants of the method that do not depend on the format.
enum Threshold {
    /// Error estimates are multiplied by this before anything is called wrong.
    static let safety = 10.0

    /// The relative error that an entry should be resolved to.
    static let resolution = 1e-5

    /// The relative error to which an entry passes weakly.
    static let weakResolution = 1e-2

    /// The rounding error granted to a claimed derivative, in units of u.
    static let claimUlps = 32.0

    /// The largest step, relative to an input's scale.
    static let largestStep = 0.25

    /// Up to so many inputs, each is measured on its own.
    static let mostInputsInFull = 64

    /// A direction's main ladder has at most this many levels.
    static let levels = 8
}
