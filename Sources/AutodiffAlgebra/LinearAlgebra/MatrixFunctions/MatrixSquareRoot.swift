import AutodiffCore

/// The principal square root X of a square matrix: X·X = A, with eigenvalues whose real parts are positive.
///
///     print(try matrixSquareRoot([[4, 0], [0, 9]]))
///     // [2.0000000000000004, 0.0]
///     // [0.0, 3.0]
///
/// By Newton's iteration in the product form of Denman and Beavers, with scaling: Higham, "Functions of matrices" (2008), 6.3. The
/// derivative is that of the function, the solution L of X·L + L·X = Ȧ, from the root of a matrix twice as large.
///
/// Cost: about 10 steps of 6n³ operations; 8 times as much for a derivative.
///
/// Throws ``LinearAlgebraError/singular(pivot:)`` for a singular matrix, that or ``LinearAlgebraError/notConverged(steps:)`` where an eigenvalue
/// is negative, so that there is no principal root, and ``LinearAlgebraError/notFinite(row:column:)``. In a compiled function these are nan later. Traps unless
/// the matrix is square.
@inlinable
public func matrixSquareRoot<S: RealScalar>(_ a: Matrix<S>) throws -> Matrix<S> {
    let n = checkedOrder(a, for: "asked for its square root")
    try SquareRoot().check(peeked(a), order: n)
    return Matrix(rows: n, columns: n, values: S.apply(MatrixFunctionRule(SquareRoot(), order: n), to: a.values))
}

@frozen
@usableFromInline
struct SquareRoot: MatrixFunction {
    @inlinable
    init() {}

    @usableFromInline
    func value(_ a: [Double], order n: Int) -> [Double] {
        (try? root(a, order: n)) ?? [Double](repeating: .nan, count: n * n)
    }

    /// Throws where the matrix has no root.
    @usableFromInline
    func check(_ a: [Double], order n: Int) throws {
        try checkFinite(a, columns: n)
        _ = try root(a, order: n)
    }

    private func root(_ a: [Double], order n: Int) throws -> [Double] {
        if n == 0 { return [] }
        // M goes to I and X to the root: Mₖ₊₁ = ½(I + ½(Mₖ + Mₖ⁻¹)) and Xₖ₊₁ = ½Xₖ(I + Mₖ⁻¹), where both are first scaled so that |det M| = 1.
        var (m, x) = (a, Matrix(rows: n, columns: n, values: a))
        var last = Double.infinity
        for step in 0..<60 {
            let factors = LUFactors(m, order: n)
            if let pivot = factors.zeroPivot { throw LinearAlgebraError.singular(pivot: pivot) }
            var inverse = factors.solve(Matrix<Double>.identity(n).values, columns: n, isTransposed: false)
            // Near the end scaling would only disturb.
            if last > 1e-2 {
                let scale = exp(-factors.logDeterminant / (2 * Double(n)))
                for i in m.indices {
                    m[i] *= scale * scale
                    inverse[i] /= scale * scale
                }
                x = x.map { $0 * scale }
            }
            for i in m.indices { m[i] = 0.25 * (m[i] + inverse[i]) }
            for i in 0..<n {
                m[i * n + i] += 0.5
                inverse[i * n + i] += 1
            }
            x = x.times(Matrix(rows: n, columns: n, values: inverse)).map { 0.5 * $0 }
            let difference = (0..<n * n).reduce(0.0) { Swift.max($0, (m[$1] - ($1 / n == $1 % n ? 1 : 0)).magnitude) }
            if difference.isNaN { break }
            if difference <= Double(n) * .ulpOfOne || difference >= 0.5 * last && last < 1e-10 { return x.values }
            last = step < 2 ? Double.infinity : difference
        }
        throw LinearAlgebraError.notConverged(steps: 60)
    }
}
