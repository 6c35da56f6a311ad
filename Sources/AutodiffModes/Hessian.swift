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
    let (gradient, product) = jvp(at: x, along: v) { (x: [Dual<Base>]) in AutodiffReverse.gradient(at: x, of: f) }
    return (gradient, product)
}

/// The Hessian of a scalar field: the n × n matrix of its second derivatives, by forward over reverse mode.
///
/// It is symmetric to the last bit: the lower triangle is computed, the upper one mirrors it.
///
/// Cost: n Hessian-vector products. Over `Double` sixteen of them in one, from one recording, and up to 8 inputs by forward
/// over forward mode (``forwardHessian(at:of:chunk:)``), which records nothing. Traps at an empty point.
@inlinable
public func hessian<F: ScalarField, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    if x.isEmpty { misuse("hessian at an empty point: a function to differentiate has at least one input") }
    if let x = x as? [Double], let hessian = hessianInChunks(at: x, of: f) as? Matrix<Base> { return hessian }
    var hessian = Matrix<Base>(rows: x.count, columns: x.count, repeating: .zero)
    var direction = [Base](repeating: .zero, count: x.count)
    for j in x.indices {
        direction[j] = 1
        let column = hvp(at: x, along: direction, of: f).product
        direction[j] = .zero
        for i in j..<x.count {
            hessian[i, j] = column[i]
            hessian[j, i] = column[i]
        }
    }
    return hessian
}

@inlinable
func hessianInChunks<F: ScalarField>(at x: [Double], of f: F) -> Matrix<Double> {
    if x.count <= 8 { return forwardHessian(at: x, of: f) }
    var workspace = ForwardWorkspace()
    var sweep = ReverseHessianSweep(x: x, f: f)
    sweep.run(columns: x.count, chunk: nil, workspace: &workspace)
    return sweep.hessian
}
