import AutodiffCore

// The verbs that take a function without the label `of:`, as in `jvp(at: x, along: v, polar)`, over `Double`. They are
// disfavoured and take their function as an expression of it, so that a trailing closure is the labelled form's: a closure
// that two overloads could take is checked with both, and the compiler gives up on long ones.

/// See ``derivative(at:of:)``.
@_disfavoredOverload
@inlinable
public func derivative(at x: Double, _ f: @autoclosure () -> (Dual<Double>) -> Dual<Double>) -> Double {
    derivative(at: x, of: f())
}

/// See ``valueWithDerivative(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithDerivative(
    at x: Double, _ f: @autoclosure () -> (Dual<Double>) -> Dual<Double>
) -> (value: Double, derivative: Double) {
    valueWithDerivative(at: x, of: f())
}

/// See ``derivative(at:order:of:)``.
@_disfavoredOverload
@inlinable
public func derivative(
    at x: Double, order: Int, _ f: @autoclosure () -> (Taylor<Double>) -> Taylor<Double>
) -> Double {
    derivative(at: x, order: order, of: f())
}

/// See ``taylor(at:order:of:)``.
@_disfavoredOverload
@inlinable
public func taylor(
    at x: Double, order: Int, _ f: @autoclosure () -> (Taylor<Double>) -> Taylor<Double>
) -> [Double] {
    taylor(at: x, order: order, of: f())
}

/// See ``taylor(at:along:order:of:)``.
@_disfavoredOverload
@inlinable
public func taylor(
    at x: [Double], along v: [Double], order: Int, _ f: @autoclosure () -> ([Taylor<Double>]) -> Taylor<Double>
) -> [Double] {
    taylor(at: x, along: v, order: order, of: f())
}

/// See ``jvp(at:along:of:)``.
@_disfavoredOverload
@inlinable
public func jvp(
    at x: [Double], along v: [Double], _ f: @autoclosure () -> ([Dual<Double>]) -> [Dual<Double>]
) -> (value: [Double], tangent: [Double]) {
    jvp(at: x, along: v, of: f())
}

/// See ``jvp(at:along:of:)``.
@_disfavoredOverload
@inlinable
public func jvp(
    at x: [Double], along directions: [[Double]], _ f: @autoclosure () -> ([Dual<Double>]) -> [Dual<Double>]
) -> (value: [Double], tangents: [[Double]]) {
    jvp(at: x, along: directions, of: f())
}
