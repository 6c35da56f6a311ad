/// The floating-point format that the checked function computes in, and the constants that follow from it.
struct Arithmetic {
    /// The unit roundoff u: 2^-53 or 2^-24.
    let unit: Double

    /// 2^round(log2(ε) / 6) with ε = 2u: the displacement at which a difference quotient that is extrapolated once
    /// balances truncation and rounding.
    let firstDisplacement: Double

    /// The smallest positive number.
    let underflow: Double

    private let single: Bool

    init(_ precision: CheckOptions.Precision) {
        single = precision == .single
        unit = single ? 0x1p-24 : 0x1p-53
        underflow = single ? Double(Float.leastNonzeroMagnitude) : .leastNonzeroMagnitude
        firstDisplacement = single ? 0x1p-4 : 0x1p-9
    }

    /// ε = 2u, the spacing of numbers just above 1.
    var epsilon: Double { 2 * unit }

    /// `x` as the function will see it.
    func rounded(_ x: Double) -> Double { single ? Double(Float(x)) : x }
}
