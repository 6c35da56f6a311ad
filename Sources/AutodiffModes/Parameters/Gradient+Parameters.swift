import AutodiffCore
import AutodiffReverse

/// The gradient of a function of named parameters, by reverse mode: a struct of the same shape.
///
///     let slope = gradient(at: Spring(stiffness: 2, damping: 0.1, offsets: [0, 1])) { s in energy(s) }
///     let same = gradient(at: spring, of: energy)                        // a generic function, by its name
///
/// Its numbers have the bits that `gradient(at:_:)` gives for an array of them.
///
/// Cost: one run on variables and one sweep, and two or three times `map`.
///
/// - Parameters:
///   - parameters: The point. Traps if it has no number, or if its `map` mixes up its fields; see ``Parameters``.
///   - f: The function. It is run once.
/// - Returns: The partial derivative along each number, in its field.
@_disfavoredOverload
@inlinable
public func gradient<P: Parameters>(
    at parameters: P, @ResultOf<Variable<P.Scalar>> of f: (P.OnVariables) throws -> Variable<P.Scalar>
) rethrows -> P {
    try valueWithGradient(at: parameters, of: f).gradient
}

/// The value and the gradient of a function of named parameters; see ``gradient(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithGradient<P: Parameters>(
    at parameters: P, @ResultOf<Variable<P.Scalar>> of f: (P.OnVariables) throws -> Variable<P.Scalar>
) rethrows -> (value: P.Scalar, gradient: P) {
    let x = parameters.point()
    let (tape, inputs) = Tape.begin(at: x, for: "gradient")
    let y = tape.checked(try f(parameters.on(inputs)))
    return (y.value, parameters.filled(with: tape.gradient(of: y, inputs: x.count)))
}

/// The value of a function of named parameters and its derivative along a direction, ∇f(x)·v.
///
///     let (value, slope) = derivative(at: spring, along: Spring(stiffness: 1, damping: 0, offsets: [0, 0]), of: energy)
///
/// Cost: a gradient. A number of v that is zero leaves its partial derivative out, an infinite one too.
///
/// - Parameters:
///   - parameters: The point x. Traps if it has no number.
///   - v: The direction: as many numbers, or a trap with both counts.
///   - f: The function. It is run once.
@_disfavoredOverload
@inlinable
public func derivative<P: Parameters>(
    at parameters: P, along v: P, @ResultOf<Variable<P.Scalar>> of f: (P.OnVariables) throws -> Variable<P.Scalar>
) rethrows -> (value: P.Scalar, derivative: P.Scalar) {
    let direction = parameters.direction(v, for: "derivative")
    let x = parameters.point()
    let (tape, inputs) = Tape.begin(at: x, for: "derivative")
    let y = tape.checked(try f(parameters.on(inputs)))
    let gradient = tape.gradient(of: y, inputs: x.count)
    var slope = P.Scalar.zero
    for (partial, component) in zip(gradient, direction) where !component._isZero { slope += partial * component }
    return (y.value, slope)
}

extension Parameters {
    /// The numbers of a direction, or a trap unless it has as many as the point.
    @inlinable
    func direction(_ v: Self, for operation: StaticString) -> [Scalar] {
        let (direction, count) = (v.scalars, scalarCount)
        if direction.count != count {
            misuse(
                count: direction.count, of: "the direction of \(operation)", expected: count, "one for each number")
        }
        return direction
    }
}
