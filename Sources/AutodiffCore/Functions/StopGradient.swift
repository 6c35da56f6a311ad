/// x, held constant: its value, and derivatives that are zero in every mode and at every level of nesting.
///
///     print(derivative(at: 3) { x in x * stopGradient(x) })                   // 3.0
///     print(valueWithDerivative(at: 3) { x in x * x - stopGradient(x * x) })  // (value: 0.0, derivative: 6.0)
///
/// An infinite or undefined slope on the way is stopped too: that of stopGradient(√x) at 0 is 0. Over a `Double` it is x itself.
/// `S(x.primal)` does the same; in a nesting it is all levels that are stopped, not the innermost alone.
@inlinable
public func stopGradient<S: RealScalar>(_ x: S) -> S.Itself { S._stopGradient(x) }

/// The elements, held constant; see ``stopGradient(_:)``.
@inlinable
public func stopGradient<S: RealScalar>(_ x: [S]) -> [S] { x.map { S._stopGradient($0) } }

/// The entries, held constant; see ``stopGradient(_:)``.
@inlinable
public func stopGradient<S: RealScalar>(_ x: Matrix<S>) -> Matrix<S> { x.map { S._stopGradient($0) } }
