import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// Computes a function's Jacobian by forward and by reverse mode and by the sparse ways, and compares them entry by entry.
///
///     print(compareJacobians(at: [2, 0.5], of: Polar()))
///     // Jacobian of R^2 -> R^2, forward against reverse
///     // …
///
/// No differences are taken: both modes are exact up to rounding, so they agree within a few units of the row's roundoff. An
/// ill-conditioned function makes more of rounding errors, in either mode; how much is measured, by inputs moved by units in
/// their last place, and printed. Where the modes differ by more, the function isn't the same on every scalar, or a rule of
/// your own reads its direction in one way forward and in another in reverse.
///
/// A derivative rule that is wrong is wrong in both modes alike, which no comparison of them can see: `checkGradient`,
/// `checkJacobian` and `checkRule` compare with differences of values, and do.
///
/// The sparse ways are colours of columns in lanes, of rows in sweeps, both at once, and a program of the entries: of each the
/// predicted and the measured cost, and which one a plan would choose for `uses` Jacobians.
///
/// Cost: two Jacobians by each mode (the second ones are timed with everything warm), and eight more where they differ; some by
/// each sparse way, and the making of a program. Traps at an empty point.
@inlinable
public func compareJacobians<F: Differentiable>(at x: [Double], of f: F, uses: Int = 1000) -> JacobianComparison {
    JacobianComparison(
        at: x, forward: { jacobian(at: $0, of: f, mode: .forward) },
        reverse: { jacobian(at: $0, of: f, mode: .reverse) }, sparse: { SparseWays(jacobianOf: f, at: x, uses: uses) })
}

/// The comparison of the two modes alone.
@inlinable
package func compareModes<F: Differentiable>(at x: [Double], of f: F) -> JacobianComparison {
    JacobianComparison(
        at: x, forward: { jacobian(at: $0, of: f, mode: .forward) },
        reverse: { jacobian(at: $0, of: f, mode: .reverse) }, sparse: { nil })
}
