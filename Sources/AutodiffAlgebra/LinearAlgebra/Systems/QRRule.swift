import AutodiffCore

/// The m × n matrix Q and the upper triangle R of A = Q·R, whose diagonal is positive, as a function of A.
///
/// With C = Qᵀ Ȧ R⁻¹ and B the skew-symmetric matrix of C's lower triangle, Ṙ = (C - B)·R and Q̇ = Q·B + Ȧ R⁻¹ - Q·C. Backwards, with
/// M = R R̄ᵀ - Q̄ᵀ Q and its lower triangle made symmetric, Ā = (Q̄ + Q·M)·R⁻ᵀ. See Seeger et al., "Auto-differentiating linear algebra" (2017).
@frozen
@usableFromInline
struct QRRule: VectorRule, Hashable {
    @usableFromInline let system: LeastSquaresSystem
    @usableFromInline let store: FactorStore<QRFactors>

    @inlinable
    init(_ system: LeastSquaresSystem, _ store: FactorStore<QRFactors>) {
        self.system = system
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        let (m, n) = (system.rows, system.columns)
        let factors = store.factors(of: x[...]) { system.factors(of: $0) }
        if factors.zeroPivot != nil { return [Double](repeating: .nan, count: (m + n) * n) }
        var identity = [Double](repeating: 0, count: m * n)
        for j in 0..<n { identity[j * n + j] = 1 }
        var q = factors.applyQ(identity, columns: n, isTransposed: false)
        var r = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            let isNegative = factors.entries[i * n + i] < 0
            for j in i..<n { r[i * n + j] = isNegative ? -factors.entries[i * n + j] : factors.entries[i * n + j] }
            if isNegative {
                for k in 0..<m { q[k * n + i] = -q[k * n + i] }
            }
        }
        return q + r
    }

    @inlinable
    func factors<S: RealScalar>(_ values: [S]) -> (q: Matrix<S>, r: Matrix<S>) {
        let (m, n) = (system.rows, system.columns)
        return (
            Matrix(rows: m, columns: n, values: Array(values[..<(m * n)])),
            Matrix(rows: n, columns: n, values: Array(values[(m * n)...]))
        )
    }

    /// X·R⁻¹, or X·R⁻ᵀ.
    @inlinable
    func divided<S: RealScalar>(_ x: Matrix<S>, by r: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        solveTriangular(r, x.transposed, isLower: false, isTransposed: !isTransposed).transposed
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let (q, r) = factors(value)
        let change = divided(
            Matrix(rows: system.rows, columns: system.columns, values: tangent), by: r, isTransposed: false)
        let inner = q.transposed.times(change)
        let skew = inner.skewOfLowerTriangle
        let (turned, projected) = (q.times(skew), q.times(inner))
        let first = change.values.indices.map { turned.values[$0] + (change.values[$0] - projected.values[$0]) }
        return first + inner.less(skew).times(r).values
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let (q, r) = factors(value)
        let (ofQ, ofR) = factors(cotangent)
        let inner = r.times(ofR.transposed).less(ofQ.transposed.times(q)).symmetricOfLowerTriangle
        let turned = q.times(inner)
        var sum = ofQ
        for i in 0..<system.rows {
            for j in 0..<system.columns { sum[i, j] += turned[i, j] }
        }
        return divided(sum, by: r, isTransposed: true).values
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: QRRule, rhs: QRRule) -> Bool { lhs.system == rhs.system }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(system) }
}

extension Matrix where Scalar: RealScalar {
    /// The lower triangle L without the diagonal, less its transpose.
    @inlinable
    var skewOfLowerTriangle: Matrix {
        var result = self
        for i in 0..<rows {
            result[i, i] = 0
            for j in 0..<i { result[j, i] = -self[i, j] }
        }
        return result
    }

    /// The symmetric matrix of which this has the lower triangle.
    @inlinable
    var symmetricOfLowerTriangle: Matrix {
        var result = self
        for i in 0..<rows {
            for j in 0..<i { result[j, i] = self[i, j] }
        }
        return result
    }

    /// self - other.
    @inlinable
    func less(_ other: Matrix) -> Matrix {
        var result = self
        for i in 0..<rows {
            for j in 0..<columns { result[i, j] = self[i, j] - other[i, j] }
        }
        return result
    }
}
