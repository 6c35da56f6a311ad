import AutodiffCore
import AutodiffModes

/// The eigenvalues and eigenvectors of the symmetric part of A: n numbers, and n rows of n.
///
/// With rows V, E = V Ȧ Vᵀ and Fᵢⱼ = 1/(λⱼ - λᵢ) off the diagonal: λ̇ᵢ = Eᵢᵢ and V̇ = -(F∘E)·V; backwards
/// Ā = Vᵀ·(diag(λ̄) + F∘P)·V with the skew-symmetric part P of V V̄ᵀ, turned. See Giles (2008), 3.1.
///
/// The vectors of a repeated eigenvalue are any basis of its space, and have no derivative: it is nan in the directions that mix them, and where a
/// cotangent depends on the choice of the basis.
@frozen
@usableFromInline
struct EigenRule: VectorRule, Hashable {
    @usableFromInline let order: Int
    @usableFromInline let store: FactorStore<EigenFactors>

    @inlinable
    init(order: Int, _ store: FactorStore<EigenFactors>) {
        self.order = order
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: order + order * order) }
        let factors = store.eigen(x[...], order: order)
        return factors.values + factors.vectors
    }

    @inlinable
    func split<S: RealScalar>(_ values: [S]) -> (values: [S], vectors: Matrix<S>) {
        (Array(values[..<order]), Matrix(rows: order, columns: order, values: Array(values[order...])))
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let (values, vectors) = split(value)
        let change = Matrix(rows: order, columns: order, values: tangent).symmetricPart
        var inner = vectors.times(change).times(vectors.transposed)
        let slopes = inner.diagonal
        let width = clusterWidth(values)
        for i in 0..<order {
            inner[i, i] = 0
            for j in 0..<order where j != i {
                let isRepeated = areRepeated(values[i], values[j], scale: width)
                inner[i, j] = S._chain(
                    isRepeated ? S(._onlyOneDirection) : 1 / (values[i] - values[j]), inner[i, j])
            }
        }
        return slopes + inner.times(vectors).values
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let (values, vectors) = split(value)
        let (weights, ofVectors) = split(cotangent)
        let product = vectors.times(ofVectors.transposed)
        // What rounding errors leave of a skew-symmetric part that is zero.
        let noise = 1e-12 * product.values.reduce(0) { Swift.max($0, $1._peek.magnitude) }
        let width = clusterWidth(values)
        var inner = product
        for i in 0..<order {
            inner[i, i] = weights[i]
            for j in 0..<i {
                let skew = 0.5 * (product[i, j] - product[j, i])
                var entry = S(0)
                if !areRepeated(values[i], values[j], scale: width) {
                    entry = skew / (values[j] - values[i])
                } else if !(skew._peek.magnitude <= noise) {
                    entry = S(.nan)
                }
                (inner[i, j], inner[j, i]) = (entry, entry)
            }
        }
        return vectors.transposed.times(inner).times(vectors).values
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: EigenRule, rhs: EigenRule) -> Bool { lhs.order == rhs.order }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
