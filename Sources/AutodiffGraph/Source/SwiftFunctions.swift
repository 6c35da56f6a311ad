/// The functions that a Swift file brings along: what the toolkit's rules compute on numbers, with their bits.
///
/// They stand where a rule is no function of the C library, or where its derivative looks at bits of its argument, and so can't be
/// recorded. The rules are the place where each is explained; a test compares the two at points of every kind.
struct SwiftFunction {
    let text: String
    var needs: [String] = []

    /// The functions of these names and all that they need, each before those that need it.
    static func closure(of names: Set<String>) -> [String] {
        var ordered: [String] = []
        func visit(_ name: String) {
            guard let function = all[name], !ordered.contains(name) else { return }
            for need in function.needs { visit(need) }
            ordered.append(name)
        }
        for name in names.sorted() { visit(name) }
        return ordered
    }

    static let all: [String: SwiftFunction] = [
        "larger": SwiftFunction(
            text: """
                func larger(_ x: Double, _ y: Double) -> Double { x >= y ? x : x < y ? y : x + y }
                """),
        "smaller": SwiftFunction(
            text: """
                func smaller(_ x: Double, _ y: Double) -> Double { x <= y ? x : x > y ? y : x + y }
                """),
        "logistic": SwiftFunction(
            text: """
                func logistic(_ x: Double) -> Double {
                    let q = exp(-x.magnitude)
                    return (x < 0 ? q : 1) / (1 + q)
                }
                """),
        "logisticSlope": SwiftFunction(
            text: """
                func logisticSlope(_ x: Double) -> Double {
                    let q = exp(-x.magnitude)
                    return q / ((1 + q) * (1 + q))
                }
                """),
        "tanhSlope": SwiftFunction(
            text: """
                func tanhSlope(_ x: Double) -> Double {
                    let q = exp(-2 * x.magnitude)
                    return 4 * q / ((1 + q) * (1 + q))
                }
                """),
        "softplus": SwiftFunction(
            text: """
                func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
                """),
        "exp2Slope": SwiftFunction(
            text: """
                func exp2Slope(_ x: Double) -> Double {
                    let y = exp2(x)
                    return y == .infinity ? 1.3862943611198906 * exp2(x - 1) : 0.6931471805599453 * y
                }
                """),
        "cbrtSlope": SwiftFunction(
            text: """
                func cbrtSlope(_ x: Double) -> Double {
                    func third(_ y: Double, _ x: Double) -> Double {
                        if !x.isFinite { return 1 }
                        if x.magnitude < 1e-150 { return third(0x1p+200 * y, 0x1p+600 * x) }
                        let square = y * y
                        let squareError = (-square).addingProduct(y, y)
                        let cubeError = (-x).addingProduct(y, square) + y * squareError
                        let relativeError = 0.6666666666666666 * (cubeError / x) - squareError / square
                        return 0.3333333333333333 + (0x1.5555555555555p-56 + 0.3333333333333333 * relativeError)
                    }
                    if x == 0 { return .infinity }
                    let y = cbrt(x)
                    return third(y, x) / (y * y)
                }
                """),
        "xLogY": SwiftFunction(
            text: """
                func xLogY(_ x: Double, _ y: Double) -> Double { x == 0 && !y.isNaN ? 0 : x * log(y) }
                """),
    ].merging(powers) { $1 }.merging(ofTwoArguments) { $1 }.merging(ofArrays) { $1 }
}
