import AutodiffCore

// What a rule can say where eigenvalues are repeated. Along a line A + t·E the eigenvalues of a cluster split as the eigenvalues of
// the block VᵀEV of E that belongs to it: so a pushforward on numbers has these, sorted. The sum of the eigenvalues, the sum of their
// squares, every smooth symmetric function of them then has the right first derivative; and the right second one in forward over reverse
// mode, since the pullback's own pushforward, ``SpectralRule``, turns the vectors of a cluster so that the block is diagonal: each
// direction by itself. With several directions at once there is no such basis: in purely forward modes (of more than one level) the second
// derivatives of single eigenvalues at a repeated one don't exist, and are nan.

/// The eigenvalues, from the least to the largest, of the symmetric part of A.
@frozen
@usableFromInline
struct EigenvaluesRule: VectorRule, Hashable {
    @usableFromInline let order: Int
    @usableFromInline let store: FactorStore<EigenFactors>

    @inlinable
    init(order: Int, _ store: FactorStore<EigenFactors>) {
        self.order = order
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: order) }
        return store.eigen(x[...], order: order).values
    }

    /// The eigenvalues' slopes on numbers: of a cluster those of its block.
    @usableFromInline
    func slopes(_ tangent: [Double], at x: [Double]) -> [Double] {
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: order) }
        let factors = store.eigen(x[...], order: order)
        let vectors = Matrix(rows: order, columns: order, values: factors.vectors)
        let change = Matrix(rows: order, columns: order, values: tangent).symmetricPart
        let turned = vectors.times(change)
        var slopes = [Double](repeating: 0, count: order)
        for cluster in clusters(factors.values) {
            if cluster.count == 1 {
                let i = cluster.lowerBound
                slopes[i] = dot(turned.row(i), vectors.row(i))
            } else {
                let block = turned[rows: cluster].times(vectors[rows: cluster].transposed)
                slopes.replaceSubrange(
                    cluster, with: EigenFactors(block.values, order: cluster.count, withVectors: false).values)
            }
        }
        return slopes
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        if let tangent = numbers(tangent), let x = numbers(x) { return scalars(slopes(tangent, at: x)) }
        let factors = S.apply(EigenRule(order: order, store), to: x)
        let vectors = Matrix(rows: order, columns: order, values: Array(factors[order...]))
        let turned = vectors.times(Matrix(rows: order, columns: order, values: tangent).symmetricPart)
        return (0..<order).map { dot(turned.row($0), vectors.row($0)) }
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        guard let first = cotangent.first else { return [] }
        if cotangent.allSatisfy({ ($0 - first)._isZero }) {
            // A multiple of the trace.
            return Matrix.diagonal([S](repeating: first, count: order)).values
        }
        return S.apply(SpectralRule(order: order, store), to: x + cotangent)
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: EigenvaluesRule, rhs: EigenvaluesRule) -> Bool { lhs.order == rhs.order }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
