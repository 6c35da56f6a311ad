import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The gradient of a scalar field and its Hessian times a vector, ∇f(x) and H(x)·v.
///
///     let (gradient, product) = hvp(at: [-1.2, 1], along: [1, 0], of: Rosenbrock())
///
/// Cost: with up to 16 inputs a run of `f` for every 8 on hyper-dual numbers, which records nothing; beyond by forward over
/// reverse mode one gradient on duals, about two to three gradients, whatever n. Nothing of size n² is formed.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - f: The scalar field.
@inlinable
public func hvp<F: ScalarField>(
    at x: [Double], along v: [Double], of f: F
) -> (gradient: [Double], product: [Double]) {
    checkDirection(v, at: x)
    if x.count > ForwardLimit.product { return productByReverseMode(at: x, along: v, of: f) }
    var (gradient, product) = (x, x)
    var inputs = ChunkInputs()
    forwardHVP(at: x, along: v, of: f, into: &gradient, &product, inputs: &inputs)
    if product.askForReverseMode { return productByReverseMode(at: x, along: v, of: f) }
    return (gradient, product)
}

/// The gradient of a scalar field and its Hessian times a vector over any base, nested ones included, by forward over reverse
/// mode; see ``hvp(at:along:of:)``.
///
/// Cost: one gradient on duals, about two to three gradients, whatever n.
@inlinable
public func hvp<F: ScalarField, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F
) -> (gradient: [Base], product: [Base]) {
    checkDirection(v, at: x)
    return productByReverseMode(at: x, along: v, of: f)
}

/// The gradient and the product by a gradient on duals.
@inlinable
package func productByReverseMode<F: ScalarField, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F
) -> (gradient: [Base], product: [Base]) {
    let gradient = jvp(at: x, along: v, of: GradientMap(f: f))
    return (gradient.value, gradient.tangent)
}

/// The gradient of a scalar field and its Hessian times several vectors.
///
///     let (gradient, products) = hvp(at: [-1.2, 1], along: [[1, 0], [0, 1]], of: Rosenbrock())
///
/// Cost: with up to 16 inputs that of each product; beyond a gradient on ``MultiDual``s for every 8 directions.
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
    if x.count > ForwardLimit.product { return productsByReverseMode(at: x, along: directions, of: f) }
    var gradient = x
    var inputs = ChunkInputs()
    let products = directions.map { v in
        var product = x
        forwardHVP(at: x, along: v, of: f, into: &gradient, &product, inputs: &inputs)
        if product.askForReverseMode { return productByReverseMode(at: x, along: v, of: f).product }
        return product
    }
    return (gradient, products)
}

/// The gradient and the products by a gradient on ``MultiDual``s for every 8 directions.
@inlinable
func productsByReverseMode<F: ScalarField>(
    at x: [Double], along directions: [[Double]], of f: F
) -> (gradient: [Double], products: [[Double]]) {
    var run = DirectionsRun(x: x, f: GradientMap(f: f), directions: directions)
    var inputs: [MultiDual<SIMD8<Double>>] = []
    run.run(over: directions.indices, inputs: &inputs)
    return (run.value, run.tangents)
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
