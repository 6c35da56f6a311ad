import AutodiffCore
import AutodiffGraph

/// The Jacobians by both modes of a closure, or of a function by its name; see ``compareJacobians(at:of:)``.
///
///     print(compareJacobians(at: [2, 0.5]) { x in [x[0] * cos(x[1]), x[0] * sin(x[1])] })
///     // Jacobian of R^2 -> R^2, forward against reverse
///     // …
///
/// The closure is recorded once, and both modes differentiate the recorded operations: what is compared is the modes and the
/// rules. A closure whose own branches depend on the scalar can't be told apart in this way.
public func compareJacobians(at x: [Double], of f: ([Symbol]) -> [Symbol]) -> JacobianComparison {
    recorded(at: x, f) { compareJacobians(at: x, of: $0) }
}
