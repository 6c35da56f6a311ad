import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

/// The Gauss-Newton matrix of residuals f: Rⁿ → Rᵐ times a vector, Jᵀ·(J·v): the Hessian of ½|f|² without the second derivatives of f.
///
///     let product = gaussNewtonProduct(at: x, along: v, of: Polar())
///
/// It is symmetric and never negative along v, which conjugate gradients need. Neither J nor the matrix is formed.
///
/// Cost: one run of `f` on duals, one on variables and a sweep, whatever n and m.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - f: The function.
/// - Returns: n numbers.
@inlinable
public func gaussNewtonProduct<F: Differentiable, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F
) -> [Base] {
    fisherProduct(at: x, along: v, of: f) { $1 }
}

/// The Fisher information matrix of a model times a vector, Jᵀ·M(y)·J·v, where y = f(x) are the parameters of the distribution of what is
/// observed, and M is the information matrix of that; also the generalised Gauss-Newton matrix of a loss with Hessian M.
///
///     // Normal observations of variance 0.3²
///     let normal = fisherProduct(at: x, along: v, of: Polar()) { _, u in u.map { $0 / (0.3 * 0.3) } }
///     // Categorical ones with logits y
///     let categorical = fisherProduct(at: x, along: v, of: Polar()) { y, u in
///         let p = softmax(y)
///         let mean = dot(p, u)
///         return u.indices.map { p[$0] * (u[$0] - mean) }
///     }
///
/// Cost: that of ``gaussNewtonProduct(at:along:of:)``, and one call of `information`.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - f: The function.
///   - information: M(y)·u, from the m outputs and m numbers. Traps unless it returns m.
/// - Returns: n numbers.
@inlinable
public func fisherProduct<F: Differentiable, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F, information: (_ outputs: [Base], _ change: [Base]) -> [Base]
) -> [Base] {
    let (value, change) = jvp(at: x, along: v, of: f)
    return vjp(at: x, of: f).pullback(information(value, change))
}

/// The Gauss-Newton matrix of a closure times a vector; see ``gaussNewtonProduct(at:along:of:)``.
public func gaussNewtonProduct(at x: [Double], along v: [Double], of f: ([Symbol]) -> [Symbol]) -> [Double] {
    recorded(at: x, f) { gaussNewtonProduct(at: x, along: v, of: $0) }
}

/// The Fisher information matrix of a closure times a vector; see ``fisherProduct(at:along:of:information:)``.
public func fisherProduct(
    at x: [Double], along v: [Double], of f: ([Symbol]) -> [Symbol],
    information: (_ outputs: [Double], _ change: [Double]) -> [Double]
) -> [Double] {
    recorded(at: x, f) { fisherProduct(at: x, along: v, of: $0, information: information) }
}
