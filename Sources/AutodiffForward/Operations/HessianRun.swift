import AutodiffCore

/// The value, the gradient and the Hessian of a scalar field, by forward over forward mode: duals of several directions
/// inside duals of one.
///
/// The Hessian is symmetric to the last bit: the lower triangle is computed, the upper one mirrors it. For small n it is
/// cheaper than forward over reverse mode, which first has to record the function. The places have n elements and n × n.
///
/// Cost: about n²/(2·chunk) + n/2 runs of `f` on `Dual<MultiDual>`s.
@inlinable
package func forwardHessian<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], _ hessian: inout Matrix<Double>, inputs: inout ChunkInputs,
    chunk: Int = 8
) -> Double {
    var run = HessianRun(x: x, f: f)
    swap(&run.gradient, &gradient)
    swap(&run.hessian, &hessian)
    run.run(columns: x.count, chunk: chunk, inputs: &inputs)
    swap(&run.gradient, &gradient)
    swap(&run.hessian, &hessian)
    return run.value
}

@frozen
@usableFromInline
struct HessianRun<F: ScalarField>: ChunkedRun {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var value = 0.0
    @usableFromInline
    var gradient: [Double] = []
    @usableFromInline
    var hessian = Matrix<Double>(rows: 0, columns: 0, values: [])

    @inlinable
    init(x: [Double], f: F) {
        self.x = x
        self.f = f
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        var duals = inputs.map { Dual($0, 0, .sealed) }
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            for j in chunk { duals[j] = Dual(inputs[j], 0, .sealed) }
            MultiDual.seed(chunk, of: &inputs, with: 0)
            for i in chunk.lowerBound..<x.count {
                duals[i] = Dual(duals[i].value, 1, .sealed)
                let y = f.value(at: duals)
                duals[i] = Dual(duals[i].value, 0, .sealed)
                y.perturbation.check(in: .sealed)
                value = y.value.value
                // Adding 0 makes every zero +0, as in the gradient by forward mode.
                gradient[i] = y.tangent.value + 0
                hessian.writeLowerTriangle(row: i, columns: chunk, of: y.tangent.checkedPartials)
            }
            for j in chunk { duals[j] = Dual(inputs[j], 0, .sealed) }
        }
    }
}

extension Matrix<Double> {
    /// Writes the second derivatives in row `i` that lie on or below the diagonal, and their mirror images.
    @inlinable
    package mutating func writeLowerTriangle<Partials: PartialsVector>(
        row i: Int, columns: Range<Int>, of partials: Partials
    ) {
        for j in columns where j <= i {
            self[i, j] = partials[j - columns.lowerBound]
            self[j, i] = partials[j - columns.lowerBound]
        }
    }
}
