extension SwiftFunction {
    /// Functions of arrays.
    static let ofArrays: [String: SwiftFunction] = [
        "largest": SwiftFunction(
            text: """
                func largest(_ x: [Double]) -> Double {
                    if x.contains(where: { $0.isNaN }) { return .nan }
                    var best = x[0]
                    for element in x where element > best { best = element }
                    return best
                }
                """),
        "smallest": SwiftFunction(
            text: """
                func smallest(_ x: [Double]) -> Double {
                    if x.contains(where: { $0.isNaN }) { return .nan }
                    var best = x[0]
                    for element in x where element < best { best = element }
                    return best
                }
                """),
        "logSumExp": SwiftFunction(
            text: """
                func logSumExp(_ x: [Double]) -> Double {
                    if x.contains(where: { $0.isNaN }) { return .nan }
                    var k = 0
                    for i in x.indices where x[i] > x[k] { k = i }
                    if !x[k].isFinite { return x[k] }
                    if x.contains(-.infinity) { return logSumExp(x.filter { $0 != -.infinity }) }
                    var total: Double = expm1(x[k] - x[k])
                    for i in x.indices where i != k { total += exp(x[i] - x[k]) }
                    return log1p(total) + x[k]
                }
                """),
        "softmax": SwiftFunction(
            text: """
                func softmax(_ x: [Double]) -> [Double] {
                    var k = 0
                    for i in x.indices where x[i] > x[k] { k = i }
                    let isFinite = x[k].isFinite
                    var terms = x.map { (t: Double) -> Double in isFinite && t == -.infinity ? 0 : exp(t - x[k]) }
                    if isFinite { terms[k] = 1 }
                    var total = 0.0
                    for term in terms { total += term }
                    if total.isNaN { return x.map { _ in .nan } }
                    for i in terms.indices { terms[i] /= total }
                    return terms
                }
                """),
    ]
}
