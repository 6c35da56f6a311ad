import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The gradient of a scalar field Rⁿ → R.
///
///     let g = gradient(at: [-1.2, 1], of: Rosenbrock())
///
/// Forward mode records nothing, and is several times as fast with a few inputs; its partial derivatives have the bits that
/// ``derivative(at:of:)`` gives along each coordinate, reverse mode's may differ in the last ones.
///
/// Cost: by forward mode a run of `f` for every 16 inputs, by reverse mode one recording and one sweep. `.automatic` takes
/// forward mode for up to 17 inputs.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The scalar field.
///   - mode: `.automatic`, `.forward` or `.reverse`.
@inlinable
public func gradient<F: ScalarField>(at x: [Double], of f: F, mode: JacobianMode = .automatic) -> [Double] {
    valueWithGradient(at: x, of: f, mode: mode).gradient
}

/// The value and the gradient of a scalar field; see ``gradient(at:of:mode:)``.
@inlinable
public func valueWithGradient<F: ScalarField>(
    at x: [Double], of f: F, mode: JacobianMode = .automatic
) -> (value: Double, gradient: [Double]) {
    if mode == .reverse || mode == .automatic && !JacobianMode.isForwardCheaper(inputs: x.count, outputs: 1) {
        return reverseGradient(at: x, of: f)
    }
    var inputs = ChunkInputs()
    var gradient = [Double](repeating: 0, count: x.count)
    let value = forwardGradient(at: x, of: f, into: &gradient, inputs: &inputs)
    return (value, gradient)
}

/// The gradient of a scalar field over any base, nested ones included; see ``gradient(at:of:mode:)``.
///
/// Cost: by forward mode n runs of `f` on duals, by reverse mode, which `.automatic` takes, one recording and one sweep.
@inlinable
public func gradient<F: ScalarField, Base: RealScalar>(at x: [Base], of f: F, mode: JacobianMode = .automatic) -> [Base]
{
    valueWithGradient(at: x, of: f, mode: mode).gradient
}

/// The value and the gradient of a scalar field over any base; see ``gradient(at:of:mode:)``.
@inlinable
public func valueWithGradient<F: ScalarField, Base: RealScalar>(
    at x: [Base], of f: F, mode: JacobianMode = .automatic
) -> (value: Base, gradient: [Base]) {
    if mode != .forward { return reverseGradient(at: x, of: f) }
    let (value, jacobian) = jacobianByDirections(at: x, of: f, for: "gradient")
    return (value[0], jacobian.values)
}
