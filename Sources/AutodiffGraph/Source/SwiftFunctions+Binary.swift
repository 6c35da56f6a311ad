extension SwiftFunction {
    /// Rules of two arguments, and their slopes.
    static let ofTwoArguments: [String: SwiftFunction] = [
        "hypotSlope": SwiftFunction(
            text: """
                // By the first argument.
                func hypotSlope(_ x: Double, _ y: Double) -> Double {
                    let value = hypot(x, y)
                    if value.isNormal { return x / value }
                    if value == 0 { return 0 }
                    let scale = value < 1 ? 0x1p+100 : 0x1p-100
                    let scaled = scale * x
                    return scaled / hypot(scaled, scale * y)
                }
                """),
        "atan2Slopes": SwiftFunction(
            text: """
                func atan2Slopes(_ y: Double, _ x: Double) -> (Double, Double) {
                    let square = x * x + y * y
                    if square > 0x1p-100 && square < 0x1p+100 { return (x / square, -y / square) }
                    if x == 0 && y == 0 { return (0, 0) }
                    let (a, b) = (x.magnitude, y.magnitude)
                    let largest = a > b ? a : a < b ? b : a == b ? a : a + b
                    if largest == .infinity { return (0, 0) }
                    let exponent = max(-1000, min(1000, -largest.exponent))
                    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
                    let (u, v) = (scale * x, scale * y)
                    let sum = u * u + v * v
                    return (u / sum * scale, -v / sum * scale)
                }
                """),
        "remainderSlopeX": SwiftFunction(
            text: """
                // Of the remainder r.
                func remainderSlopeX(_ r: Double) -> Double { r.isNaN ? .nan : 1 }
                """),
        "remainderSlopeY": SwiftFunction(
            text: """
                // Of the remainder r.
                func remainderSlopeY(_ x: Double, _ y: Double, _ r: Double) -> Double {
                    r.isNaN ? .nan : -(x / y - r / y).rounded(.toNearestOrEven)
                }
                """),
        "roundingError": SwiftFunction(
            text: """
                // (a - b) - fl(a - b), exactly.
                func roundingError(_ a: Double, _ b: Double) -> Double {
                    let difference = a - b
                    let t = difference - a
                    return (a - (difference - t)) - (b + t)
                }
                """),
        "logAddExp": SwiftFunction(
            text: """
                func logAddExp(_ x: Double, _ y: Double) -> Double {
                    let (larger, smaller) = x < y ? (y, x) : (x, y)
                    if !(larger - smaller).isFinite { return x.isNaN || y.isNaN ? .nan : larger }
                    let q = exp(smaller - larger)
                    return larger + log1p(q + q * roundingError(smaller, larger))
                }
                """, needs: ["roundingError"]),
        "logAddExpSlope": SwiftFunction(
            text: """
                // By the first argument.
                func logAddExpSlope(_ x: Double, _ y: Double) -> Double {
                    if x == y && !x.isFinite { return x < 0 ? 0 : 0.5 }
                    let s = logistic(x - y)
                    if !(x - y).isFinite { return s }
                    return s + s * (roundingError(x, y) * (1 - s))
                }
                """, needs: ["logistic", "roundingError"]),
    ]
}
