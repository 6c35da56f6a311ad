/// `x` rounded to some significant digits: plain where that is short, otherwise with a power of ten.
package func formatted(_ x: Double, digits: Int = 6) -> String {
    if x.isNaN { return "nan" }
    if x.isInfinite { return x < 0 ? "-inf" : "inf" }
    if x == 0 { return "0" }
    let (mantissa, exponent) = decimal(abs(x), digits: digits)
    var figures = String(mantissa)
    let sign = x < 0 ? "-" : ""
    if exponent >= -4 && exponent < max(digits, 6) {
        if exponent < 0 {
            figures = "0." + String(repeating: "0", count: -exponent - 1) + figures
        } else if exponent + 1 < figures.count {
            figures.insert(".", at: figures.index(figures.startIndex, offsetBy: exponent + 1))
        } else {
            figures += String(repeating: "0", count: exponent + 1 - figures.count)
            return sign + figures
        }
        return sign + withoutTrailingZeros(figures)
    }
    if figures.count > 1 { figures.insert(".", at: figures.index(after: figures.startIndex)) }
    return sign + withoutTrailingZeros(figures) + "e" + String(exponent)
}

/// x > 0 as an integer of `digits` digits and the decimal exponent of the first of them.
private func decimal(_ x: Double, digits: Int) -> (mantissa: Int, exponent: Int) {
    var (scaled, exponent) = (x, 0)
    while scaled >= 1e16 { (scaled, exponent) = (scaled / 1e16, exponent + 16) }
    while scaled < 1e-16 { (scaled, exponent) = (scaled * 1e16, exponent - 16) }
    while scaled >= 10 { (scaled, exponent) = (scaled / 10, exponent + 1) }
    while scaled < 1 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    var limit = 1
    for _ in 0..<digits { limit *= 10 }
    let mantissa = Int((scaled * Double(limit / 10)).rounded())
    return mantissa == limit ? (mantissa / 10, exponent + 1) : (mantissa, exponent)
}

private func withoutTrailingZeros(_ figures: String) -> String {
    if !figures.contains(".") { return figures }
    var figures = figures
    while figures.last == "0" { figures.removeLast() }
    if figures.last == "." { figures.removeLast() }
    return figures
}

/// `x` with all the digits that tell it from its neighbours, and without a `.0` behind a whole number.
package func shortest(_ x: Double) -> String {
    let text = "\(x)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

extension String {
    /// The string, with spaces in front of it up to `width`.
    package func padded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}

/// "1 entry", "3 entries": a number and its noun.
package func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
}
