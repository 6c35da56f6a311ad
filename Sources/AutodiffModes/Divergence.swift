import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The divergence ∇·f = Σ ∂fᵢ/∂xᵢ of a vector field Rⁿ → Rⁿ: the trace of its Jacobian.
///
///     let source = divergence(at: [1, 2], of: Flow())
///
/// Cost: a run of `f` on ``MultiDual``s for every 8 inputs. Traps at an empty point, and unless `f` has as many outputs as
/// inputs.
@inlinable
public func divergence<F: Differentiable>(at x: [Double], of f: F) -> Double {
    Tape.checkPoint(x, for: "divergence")
    return forwardJacobianDiagonal(at: x, of: f) { checkField(outputs: $0, inputs: x.count) }.reduce(0, +)
}

/// The divergence of a vector field over any base, nested ones included; see ``divergence(at:of:)``.
///
/// Cost: n runs of `f` on duals.
@inlinable
public func divergence<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F) -> Base {
    Tape.checkPoint(x, for: "divergence")
    var direction = [Base](repeating: .zero, count: x.count)
    var total: Base = .zero
    for i in x.indices {
        direction[i] = 1
        let column = jvp(at: x, along: direction, of: f).tangent
        direction[i] = .zero
        checkField(outputs: column.count, inputs: x.count)
        total += column[i]
    }
    return total
}

/// Traps unless a function is a vector field.
@inlinable
func checkField(outputs: Int, inputs: Int) {
    if outputs != inputs {
        misuse(
            count: outputs, of: "the result of the function", expected: inputs,
            "a divergence is that of a vector field, with one output for each input")
    }
}
