import AutodiffCore

/// The solution X of M(a)·X = B as a function of a and B.
///
/// By Ẋ = M⁻¹ (Ḃ - M(ȧ) X), and backwards B̄ = M⁻ᵀ X̄, ā the adjoint of M at -B̄ Xᵀ: with the factors that gave X. See Giles,
/// "Collected matrix derivative results for forward and reverse mode algorithmic differentiation" (2008), 2.3.1.
@frozen
@usableFromInline
struct SolveRule<System: LinearSystem>: VectorRule, Hashable {
    @usableFromInline let system: System
    @usableFromInline let columns: Int
    @usableFromInline let isTransposed: Bool
    @usableFromInline let store: FactorStore<System.Factors>

    @inlinable
    init(_ system: System, columns: Int, isTransposed: Bool, _ store: FactorStore<System.Factors>) {
        self.system = system
        self.columns = columns
        self.isTransposed = isTransposed && !system.isSymmetric
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        let count = system.entryCount
        let factors = store.factors(of: x[..<count]) { system.factors(of: $0) }
        return system.solve(factors, Array(x[count...]), columns: columns, isTransposed: isTransposed)
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let count = system.entryCount
        let solution = Matrix(rows: system.order, columns: columns, values: value)
        let change = system.product(Array(tangent[..<count]), solution, isTransposed: isTransposed).values
        var arguments = x
        for i in value.indices { arguments[count + i] = tangent[count + i] - change[i] }
        return S.apply(self, to: arguments)
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let count = system.entryCount
        var arguments = x
        for i in value.indices { arguments[count + i] = cotangent[i] }
        let transposed = SolveRule(system, columns: columns, isTransposed: !isTransposed, store)
        let adjoint = S.apply(transposed, to: arguments)
        let minusAdjoint = Matrix(rows: system.order, columns: columns, values: adjoint.map { -$0 })
        let solution = Matrix(rows: system.order, columns: columns, values: value)
        let entries =
            isTransposed
            ? system.outerProduct(solution, minusAdjoint) : system.outerProduct(minusAdjoint, solution)
        return entries + adjoint
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: SolveRule, rhs: SolveRule) -> Bool {
        lhs.system == rhs.system && lhs.columns == rhs.columns && lhs.isTransposed == rhs.isTransposed
    }

    @usableFromInline
    func hash(into hasher: inout Hasher) {
        hasher.combine(system)
        hasher.combine(columns)
        hasher.combine(isTransposed)
    }
}
