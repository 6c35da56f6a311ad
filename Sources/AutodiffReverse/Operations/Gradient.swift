import AutodiffCore

/// The gradient of a function of n variables, by reverse mode.
///
///     let g = gradient(at: [3.0, -4.0]) { x in (x[0] + sigmoid(x[1])) / (sigmoid(x[0]) + pow(x[0] + x[1], 2)) }
///
/// Calls nest: inside, a second `gradient` works on variables of variables, and an outer one enters it as
/// `Variable(constant: x)`. A variable kept after the call, or mixed with another tape's, traps.
///
/// Cost: one run on variables and one sweep, a small multiple of a plain run whatever n.
///
/// - Parameters:
///   - x: The point: n numbers (or nested scalars). Traps if there are none.
///   - f: The function. It is run once.
/// - Returns: The n partial derivatives; 0 for the inputs that don't matter.
@inlinable
public func gradient<Base: RealScalar>(
    at x: [Base], of f: ([Variable<Base.Itself>]) throws -> Variable<Base.Itself>
) rethrows -> [Base] {
    try valueWithGradient(at: x, of: f).gradient
}

/// The value and the gradient of a function of n variables, by reverse mode; see ``gradient(at:of:)``.
@inlinable
public func valueWithGradient<Base: RealScalar>(
    at x: [Base], of f: ([Variable<Base.Itself>]) throws -> Variable<Base.Itself>
) rethrows -> (value: Base, gradient: [Base]) {
    let (tape, inputs) = Tape.begin(at: x, for: "gradient")
    let y = tape.checked(try f(inputs))
    return (y.value, tape.gradient(of: y, inputs: x.count))
}

/// The value and the gradient of a scalar field, by reverse mode.
@inlinable
package func reverseGradient<F: ScalarField, Base: RealScalar>(
    at x: [Base], of f: F
) -> (value: Base, gradient: [Base]) {
    let (tape, inputs) = Tape.begin(at: x, for: "gradient")
    let y = tape.checked(f.value(at: inputs))
    return (y.value, tape.gradient(of: y, inputs: x.count))
}
