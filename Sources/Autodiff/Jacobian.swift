import AutodiffComparison
import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The Jacobian of a function Rⁿ → Rᵐ: m rows (outputs), n columns (inputs).
///
///     let j = jacobian(at: [2, 0.5], of: Polar())
///
/// Cost: by forward mode ⌈n/16⌉ runs of `f` on ``MultiDual``s (over another base than `Double` n runs on duals), by
/// reverse mode one run on variables and m sweeps. `.automatic` takes the one that
/// ``JacobianMode/cheaper(inputs:outputs:)`` names.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function.
///   - mode: `.automatic`, `.forward` or `.reverse`.
@inlinable
public func jacobian<F: Differentiable>(
    at x: [Double], of f: F, mode: JacobianMode = .automatic
) -> Matrix<Double> {
    switch mode.chosen(inputs: x.count, outputs: f(x).count) {
    case .reverse: reverseJacobian(at: x, of: f)
    default: forwardJacobian(at: x, of: f)
    }
}

/// The Jacobian over any base; see ``jacobian(at:of:mode:)``.
@_disfavoredOverload
@inlinable
public func jacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, mode: JacobianMode = .automatic
) -> Matrix<Base> {
    switch mode.chosen(inputs: x.count, outputs: f(x).count) {
    case .reverse: reverseJacobian(at: x, of: f)
    default: forwardJacobian(at: x, of: f)
    }
}

extension JacobianMode {
    /// The mode itself, or the cheaper one. With few inputs forward mode wins whatever the number of outputs is;
    /// otherwise `f` has to be run to know it.
    @inlinable
    func chosen(inputs: Int, outputs: @autoclosure () -> Int) -> JacobianMode {
        if self != .automatic { return self }
        if JacobianMode.cheaper(inputs: inputs, outputs: 1) == .forward { return .forward }
        return JacobianMode.cheaper(inputs: inputs, outputs: outputs())
    }
}
