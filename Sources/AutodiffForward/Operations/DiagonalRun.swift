import AutodiffCore

/// The second derivatives ∂²f/∂xᵢ² of a scalar field by forward mode, eight in one run on hyper-dual numbers.
///
/// Cost: a run of `f` for every 8 inputs.
@inlinable
package func forwardHessianDiagonal<F: ScalarField>(at x: [Double], of f: F) -> [Double] {
    var inputs = ChunkInputs()
    HyperDual.move(&inputs.diagonals, to: x)
    var diagonal = x
    for columns in chunks(of: x.indices, width: 8) {
        HyperDual.seedColumns(columns, of: &inputs.diagonals, with: 1)
        let y = f.value(at: inputs.diagonals)
        HyperDual.seedColumns(columns, of: &inputs.diagonals, with: 0)
        y.perturbation.check(in: .sealed)
        for j in columns { diagonal[j] = y.partials.seconds[j - columns.lowerBound] + 0 }
    }
    return diagonal
}

/// The derivatives ∂fᵢ/∂xᵢ of a function Rⁿ → Rⁿ by forward mode, eight in one run; traps if it has another number of outputs.
///
/// Cost: a run of `f` on ``MultiDual``s for every 8 inputs.
@inlinable
package func forwardJacobianDiagonal<F: Differentiable>(
    at x: [Double], of f: F, check: (_ outputs: Int) -> Void
) -> [Double] {
    var inputs: [MultiDual<SIMD8<Double>>] = []
    MultiDual.move(&inputs, to: x)
    var diagonal = x
    for columns in chunks(of: x.indices, width: 8) {
        MultiDual.seed(columns, of: &inputs, with: 1)
        let y = f(inputs)
        MultiDual.seed(columns, of: &inputs, with: 0)
        check(y.count)
        for j in columns { diagonal[j] = y[j].checkedPartials[j - columns.lowerBound] }
    }
    return diagonal
}
