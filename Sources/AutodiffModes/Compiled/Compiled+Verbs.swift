import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

// The verbs on compiled functions. A program computes products as they are; where 0 · ∞ makes one nan the other modes have
// conventions. So a result with a nan is taken again by them, on the recorded operations.

/// The gradient of a compiled function, by its program.
///
/// Cost: that of the program; at the first call that of making it.
public func gradient(at x: [Double], of f: CompiledField) -> [Double] { valueWithGradient(at: x, of: f).gradient }

/// The value and the gradient of a compiled function, by its program.
public func valueWithGradient(at x: [Double], of f: CompiledField) -> (value: Double, gradient: [Double]) {
    let result = f.compiled.valueWithGradient(at: x)
    return result.gradient.hasNaN ? valueWithGradient(at: x, of: Replayed(f: f), mode: .reverse) : result
}

/// The Hessian of a compiled function, by its program: n × n.
public func hessian(at x: [Double], of f: CompiledField) -> Matrix<Double> {
    valueWithGradientAndHessian(at: x, of: f).hessian
}

/// The value, the gradient and the Hessian of a compiled function, by its program.
public func valueWithGradientAndHessian(
    at x: [Double], of f: CompiledField
) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
    let result = f.compiled.valueWithGradientAndHessian(at: x)
    return result.gradient.hasNaN || result.hessian.values.hasNaN
        ? valueWithGradientAndHessian(at: x, of: Replayed(f: f)) : result
}

/// The gradient, and the product of the Hessian and v, of a compiled function, by its program.
public func hvp(
    at x: [Double], along v: [Double], of f: CompiledField
) -> (gradient: [Double], product: [Double]) {
    checkDirection(v, at: x)
    let result = f.compiled.hvp(at: x, along: v)
    return result.gradient.hasNaN || result.product.hasNaN ? hvp(at: x, along: v, of: Replayed(f: f)) : result
}

/// The Jacobian of a compiled function, by its program: m × n, rows = outputs.
public func jacobian(at x: [Double], of f: CompiledFunction) -> Matrix<Double> {
    valueWithJacobian(at: x, of: f).jacobian
}

/// The values and the Jacobian of a compiled function, by its program.
public func valueWithJacobian(
    at x: [Double], of f: CompiledFunction
) -> (value: [Double], jacobian: Matrix<Double>) {
    let result = f.compiled.valueWithJacobian(at: x)
    return result.jacobian.values.hasNaN
        ? valueWithJacobian(at: x, of: ReplayedFunction(f: f), mode: .automatic) : result
}

/// The values of a compiled function, and their derivatives along v, by its program.
public func jvp(
    at x: [Double], along v: [Double], of f: CompiledFunction
) -> (value: [Double], tangent: [Double]) {
    checkDirection(v, at: x)
    let result = f.compiled.jvp(at: x, along: v)
    return result.tangent.hasNaN ? jvp(at: x, along: v, of: ReplayedFunction(f: f)) : result
}

/// The values of a compiled function, and the pullback wᵀJ, by its program. The pullback runs it again.
public func vjp(
    at x: [Double], of f: CompiledFunction
) -> (value: [Double], pullback: ([Double]) -> [Double]) {
    let value = f(x)
    return (
        value,
        { w in
            let product = f.compiled.vjp(at: x, pullingBack: w).product
            return product.hasNaN ? vjp(at: x, of: ReplayedFunction(f: f)).pullback(w) : product
        }
    )
}

/// A compiled function as a function like any other: its recorded operations, on whatever scalar.
private struct Replayed: ScalarField {
    let f: CompiledField
    func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x) }
}

private struct ReplayedFunction: Differentiable {
    let f: CompiledFunction
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f(x) }
}
