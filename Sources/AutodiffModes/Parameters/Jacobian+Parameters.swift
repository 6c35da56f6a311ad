import AutodiffCore
import AutodiffReverse

/// The Jacobian of a function of named parameters with m outputs, by reverse mode: its columns have the names of the fields.
///
///     let j = jacobian(at: spring) { s in [s.stiffness * s.offsets[1], s.damping] }
///     j["offsets"]                                     // the columns of a field, here 2 × 2
///     j.row(0).stiffness                               // the gradient of an output
///     j.matrix                                         // all of it
///
/// Cost: one run on variables and m sweeps; over `Double` one sweep for eight rows.
///
/// - Parameters:
///   - parameters: The point. Traps if it has no number.
///   - f: The function. It is run once.
@_disfavoredOverload
@inlinable
public func jacobian<P: Parameters>(
    at parameters: P, @ResultOf<[Variable<P.Scalar>]> of f: (P.OnVariables) throws -> [Variable<P.Scalar>]
) rethrows -> ParameterJacobian<P> {
    try valueWithJacobian(at: parameters, of: f).jacobian
}

/// The value and the Jacobian of a function of named parameters; see ``jacobian(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithJacobian<P: Parameters>(
    at parameters: P, @ResultOf<[Variable<P.Scalar>]> of f: (P.OnVariables) throws -> [Variable<P.Scalar>]
) rethrows -> (value: [P.Scalar], jacobian: ParameterJacobian<P>) {
    let x = parameters.point()
    let (tape, inputs) = Tape.begin(at: x, for: "jacobian")
    let outputs = tape.checked(try f(parameters.on(inputs)))
    let matrix = tape.jacobian(of: outputs, columns: x.count)
    return (outputs.map(\.value), ParameterJacobian(parameters: parameters, matrix: matrix))
}

/// The value f(x) of a function of named parameters and its pullback v ↦ J(x)ᵀ·v, by reverse mode.
///
///     let (value, pullback) = vjp(at: spring) { s in [s.stiffness * s.offsets[1], s.damping] }
///     pullback([1, 0]).stiffness
///
/// Cost: one run on variables; each call of the pullback, which keeps the tape, is one sweep. It traps unless it gets m numbers.
@_disfavoredOverload
@inlinable
public func vjp<P: Parameters>(
    at parameters: P, @ResultOf<[Variable<P.Scalar>]> of f: (P.OnVariables) throws -> [Variable<P.Scalar>]
) rethrows -> (value: [P.Scalar], pullback: ([P.Scalar]) -> P) {
    let x = parameters.point()
    let (tape, inputs) = Tape.begin(at: x, for: "vjp")
    let outputs = tape.checked(try f(parameters.on(inputs)))
    return (
        outputs.map(\.value), { parameters.filled(with: tape.pullback($0, from: outputs, to: inputs)) }
    )
}

/// The value f(x) of a function of named parameters with m outputs and the product J(x)·v, without forming J.
///
///     let direction = Spring(stiffness: 1, damping: 0, offsets: [0, 0])
///     let (value, tangent) = jvp(at: spring, along: direction) { s in [s.stiffness * s.offsets[1], s.damping] }
///
/// The products uᵀ·J(x)·v are linear in u: their gradient is J·v. So this is reverse mode twice, and the closure runs on
/// variables of variables.
///
/// Cost: one run on those, a sweep that is recorded and one of the record: about ten gradients, whatever n and m. Forward mode
/// takes half a gradient, on a `ScalarField` or a `Differentiable` that fills a template; see ``inOrder(_:)``. For one output
/// ``derivative(at:along:of:)`` is a gradient.
///
/// - Parameters:
///   - parameters: The point x. Traps if it has no number.
///   - v: The direction: as many numbers, or a trap with both counts. Where it is zero nothing is added, 0·∞ neither.
///   - f: The function. It is run once.
@_disfavoredOverload
@inlinable
public func jvp<P: Parameters>(
    at parameters: P, along v: P,
    @ResultOf<[Variable<Variable<P.Scalar>>]> of f: (P.OnVariables.OnVariables) throws -> [Variable<Variable<P.Scalar>>]
) rethrows -> (value: [P.Scalar], tangent: [P.Scalar]) {
    let direction = parameters.direction(v, for: "jvp")
    let x = parameters.point().map { Variable(constant: $0) }
    let (tape, inputs) = Tape.begin(at: x, for: "jvp")
    let outputs = tape.checked(try f(parameters.on(x).on(inputs)))
    let cotangents = Tape<P.Scalar>()
    let u = cotangents.variables([P.Scalar](repeating: 1, count: outputs.count))
    var product = Variable<P.Scalar>.zero
    for (partial, component) in zip(tape.pullback(u, from: outputs, to: inputs), direction) where !component._isZero {
        product += partial * Variable(constant: component)
    }
    return (
        outputs.map(\.value.value), cotangents.gradient(of: cotangents.checked(product), inputs: outputs.count)
    )
}
