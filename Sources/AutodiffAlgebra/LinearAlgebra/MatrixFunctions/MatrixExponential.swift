import AutodiffCore

/// The exponential e^A = I + A + A²/2 + … of a square matrix.
///
///     print(matrixExponential([[0, 1], [0, 0]]))
///     // [1.0, 1.0]
///     // [0.0, 1.0]
///
/// By the Padé approximant of degree 13 of a scaled matrix, squared as often: Higham, "The scaling and squaring method for the matrix
/// exponential revisited" (2005). The derivative is that of the function, not of the algorithm, from the exponential of a matrix twice as large; so
/// backwards, by the transposed one. Exact at 0 and for any repeated eigenvalues.
///
/// Cost: about 14n³ operations and 2n³ for each squaring; 8 times as much for a derivative. Traps unless the matrix is square. A matrix with an
/// entry that is nan or infinite gives nan.
@inlinable
public func matrixExponential<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
    let n = checkedOrder(a, for: "exponentiated")
    return Matrix(rows: n, columns: n, values: S.apply(MatrixFunctionRule(Exponential(), order: n), to: a.values))
}

@frozen
@usableFromInline
struct Exponential: MatrixFunction {
    @inlinable
    init() {}

    @usableFromInline
    func value(_ a: [Double], order n: Int) -> [Double] {
        if n == 0 { return [] }
        // A multiple of I is split off, which makes what is left smaller.
        let shift = (0..<n).reduce(0) { $0 + a[$1 * n + $1] } / Double(n)
        var matrix = Matrix(rows: n, columns: n, values: a)
        for i in 0..<n { matrix[i, i] -= shift }
        let size = oneNorm(matrix)
        // Up to 5.37 the approximant is exact to the last digits.
        var squarings = 0
        if size > 5.371920351148152 { squarings = Swift.max(0, Int(log2(size / 5.371920351148152).rounded(.up))) }
        if squarings > 0 { matrix = matrix.map { $0 * Double(sign: .plus, exponent: -squarings, significand: 1) } }
        guard var result = approximant(matrix) else { return [Double](repeating: .nan, count: n * n) }
        let factor = exp(shift * Double(sign: .plus, exponent: -squarings, significand: 1))
        result = result.map { $0 * factor }
        for _ in 0..<squarings { result = result.times(result) }
        return result.values
    }

    /// (V - U)⁻¹(V + U), with the odd powers in U and the even ones in V.
    private func approximant(_ a: Matrix<Double>) -> Matrix<Double>? {
        let n = a.rows
        let b: [Double] = [
            64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600, 1_187_353_796_428_800,
            129_060_195_264_000, 10_559_470_521_600, 670_442_572_800, 33_522_128_640, 1_323_241_920, 40_840_800,
            960_960, 16_380, 182, 1,
        ]
        let a2 = a.times(a)
        let a4 = a2.times(a2)
        let a6 = a4.times(a2)
        func combination(_ c6: Double, _ c4: Double, _ c2: Double, _ c0: Double) -> Matrix<Double> {
            var sum = a6
            for i in 0..<n * n { sum.storage[i] = c6 * a6.storage[i] + c4 * a4.storage[i] + c2 * a2.storage[i] }
            for i in 0..<n { sum.storage[i * n + i] += c0 }
            return sum
        }
        let odd = a.times(added(a6.times(combination(b[13], b[11], b[9], 0)), combination(b[7], b[5], b[3], b[1])))
        let even = added(a6.times(combination(b[12], b[10], b[8], 0)), combination(b[6], b[4], b[2], b[0]))
        let factors = LUFactors(even.less(odd).values, order: n)
        if factors.zeroPivot != nil { return nil }
        return Matrix(
            rows: n, columns: n, values: factors.solve(added(even, odd).values, columns: n, isTransposed: false))
    }
}

/// The sum of two matrices of the same shape.
func added(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
    var sum = a
    for i in sum.storage.indices { sum.storage[i] += b.storage[i] }
    return sum
}
