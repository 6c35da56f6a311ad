import AutodiffCore

/// The lower triangle L of A = L·Lᵀ as a function of the lower triangle of A.
///
/// L̇ = L·Φ(L⁻¹ Ȧ L⁻ᵀ), where Φ takes the lower triangle and half the diagonal; backwards Ā is L⁻ᵀ·Φ(Lᵀ L̄)·L⁻¹, from
/// both halves. See Murray, "Differentiation of the Cholesky decomposition" (2016).
@frozen
@usableFromInline
struct CholeskyRule: VectorRule, Hashable {
    @usableFromInline let system: SymmetricSystem<CholeskyFactors>
    @usableFromInline let store: FactorStore<CholeskyFactors>

    @inlinable
    init(_ system: SymmetricSystem<CholeskyFactors>, _ store: FactorStore<CholeskyFactors>) {
        self.system = system
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        let factors = store.factors(of: x[...]) { system.factors(of: $0) }
        return factors.failure == nil ? factors.entries : [Double](repeating: .nan, count: system.order * system.order)
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let lower = Matrix(rows: system.order, columns: system.order, values: value)
        let change = symmetricMatrix(tangent, order: system.order)
        let left = solveTriangular(lower, change, isLower: true)
        let both = solveTriangular(lower, left.transposed, isLower: true)
        return lower.times(both.lowerHalf).values
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let lower = Matrix(rows: system.order, columns: system.order, values: value)
        let weights = Matrix(rows: system.order, columns: system.order, values: cotangent)
        let inner = lower.transposed.times(weights).lowerHalf
        let left = solveTriangular(lower, inner, isLower: true, isTransposed: true)
        return foldedTriangle(solveTriangular(lower, left.transposed, isLower: true, isTransposed: true))
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: CholeskyRule, rhs: CholeskyRule) -> Bool { lhs.system == rhs.system }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(system) }
}

extension Matrix where Scalar: RealScalar {
    /// The lower triangle with half the diagonal.
    @inlinable
    var lowerHalf: Matrix {
        var result = self
        for i in 0..<rows {
            result.storage[i * rows + i] = 0.5 * result.storage[i * rows + i]
            for j in i + 1..<Swift.max(rows, i + 1) { result.storage[i * rows + j] = 0 }
        }
        return result
    }
}

/// T⁻¹·B or T⁻ᵀ·B, by rule, for a triangle without zeros on its diagonal; nan with them.
@inlinable
func solveTriangular<S: RealScalar>(
    _ t: Matrix<S>, _ b: Matrix<S>, isLower: Bool, hasUnitDiagonal: Bool = false, isTransposed: Bool = false
) -> Matrix<S> {
    let system = TriangularSystem(order: t.rows, isLower: isLower, hasUnitDiagonal: hasUnitDiagonal)
    let rule = SolveRule(system, columns: b.columns, isTransposed: isTransposed, FactorStore())
    return Matrix(rows: t.rows, columns: b.columns, values: S.apply(rule, to: t.values + b.values))
}
