import AutodiffCore

/// V·diag(w)·Vᵀ as a function of a symmetric A = V·diag(λ)·Vᵀ and weights w: the pullback of the eigenvalues.
///
/// With E = Vᵀ Ȧ V its derivative is V·(diag(ẇ) + G∘E)·Vᵀ, where Gᵢⱼ = (wⱼ - wᵢ)/(λⱼ - λᵢ), which doesn't blow up where eigenvalues come
/// close. Of a cluster of equal ones it has no value, unless the vectors are turned so that the block of E is diagonal, as they may be
/// for numbers along one direction.
@frozen
@usableFromInline
struct SpectralRule: VectorRule, Hashable {
    @usableFromInline let order: Int
    @usableFromInline let store: FactorStore<EigenFactors>

    @inlinable
    init(order: Int, _ store: FactorStore<EigenFactors>) {
        self.order = order
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        let (n, count) = (order, order * order)
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: count) }
        let vectors = Matrix(rows: n, columns: n, values: store.eigen(x[..<count], order: n).vectors)
        return composed(vectors, weights: Array(x[count...]))
    }

    /// Vᵀ·diag(w)·V for V with the vectors as rows.
    @inlinable
    func composed<S: RealScalar>(_ vectors: Matrix<S>, weights: [S]) -> [S] {
        var scaled = vectors
        for i in 0..<order {
            for j in 0..<order { scaled[i, j] = vectors[i, j] * weights[i] }
        }
        return vectors.transposed.times(scaled).values
    }

    /// The derivative on numbers.
    @usableFromInline
    func slopes(_ tangent: [Double], at x: [Double]) -> [Double] {
        let (n, count) = (order, order * order)
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: count) }
        let factors = store.eigen(x[..<count], order: n)
        var vectors = Matrix(rows: n, columns: n, values: factors.vectors)
        let (weights, values) = (Array(x[count...]), factors.values)
        let change = Matrix(rows: n, columns: n, values: Array(tangent[..<count])).symmetricPart
        let clusters = clusters(values)
        for cluster in clusters where cluster.count > 1 && areSame(weights[cluster]) {
            let rows = vectors[rows: cluster]
            let block = rows.times(change).times(rows.transposed)
            let turn = EigenFactors(block.values, order: cluster.count)
            let turned = Matrix(rows: cluster.count, columns: cluster.count, values: turn.vectors).times(rows)
            for (i, row) in cluster.enumerated() {
                for j in 0..<n { vectors[row, j] = turned[i, j] }
            }
        }
        var inner = vectors.times(change).times(vectors.transposed)
        for cluster in clusters {
            for i in cluster {
                for j in 0..<n {
                    if i == j {
                        inner[i, i] = tangent[count + i]
                    } else if cluster.contains(j) {
                        // Weights that differ depend on the basis, which has no derivative where the direction mixes it.
                        inner[i, j] = areSame(weights[cluster]) || inner[i, j] == 0 ? 0 : .nan
                    } else {
                        inner[i, j] *= (weights[j] - weights[i]) / (values[j] - values[i])
                    }
                }
            }
        }
        return vectors.transposed.times(inner).times(vectors).values
    }

    /// Whether weights differ by rounding errors alone.
    private func areSame(_ weights: ArraySlice<Double>) -> Bool {
        let largest = weights.reduce(0) { Swift.max($0, $1.magnitude) }
        return weights.allSatisfy { ($0 - weights[weights.startIndex]).magnitude <= 1e-9 * largest }
    }

    /// Gᵢⱼ Eᵢⱼ off the diagonal; nan in a cluster, unless Eᵢⱼ is zero or the weights are the same.
    @inlinable
    func quotients<S: RealScalar>(_ inner: Matrix<S>, _ weights: [S], _ values: [S]) -> Matrix<S> {
        let width = clusterWidth(values)
        var result = inner
        for i in 0..<order {
            result[i, i] = 0
            for j in 0..<i {
                let difference = weights[j] - weights[i]
                let isRepeated = areRepeated(values[i], values[j], scale: width)
                let quotient =
                    difference._isZero ? 0 : isRepeated ? S(.nan) : difference / (values[j] - values[i])
                result[i, j] = S._chain(quotient, inner[i, j])
                result[j, i] = S._chain(quotient, inner[j, i])
            }
        }
        return result
    }

    @inlinable
    func eigen<S: RealScalar>(_ x: [S]) -> (values: [S], vectors: Matrix<S>) {
        let factors = S.apply(EigenRule(order: order, store), to: Array(x[..<(order * order)]))
        return (Array(factors[..<order]), Matrix(rows: order, columns: order, values: Array(factors[order...])))
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        if let tangent = numbers(tangent), let x = numbers(x) { return scalars(slopes(tangent, at: x)) }
        let (values, vectors) = eigen(x)
        let count = order * order
        let change = Matrix(rows: order, columns: order, values: Array(tangent[..<count])).symmetricPart
        var inner = quotients(
            vectors.times(change).times(vectors.transposed), Array(x[count...]), values)
        for i in 0..<order { inner[i, i] = tangent[count + i] }
        return vectors.transposed.times(inner).times(vectors).values
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let (values, vectors) = eigen(x)
        let weights = Matrix(rows: order, columns: order, values: cotangent).symmetricPart
        let turned = vectors.times(weights).times(vectors.transposed)
        let inner = quotients(turned, Array(x[(order * order)...]), values)
        return vectors.transposed.times(inner).times(vectors).values + turned.diagonal
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: SpectralRule, rhs: SpectralRule) -> Bool { lhs.order == rhs.order }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
