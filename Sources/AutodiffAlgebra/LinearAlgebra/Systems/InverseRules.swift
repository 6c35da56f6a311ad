import AutodiffCore

/// M(a)⁻¹ as a function of a: with X the inverse, Ẋ = -X M(ȧ) X, and backwards -Xᵀ X̄ Xᵀ.
///
/// See Giles (2008), 2.2.3.
@frozen
@usableFromInline
struct InverseRule<System: DenseSystem>: VectorRule, Hashable {
    @usableFromInline let system: System
    @usableFromInline let store: FactorStore<System.Factors>

    @inlinable
    init(_ system: System, _ store: FactorStore<System.Factors>) {
        self.system = system
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        store.inverse(of: x[...]) {
            system.factors(of: $0)
        } invert: {
            system.inverse($0)
        }
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let inverse = Matrix(rows: system.order, columns: system.order, values: value)
        return inverse.times(system.product(tangent, inverse, isTransposed: false)).values.map { -$0 }
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let inverse = Matrix(rows: system.order, columns: system.order, values: value)
        let weights = Matrix(rows: system.order, columns: system.order, values: cotangent)
        return system.outerProduct(inverse.transposed.times(weights).map { -$0 }, inverse)
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: InverseRule, rhs: InverseRule) -> Bool { lhs.system == rhs.system }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(system) }
}

/// log |det M(a)|, whose derivative along M is the transposed inverse.
///
/// See Giles (2008), 2.2.4.
@frozen
@usableFromInline
struct LogDeterminantRule<System: DenseSystem>: VectorRule, Hashable {
    @usableFromInline let system: System
    @usableFromInline let store: FactorStore<System.Factors>

    @inlinable
    init(_ system: System, _ store: FactorStore<System.Factors>) {
        self.system = system
        self.store = store
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        [system.logDeterminant(store.factors(of: x[...]) { system.factors(of: $0) })]
    }

    @inlinable
    func slopes<S: RealScalar>(at x: [S]) -> [S] {
        let inverse = Matrix(
            rows: system.order, columns: system.order, values: S.apply(InverseRule(system, store), to: x))
        return system.logDeterminantSlopes(inverse)
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        [S._dot(slopes(at: x)[...], tangent[...])]
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        slopes(at: x).map { $0 * cotangent[0] }
    }

    // The store holds what follows from the rest.

    @usableFromInline
    static func == (lhs: LogDeterminantRule, rhs: LogDeterminantRule) -> Bool { lhs.system == rhs.system }

    @usableFromInline
    func hash(into hasher: inout Hasher) { hasher.combine(system) }
}
