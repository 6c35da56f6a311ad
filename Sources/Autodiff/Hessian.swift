import AutodiffComparison
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
/// Cost: n Hessian-vector products; over `Double` eight of them in one, from one recording. Traps at an empty point.
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

/// The Hessian over `Double`: each run is a gradient on numbers with up to eight directional derivatives.
@inlinable
func hessianInChunks<F: ScalarField>(at x: [Double], of f: F) -> Matrix<Double> {
    if x.count <= 2 { return hessian(at: x, of: f, SIMD2<Double>.self) }
    return x.count <= 4 ? hessian(at: x, of: f, SIMD4<Double>.self) : hessian(at: x, of: f, SIMD8<Double>.self)
}

@inlinable
func hessian<F: ScalarField, Partials: PartialsVector>(
    at x: [Double], of f: F, _ type: Partials.Type
) -> Matrix<Double> {
    var hessian = Matrix<Double>(rows: x.count, columns: x.count, repeating: 0)
    let workspace = GradientWorkspace<MultiDual<Partials>>()
    for first in stride(from: 0, to: x.count, by: Partials.scalarCount) {
        let columns = first..<min(first + Partials.scalarCount, x.count)
        let inputs = x.indices.map { j in
            var partials = Partials.zero
            if columns.contains(j) { partials[j - first] = 1 }
            return MultiDual(x[j], partials)
        }
        workspace.evaluate(at: inputs, of: f)
        for j in columns {
            for i in j..<x.count {
                hessian[i, j] = workspace.gradient[i].partials[j - first]
                hessian[j, i] = hessian[i, j]
            }
        }
    }
    return hessian
}
