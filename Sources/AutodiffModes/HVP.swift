import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The gradient of a scalar field and its Hessian times a vector, ∇f(x) and H(x)·v, by forward over reverse mode.
///
///     let (gradient, product) = hvp(at: [-1.2, 1], along: [1, 0], of: Rosenbrock())
///
/// Cost: one gradient on duals, about two to three gradients, whatever n. Nothing of size n² is formed.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - f: The scalar field.
@inlinable
public func hvp<F: ScalarField, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F
) -> (gradient: [Base], product: [Base]) {
    checkDirection(v, at: x)
    let gradient = jvp(at: x, along: v, of: GradientMap(f: f))
    return (gradient.value, gradient.tangent)
}

/// The gradient of a scalar field and its Hessian times several vectors, in chunks: several products in one recording.
///
///     let (gradient, products) = hvp(at: [-1.2, 1], along: [[1, 0], [0, 1]], of: Rosenbrock())
///
/// Cost: a gradient on ``MultiDual``s for every 16 directions, narrower ones for those left over.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - directions: The p directions, n components each, or a trap. For none of them the gradient alone is computed.
///   - f: The scalar field.
/// - Returns: ∇f(x), and for each direction v the product H(x)·v: n numbers.
@_disfavoredOverload
@inlinable
public func hvp<F: ScalarField>(
    at x: [Double], along directions: [[Double]], of f: F
) -> (gradient: [Double], products: [[Double]]) {
    checkDirections(directions, at: x, of: "hvp")
    if directions.isEmpty { return (gradient(at: x, of: f), []) }
    let result = jvp(at: x, along: directions, of: GradientMap(f: f))
    return (result.value, result.tangents)
}

/// The gradient of a scalar field and its Hessian times several vectors over any base; see ``hvp(at:along:of:)``.
///
/// Cost: one gradient on duals for each direction.
@_disfavoredOverload
@inlinable
public func hvp<F: ScalarField, Base: RealScalar>(
    at x: [Base], along directions: [[Base]], of f: F
) -> (gradient: [Base], products: [[Base]]) {
    checkDirections(directions, at: x, of: "hvp")
    if directions.isEmpty { return (gradient(at: x, of: f), []) }
    let result = jvp(at: x, along: directions, of: GradientMap(f: f))
    return (result.value, result.tangents)
}

/// Traps at an empty point, and unless the direction has a component for each input.
@inlinable
func checkDirection<Base>(_ v: [Base], at x: [Base]) {
    if x.isEmpty { misuse("hvp at an empty point: a function to differentiate has at least one input") }
    if v.count != x.count {
        misuse(count: v.count, of: "the direction of hvp", expected: x.count, "one component for each input")
    }
}

/// x ↦ ∇f(x), whose Jacobian is the Hessian.
@frozen
@usableFromInline
struct GradientMap<F: ScalarField>: Differentiable {
    @usableFromInline
    let f: F

    @inlinable
    init(f: F) { self.f = f }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { reverseGradient(at: x, of: f).gradient }
}
