import AutodiffCore

/// What a ``HyperDual`` carries beside its value: slopes along the directions of the rows and of the columns, and a second
/// derivative for each pair of the two.
///
/// All are vectors, on which the chain rule is plain arithmetic, as long as it meets no infinity: the operations look at
/// their results once, and begin again with care if there is one.
@usableFromInline
protocol MixedPartials: Sendable {
    /// A number for each column.
    associatedtype Columns: PartialsVector

    /// The number of rows.
    static var rowCount: Int { get }

    /// All zero.
    static var zero: Self { get }

    /// The slopes along the columns.
    var columns: Columns { get }

    /// The slope along row i.
    func slope(_ i: Int) -> Double

    /// The second derivatives along row i and the columns.
    func mixed(_ i: Int) -> Columns

    /// The partials with the given slopes and second derivatives.
    init(slopes: (Int) -> Double, columns: Columns, mixed: (Int) -> Columns)

    /// s + t.
    static func sum(_ s: Self, _ t: Self) -> Self

    /// s - t.
    static func difference(_ s: Self, _ t: Self) -> Self

    /// -t.
    static func negated(_ t: Self) -> Self

    /// c·s for a constant c.
    static func scaled(_ c: Double, _ s: Self) -> Self

    /// The partials of f(s) for f' = `d` and f'' = `e`: the mixed ones are d·m + r (e c)ᵀ.
    static func chain(_ d: Double, _ e: Double, _ s: Self) -> Self

    /// The partials of f(s, t) for ∂f/∂s = `p` and ∂f/∂t = `q`, whose own slopes along the columns are `u` and `v`: the mixed
    /// ones are p·m + r uᵀ, and so for t.
    static func chain(_ p: Double, _ s: Self, _ u: Columns, _ q: Double, _ t: Self, _ v: Columns) -> Self
}

extension MixedPartials {
    /// Whether all are exactly zero.
    @inlinable
    var isZero: Bool {
        columns._isZero && (0..<Self.rowCount).allSatisfy { slope($0) == 0 && mixed($0)._isZero }
    }

    /// The chain rule, where a slope and a second derivative that is zero contributes nothing: 0 · ∞ is 0.
    ///
    /// In a product of two slopes, or of a slope and that of a partial derivative, either is a tangent.
    ///
    /// The operands go to it by pointers, made where it is called and nowhere else. Given to it as they are they would lie in
    /// memory everywhere, and be copied before and after each operation: half as slow again.
    @inlinable
    @inline(__always)
    static func chainWithCare(
        _ p: Double, _ s: Self, _ u: Columns, _ q: Double, _ t: Self, _ v: Columns
    ) -> Self {
        var result = Self.zero
        withUnsafePointer(to: (s, t, u, v)) { operands in
            withUnsafeMutablePointer(to: &result) { chainWithCare(p, q, operands, into: $0) }
        }
        return result
    }

    /// The chain rule of one argument, likewise.
    @inlinable
    @inline(__always)
    static func chainWithCare(_ d: Double, _ e: Double, _ s: Self) -> Self {
        chainWithCare(d, s, Columns._chain(e, s.columns), 0, .zero, Columns(repeating: 0))
    }

    @inlinable
    @inline(never)
    static func chainWithCare(
        _ p: Double, _ q: Double, _ operands: UnsafePointer<(Self, Self, Columns, Columns)>,
        into result: UnsafeMutablePointer<Self>
    ) {
        let (s, t, u, v) = operands.pointee
        func product(_ slope: Double, _ other: Double) -> Double { slope == 0 || other == 0 ? 0 : slope * other }
        result.pointee = Self(
            slopes: { i in
                Double._chain(p, s.slope(i), q, t.slope(i))
            }, columns: Columns._chain(p, s.columns, q, t.columns),
            mixed: { i in
                var mixed = Columns._chain(p, s.mixed(i), q, t.mixed(i))
                for j in mixed.indices { mixed[j] += product(s.slope(i), u[j]) + product(t.slope(i), v[j]) }
                return mixed
            })
    }

    /// p·m + r·u, a row of second derivatives.
    @inlinable
    @inline(__always)
    static func row(_ p: Double, _ m: Columns, _ r: Double, _ u: Columns) -> Columns {
        Columns._add(Columns._multiply(p, m), Columns._multiply(r, u))
    }

    /// p·s + q·t, plainly.
    @inlinable
    @inline(__always)
    static func plain(_ p: Double, _ s: Columns, _ q: Double, _ t: Columns) -> Columns {
        Columns._add(Columns._multiply(p, s), Columns._multiply(q, t))
    }
}
