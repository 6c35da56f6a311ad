import AutodiffCore

/// A function that is called, not copied into its callers.
///
/// A check runs the user's function by half a dozen verbs. Each of them would take it in line, which costs the user's build
/// seconds; out of line it is compiled once for each scalar.
@usableFromInline
struct OutOfLine<F: Differentiable>: Differentiable {
    @usableFromInline
    let f: F

    @inlinable
    init(_ f: F) { self.f = f }

    @inlinable
    @inline(never)
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f(x) }
}

/// A scalar field that is called, not copied into its callers; see ``OutOfLine``.
@usableFromInline
struct OutOfLineField<F: ScalarField>: ScalarField {
    @usableFromInline
    let f: F

    @inlinable
    init(_ f: F) { self.f = f }

    @inlinable
    @inline(never)
    func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x) }
}
