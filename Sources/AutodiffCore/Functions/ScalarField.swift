/// A function f: Rⁿ → R, written once for every scalar; as a ``Differentiable`` it has the one output.
///
///     struct Rosenbrock: ScalarField {
///         func value<S: RealScalar>(at x: [S]) -> S {
///             100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2)
///         }
///     }
///     let g = gradient(at: [-1.2, 1], of: Rosenbrock())
public protocol ScalarField: Differentiable {
    /// The value at the n inputs `x`.
    func value<S: RealScalar>(at x: [S]) -> S
}

extension ScalarField {
    /// The value, as an array of one.
    @inlinable
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [value(at: x)] }
}
