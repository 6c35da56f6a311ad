import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The Hessian of a scalar field: the n × n matrix of its second derivatives.
///
///     let h = hessian(at: [-1.2, 1], of: Rosenbrock())
///
/// It is symmetric to the last bit: the lower triangle is computed, the upper one mirrors it.
///
/// Cost: with up to 8 inputs one run of `f` for each pair of groups of 4 inputs, 1 or 3, on hyper-dual numbers, which records
/// nothing; beyond by forward over reverse mode a gradient on ``MultiDual``s for every 8 inputs. Traps at an empty point.
@inlinable
public func hessian<F: ScalarField>(at x: [Double], of f: F) -> Matrix<Double> {
    valueWithGradientAndHessian(at: x, of: f).hessian
}

/// The value, the gradient and the Hessian of a scalar field; see ``hessian(at:of:)``. They come out of the same runs.
///
///     let (f, g, h) = valueWithGradientAndHessian(at: x, of: Rosenbrock())  // all that a step of Newton's method needs
@inlinable
public func valueWithGradientAndHessian<F: ScalarField>(
    at x: [Double], of f: F
) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
    Tape.checkPoint(x, for: "hessian")
    var (gradient, inputs) = (x, ChunkInputs())
    var hessian = Matrix<Double>(rows: x.count, columns: x.count, repeating: 0)
    if x.count <= ForwardLimit.hessian {
        let value = forwardHessian(at: x, of: f, into: &gradient, &hessian, inputs: &inputs)
        if !hessian.values.askForReverseMode { return (value, gradient, hessian) }
    }
    var memory = TapeOfGradients<MultiDual<SIMD8<Double>>>()
    let value = reverseHessian(at: x, of: f, into: &gradient, &hessian, inputs: &inputs, memory: &memory)
    return (value, gradient, hessian)
}

/// The Hessian of a scalar field over any base, nested ones included; see ``hessian(at:of:)``.
///
/// Cost: n Hessian-vector products.
@inlinable
public func hessian<F: ScalarField, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    valueWithGradientAndHessian(at: x, of: f).hessian
}

/// The value, the gradient and the Hessian of a scalar field over any base; see ``hessian(at:of:)``.
@inlinable
public func valueWithGradientAndHessian<F: ScalarField, Base: RealScalar>(
    at x: [Base], of f: F
) -> (value: Base, gradient: [Base], hessian: Matrix<Base>) {
    Tape.checkPoint(x, for: "hessian")
    let derivatives = ValueAndGradient(f: f)
    var hessian = Matrix<Base>(rows: x.count, columns: x.count, repeating: .zero)
    var direction = [Base](repeating: .zero, count: x.count)
    var value: [Base] = []
    for j in x.indices {
        direction[j] = 1
        let column = jvp(at: x, along: direction, of: derivatives)
        direction[j] = .zero
        value = column.value
        for i in j..<x.count {
            hessian[i, j] = column.tangent[i + 1]
            hessian[j, i] = column.tangent[i + 1]
        }
    }
    return (value[0], Array(value.dropFirst()), hessian)
}

/// x ↦ (f(x), ∇f(x)).
@frozen
@usableFromInline
struct ValueAndGradient<F: ScalarField>: Differentiable {
    @usableFromInline
    let f: F

    @inlinable
    init(f: F) { self.f = f }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let (value, gradient) = reverseGradient(at: x, of: f)
        return [value] + gradient
    }
}

/// The value, the gradient and the Hessian by forward over reverse mode: the gradient of `f` on ``MultiDual``s, whose partials
/// are columns of the Hessian, eight at a time.
@inlinable
package func reverseHessian<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], _ hessian: inout Matrix<Double>,
    inputs: inout ChunkInputs, memory: inout TapeOfGradients<MultiDual<SIMD8<Double>>>
) -> Double {
    MultiDual.move(&inputs.eight, to: x)
    var value = 0.0
    for chunk in chunks(of: x.indices, width: 8) {
        MultiDual.seed(chunk, of: &inputs.eight, with: 1)
        value = memory.recordGradient(at: inputs.eight, of: f, for: "hessian").value
        MultiDual.seed(chunk, of: &inputs.eight, with: 0)
        for i in x.indices {
            gradient[i] = memory.gradient[i].value
            if i >= chunk.lowerBound {
                hessian.writeLowerTriangle(row: i, columns: chunk, of: memory.gradient[i].checkedPartials)
            }
        }
    }
    return value
}
