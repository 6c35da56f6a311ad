import AutodiffCore

// The verbs that take a function without the label `of:`, as in `gradient(at: x, energy)`, over `Double`. They are
// disfavoured and take their function as an expression of it, so that a trailing closure is the labelled form's: a closure
// that two overloads could take is checked with both, and the compiler gives up on long ones.

/// See ``gradient(at:of:)``.
@_disfavoredOverload
@inlinable
public func gradient(
    at x: [Double], _ f: @autoclosure () -> ([Variable<Double>]) -> Variable<Double>
) -> [Double] {
    gradient(at: x, of: f())
}

/// See ``valueWithGradient(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithGradient(
    at x: [Double], _ f: @autoclosure () -> ([Variable<Double>]) -> Variable<Double>
) -> (value: Double, gradient: [Double]) {
    valueWithGradient(at: x, of: f())
}

/// See ``jacobian(at:of:)``.
@_disfavoredOverload
@inlinable
public func jacobian(
    at x: [Double], _ f: @autoclosure () -> ([Variable<Double>]) -> [Variable<Double>]
) -> Matrix<Double> {
    jacobian(at: x, of: f())
}

/// See ``valueWithJacobian(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithJacobian(
    at x: [Double], _ f: @autoclosure () -> ([Variable<Double>]) -> [Variable<Double>]
) -> (value: [Double], jacobian: Matrix<Double>) {
    valueWithJacobian(at: x, of: f())
}

/// See ``vjp(at:of:)``.
@_disfavoredOverload
@inlinable
public func vjp(
    at x: [Double], _ f: @autoclosure () -> ([Variable<Double>]) -> [Variable<Double>]
) -> (value: [Double], pullback: ([Double]) -> [Double]) {
    vjp(at: x, of: f())
}

/// See ``vjp(at:pullingBack:of:)``.
@_disfavoredOverload
@inlinable
public func vjp(
    at x: [Double], pullingBack cotangents: [[Double]],
    _ f: @autoclosure () -> ([Variable<Double>]) -> [Variable<Double>]
) -> (value: [Double], products: [[Double]]) {
    vjp(at: x, pullingBack: cotangents, of: f())
}
