import AutodiffCore
import AutodiffForward

// The determinant is a polynomial, so it has derivatives of all orders everywhere, singular matrices included. Its gradient is the
// matrix of cofactors, the transposed adjugate. det A · A⁻ᵀ says what that is where A is regular, and loses all digits near a singular
// matrix. What holds everywhere, on any scalar: exchange rows and columns so that the block A₁₁ of the first n - d rows and columns is
// well-conditioned, with a d as small as that allows, at least 1. With the d × d rest S = A₂₂ - A₂₁ A₁₁⁻¹ A₁₂, in which nothing is divided by,
//
//     adj A = det A₁₁ · | A₁₁⁻¹ det S + A₁₁⁻¹ A₁₂ adj S A₂₁ A₁₁⁻¹    -A₁₁⁻¹ A₁₂ adj S |
//                       |              -adj S A₂₁ A₁₁⁻¹                    adj S      |
//
// For a matrix of rank n - 1 that is d = 1, S a number that is 0, adj S = 1: the adjugate is a product of two vectors, to all digits.

/// The matrix of cofactors ∂ det A/∂Aᵢⱼ.
@inlinable
func cofactors<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
    Matrix(rows: a.rows, columns: a.rows, values: S.apply(CofactorRule(order: a.rows), to: a.values))
}

/// det A, with the cofactors as its derivative.
@frozen
@usableFromInline
struct DeterminantRule: VectorRule {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] { [LUFactors(x, order: order).determinant] }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let slopes = cofactors(Matrix(rows: order, columns: order, values: x)).values
        var total: S = 0
        for i in x.indices { total += S._chain(slopes[i], tangent[i]) }
        return [total]
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        cofactors(Matrix(rows: order, columns: order, values: x)).values.map { S._chain($0, cotangent[0]) }
    }
}

/// The cofactors. Their derivative is the determinant's second one, which is symmetric: pushforward and pullback are the same.
@frozen
@usableFromInline
struct CofactorRule: VectorRule {
    @usableFromInline let order: Int

    @inlinable
    init(order: Int) { self.order = order }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        adjugate(Matrix(rows: order, columns: order, values: x)).transposed.values
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let line = Matrix(rows: order, columns: order, values: x.indices.map { Dual(x[$0], tangent[$0]) })
        return adjugate(line).transposed.values.map(\.tangent)
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        pushforward(cotangent, at: x, value: value)
    }
}

/// The adjugate of a square matrix, singular or not, by the blocks above.
@inlinable
func adjugate<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
    let n = a.rows
    if n == 0 { return a }
    let order = CompletePivoting(peeked(a), order: n)
    let (r, d) = (order.regular, n - order.regular)
    func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Matrix<S> {
        var result = Matrix<S>(rows: rows.count, columns: columns.count, repeating: 0)
        for (i, row) in rows.enumerated() {
            for (j, column) in columns.enumerated() { result[i, j] = a[order.rows[row], order.columns[column]] }
        }
        return result
    }
    let rest = block(r..<n, r..<n)
    var whole = Matrix<S>(rows: n, columns: n, repeating: 0)
    var scale = S(order.isOdd ? -1 : 1)
    if r == 0 {
        whole = smallAdjugate(rest).adjugate
    } else {
        let first = block(0..<r, 0..<r)
        let store = FactorStore<LUFactors>()
        let inverse = Matrix(
            rows: r, columns: r, values: S.apply(InverseRule(GeneralSystem(order: r), store), to: first.values))
        let (right, below) = (inverse.times(block(0..<r, r..<n)), block(r..<n, 0..<r).times(inverse))
        let (determinant, inner) = smallAdjugate(rest.less(below.times(block(0..<r, r..<n))))
        let (rightInner, innerBelow) = (right.times(inner), inner.times(below))
        let corner = right.times(innerBelow)
        for i in 0..<r {
            for j in 0..<r { whole[i, j] = inverse[i, j] * determinant + corner[i, j] }
            for j in 0..<d {
                whole[i, r + j] = -rightInner[i, j]
                whole[r + j, i] = -innerBelow[j, i]
            }
        }
        for i in 0..<d {
            for j in 0..<d { whole[r + i, r + j] = inner[i, j] }
        }
        scale *= regularDeterminant(first, store)
    }
    var result = whole
    for i in 0..<n {
        for j in 0..<n { result[order.columns[i], order.rows[j]] = whole[i, j] * scale }
    }
    return result
}

/// det A of a regular matrix, as ± e^(log |det A|) would have it but with the bits of the product of the pivots.
@inlinable
func regularDeterminant<S: RealScalar>(_ a: Matrix<S>, _ store: FactorStore<LUFactors>) -> S {
    S.apply(RegularDeterminantRule(order: a.rows, store), to: a.values)[0]
}

/// The determinant of a small matrix and its adjugate, without a division by an entry: by Faddeev and LeVerrier's method.
@inlinable
func smallAdjugate<S: RealScalar>(_ a: Matrix<S>) -> (determinant: S, adjugate: Matrix<S>) {
    let n = a.rows
    // Mₖ = A·Mₖ₋₁ + cₖ I, where cₖ = -tr(A·Mₖ)/k; adj A = ±Mₙ and det A = ±cₙ.
    var m = Matrix<S>.identity(n)
    for k in 1..<Swift.max(n, 1) {
        let product = a.times(m)
        let c = product.trace / Double(k)
        m = product
        for i in 0..<n { m[i, i] -= c }
    }
    let determinant = a.times(m).trace / Double(n)
    return n % 2 == 1 ? (determinant, m) : (-determinant, m.map { -$0 })
}

/// det A of a matrix that is regular, whose derivative is det A · A⁻ᵀ.
@frozen
@usableFromInline
struct RegularDeterminantRule: VectorRule, Hashable {
    @usableFromInline let order: Int
    @usableFromInline let store: FactorStore<LUFactors>

    @inlinable
    init(order: Int, _ store: FactorStore<LUFactors>) {
        self.order = order
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        [store.factors(of: x[...]) { LUFactors($0, order: order) }.determinant]
    }

    @inlinable
    func slopes<S: RealScalar>(at x: [S], _ determinant: S) -> [S] {
        let rule = LogDeterminantRule(GeneralSystem(order: order), store)
        return rule.slopes(at: x).map { $0 * determinant }
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        [S._dot(slopes(at: x, value[0])[...], tangent[...])]
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        slopes(at: x, value[0]).map { $0 * cotangent[0] }
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: RegularDeterminantRule, rhs: RegularDeterminantRule) -> Bool { lhs.order == rhs.order }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
