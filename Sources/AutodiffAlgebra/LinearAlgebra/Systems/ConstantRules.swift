import AutodiffCore

// Systems of which one side is constants, such as data: derivatives with respect to it are neither recorded nor computed.

/// The solution X of M(a)·X = B for constants B, as a function of a; see ``SolveRule``.
@frozen
@usableFromInline
struct ConstantRightSideRule<System: LinearSystem>: VectorRule, Hashable {
    @usableFromInline let rule: SolveRule<System>
    @usableFromInline let right: [Double]

    @inlinable
    init(_ rule: SolveRule<System>, right: [Double]) {
        self.rule = rule
        self.right = right
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        let factors = rule.store.factors(of: x[...]) { rule.system.factors(of: $0) }
        return rule.system.solve(factors, right, columns: rule.columns, isTransposed: rule.isTransposed)
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let solution = Matrix(rows: rule.system.order, columns: rule.columns, values: value)
        let change = rule.system.product(tangent, solution, isTransposed: rule.isTransposed).values
        return S.apply(rule, to: x + change).map { -$0 }
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        Array(rule.pullback(cotangent, at: x + cotangent, value: value)[..<x.count])
    }
}

/// M⁻¹·B or M⁻ᵀ·B for a constant matrix M, a linear function of B.
@frozen
@usableFromInline
struct ConstantMatrixRule<System: LinearSystem>: VectorRule {
    @usableFromInline let system: System
    @usableFromInline let columns: Int
    @usableFromInline let isTransposed: Bool
    @usableFromInline let factors: System.Factors

    @inlinable
    init(_ system: System, columns: Int, isTransposed: Bool, _ factors: System.Factors) {
        self.system = system
        self.columns = columns
        self.isTransposed = isTransposed && !system.isSymmetric
        self.factors = factors
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        system.solve(factors, x, columns: columns, isTransposed: isTransposed)
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] { S.apply(self, to: tangent) }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        S.apply(ConstantMatrixRule(system, columns: columns, isTransposed: !isTransposed, factors), to: cotangent)
    }
}

extension FactorStore {
    /// The factors of the matrix that the store was made for.
    @usableFromInline
    func factors<System: LinearSystem>(_ system: System, of a: [Double]) -> Factors where System.Factors == Factors {
        factors(of: a[...]) { system.factors(of: $0) }
    }
}
