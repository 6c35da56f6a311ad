/// A function f: Rⁿ → Rᵐ, written once for every scalar.
///
///     struct Polar: Differentiable {
///         func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
///     }
///     let j = jacobian(at: [2, 0.5], of: Polar())        // 2 × 2, rows = outputs
///
/// The method is generic, so that one definition runs on numbers, duals and tape variables alike. Mark it `@inlinable`
/// if it is public in a module of its own: across modules a generic function that the compiler can't see into runs
/// about 200 times slower.
public protocol Differentiable: _SendableMetatype {
    /// The m outputs at the n inputs `x`.
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S]
}
