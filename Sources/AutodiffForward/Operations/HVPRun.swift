import AutodiffCore

/// The gradient of a scalar field and its Hessian times `v` by forward mode: eight numbers of each in one run on hyper-dual
/// numbers, into n numbers each.
///
/// Both don't depend on how many directions are asked for, and the gradient has the bits of the one by forward mode.
///
/// Cost: a run of `f` for every 8 inputs. Nothing is allocated but by `f` if `inputs` are there.
@inlinable
package func forwardHVP<F: ScalarField>(
    at x: [Double], along v: [Double], of f: F, into gradient: inout [Double], _ product: inout [Double],
    inputs: inout ChunkInputs
) {
    HyperDual.move(&inputs.rows, to: x)
    for j in x.indices { inputs.rows[j].partials.slope = v[j] }
    for columns in chunks(of: x.indices, width: 8) {
        HyperDual.seedColumns(columns, of: &inputs.rows, with: 1)
        let y = f.value(at: inputs.rows)
        HyperDual.seedColumns(columns, of: &inputs.rows, with: 0)
        y.perturbation.check(in: .sealed)
        for j in columns {
            // Adding 0 makes every zero +0, as in the gradient by forward mode.
            gradient[j] = y.partials.columns[j - columns.lowerBound] + 0
            product[j] = y.partials.mixed[j - columns.lowerBound] + 0
        }
    }
}
