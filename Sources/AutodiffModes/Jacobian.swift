import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The Jacobian of a function Rⁿ → Rᵐ: m rows (outputs), n columns (inputs).
///
///     let j = jacobian(at: [2, 0.5], of: Polar())
///
/// Cost: by forward mode n runs of `f` on duals (on `Double` about n/16 runs on ``MultiDual``s), by reverse mode one run on
/// variables and m sweeps (on `Double` about m/8). `.automatic` takes the one that ``JacobianMode/cheaper(inputs:outputs:)`` names.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function.
///   - mode: `.automatic`, `.forward` or `.reverse`.
@inlinable
public func jacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, mode: JacobianMode = .automatic
) -> Matrix<Base> {
    switch mode {
    case .forward:
        return forwardJacobian(at: x, of: f)
    case .reverse:
        return reverseJacobian(at: x, of: f)
    case .automatic:
        // With few inputs forward mode wins whatever m is; otherwise m has to be known first.
        if JacobianMode.cheaper(inputs: x.count, outputs: 1) == .forward { return forwardJacobian(at: x, of: f) }
        let outputs = f(x).count
        let mode = JacobianMode.cheaper(inputs: x.count, outputs: outputs)
        return mode == .forward ? forwardJacobian(at: x, of: f) : reverseJacobian(at: x, of: f)
    }
}
