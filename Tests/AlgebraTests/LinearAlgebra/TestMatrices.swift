import Autodiff

/// Numbers between -1 and 1, the same in every run.
struct Numbers {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func next() -> Double { Double(Int64(bitPattern: generator.next())) * 0x1p-63 }
    mutating func next(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

/// SplitMix64, by Sebastiano Vigna.
private struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// n × n numbers, with `shift` added to the diagonal.
func randomMatrix(_ n: Int, seed: UInt64, shift: Double = 0) -> Matrix<Double> {
    var numbers = Numbers(seed: seed)
    var matrix = Matrix(rows: n, columns: n, values: numbers.next(n * n))
    for i in 0..<n { matrix[i, i] += shift }
    return matrix
}

/// A symmetric matrix whose eigenvalues are 1 and more.
func randomDefiniteMatrix(_ n: Int, seed: UInt64) -> Matrix<Double> {
    let a = randomMatrix(n, seed: seed)
    var product = a.times(a.transposed)
    for i in 0..<n { product[i, i] += 1 }
    return product
}

/// The solution of A·x = b by elimination without exchanges, operation by operation.
func eliminated<S: RealScalar>(_ a: [S], _ b: [S]) -> [S] {
    let n = b.count
    var (a, x) = (a, b)
    for k in 0..<n {
        for i in k + 1..<max(n, k + 1) {
            let factor = a[i * n + k] / a[k * n + k]
            for j in k..<n { a[i * n + j] -= factor * a[k * n + j] }
            x[i] -= factor * x[k]
        }
    }
    for i in (0..<n).reversed() {
        for j in i + 1..<max(n, i + 1) { x[i] -= a[i * n + j] * x[j] }
        x[i] /= a[i * n + i]
    }
    return x
}

/// Cholesky's factor of a lower triangle, operation by operation.
func choleskyLoop<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
    let n = a.rows
    var lower = Matrix<S>(rows: n, columns: n, repeating: 0)
    for i in 0..<n {
        for j in 0...i {
            var entry = a[i, j]
            for k in 0..<j { entry -= lower[i, k] * lower[j, k] }
            lower[i, j] = i == j ? sqrt(entry) : entry / lower[j, j]
        }
    }
    return lower
}

/// The largest difference of two lists of numbers, as a share of the largest number (or of 0.01, if all are small).
func deviation(_ x: [Double], _ y: [Double]) -> Double {
    if x.count != y.count || x.contains(where: \.isNaN) || y.contains(where: \.isNaN) { return .infinity }
    let largest = max(1e-2, y.reduce(0) { max($0, abs($1)) })
    return zip(x, y).reduce(0) { max($0, abs($1.0 - $1.1)) } / largest
}
