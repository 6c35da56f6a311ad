import AutodiffCore

/// The value, the gradient and the Hessian of a scalar field by forward mode: a block of 4 × 4 second derivatives in one run
/// on hyper-dual numbers.
///
/// The Hessian is symmetric to the last bit: the lower triangle is computed, the upper one mirrors it. The gradient has the
/// bits of the one by forward mode. For small n this is cheaper than forward over reverse mode, which first has to record
/// the function. The places have n elements and n × n.
///
/// Cost: b (b + 1)/2 runs of `f` for b = n/4, rounded up. Nothing is allocated but by `f` if `inputs` are there.
@inlinable
package func forwardHessian<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], _ hessian: inout Matrix<Double>,
    inputs: inout ChunkInputs
) -> Double {
    HyperDual.move(&inputs.blocks, to: x)
    var value = 0.0
    for columns in chunks(of: x.indices, width: 4) {
        HyperDual.seedColumns(columns, of: &inputs.blocks, with: 1)
        for rows in chunks(of: columns.lowerBound..<x.count, width: 4) {
            HyperDual.seedRows(rows, of: &inputs.blocks, with: 1)
            let y = f.value(at: inputs.blocks)
            HyperDual.seedRows(rows, of: &inputs.blocks, with: 0)
            y.perturbation.check(in: .sealed)
            value = y.value
            for i in rows {
                // Adding 0 makes every zero +0, as in the gradient by forward mode.
                if rows == columns { gradient[i] = y.partials.rows[i - rows.lowerBound] + 0 }
                hessian.writeLowerTriangle(row: i, columns: columns, of: y.partials.mixed(i - rows.lowerBound))
            }
        }
        HyperDual.seedColumns(columns, of: &inputs.blocks, with: 0)
    }
    return value
}

extension Matrix<Double> {
    /// Writes the second derivatives in row `i` that lie on or below the diagonal, and their mirror images.
    @inlinable
    package mutating func writeLowerTriangle<Partials: PartialsVector>(
        row i: Int, columns: Range<Int>, of partials: Partials
    ) {
        for j in columns where j <= i {
            let second = partials[j - columns.lowerBound] + 0
            self[i, j] = second
            self[j, i] = second
        }
    }
}
