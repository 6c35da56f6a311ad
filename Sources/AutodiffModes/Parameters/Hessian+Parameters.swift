import AutodiffCore
import AutodiffReverse

/// The Hessian of a function of named parameters, whose rows and columns have the names of the fields.
///
///     let h = hessian(at: spring) { s in energy(s) }
///     h["stiffness", "offsets"]                        // a block, here 1 × 2
///     h.matrix                                         // all of it, symmetric to the last bit
///
/// The closure runs on variables of variables: reverse mode twice. (A `ScalarField` has a choice of others, and last digits of
/// its own; see ``inOrder(_:)``.)
///
/// Cost: one run on those, a sweep that is recorded, and n sweeps of the record; over `Double` one for eight rows.
///
/// - Parameters:
///   - parameters: The point. Traps if it has no number.
///   - f: The function. It is run once.
@_disfavoredOverload
@inlinable
public func hessian<P: Parameters>(
    at parameters: P,
    @ResultOf<Variable<Variable<P.Scalar>>> of f: (P.OnVariables.OnVariables) throws -> Variable<Variable<P.Scalar>>
) rethrows -> ParameterHessian<P> {
    try valueWithGradientAndHessian(at: parameters, of: f).hessian
}

/// The value, the gradient and the Hessian of a function of named parameters; see ``hessian(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithGradientAndHessian<P: Parameters>(
    at parameters: P,
    @ResultOf<Variable<Variable<P.Scalar>>> of f: (P.OnVariables.OnVariables) throws -> Variable<Variable<P.Scalar>>
) rethrows -> (value: P.Scalar, gradient: P, hessian: ParameterHessian<P>) {
    let x = parameters.point()
    let (second, outer) = Tape.begin(at: x, for: "hessian")
    let (first, inputs) = Tape.begin(at: outer, for: "hessian")
    let y = first.checked(try f(parameters.on(outer).on(inputs)))
    let gradient = second.checked(first.gradient(of: y, inputs: x.count))
    var hessian = second.jacobian(of: gradient, columns: x.count)
    for i in x.indices {
        for j in 0..<i { hessian[j, i] = hessian[i, j] }
    }
    return (
        y.value.value, parameters.filled(with: gradient.map(\.value)),
        ParameterHessian(parameters: parameters, matrix: hessian)
    )
}

/// The gradient of a function of named parameters and its Hessian times a vector, ∇f(x) and H(x)·v.
///
///     let (gradient, product) = hvp(at: spring, along: Spring(stiffness: 1, damping: 0, offsets: [0, 0]), of: energy)
///
/// Cost: one run on variables of variables, a sweep that is recorded, and one of the record, about ten gradients; nothing of size
/// n² is formed. (Forward over reverse mode takes four, on a `ScalarField` that fills a template; see ``inOrder(_:)``.)
///
/// - Parameters:
///   - parameters: The point x. Traps if it has no number.
///   - v: The direction: as many numbers, or a trap with both counts.
///   - f: The function. It is run once.
@_disfavoredOverload
@inlinable
public func hvp<P: Parameters>(
    at parameters: P, along v: P,
    @ResultOf<Variable<Variable<P.Scalar>>> of f: (P.OnVariables.OnVariables) throws -> Variable<Variable<P.Scalar>>
) rethrows -> (gradient: P, product: P) {
    let direction = parameters.direction(v, for: "hvp")
    let x = parameters.point()
    let (second, outer) = Tape.begin(at: x, for: "hvp")
    let (first, inputs) = Tape.begin(at: outer, for: "hvp")
    let y = first.checked(try f(parameters.on(outer).on(inputs)))
    let gradient = second.checked(first.gradient(of: y, inputs: x.count))
    let product = second.pullback(direction, from: gradient, to: outer)
    return (parameters.filled(with: gradient.map(\.value)), parameters.filled(with: product))
}
