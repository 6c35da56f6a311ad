import AutodiffCore

/// The gradient of a scalar field by forward mode, several partial derivatives in one run, into `gradient`, n numbers.
///
/// Cost: about n/chunk runs of `f` on ``MultiDual``s, narrower ones for the columns left over.
///
/// - Returns: The value.
@inlinable
package func forwardGradient<F: ScalarField>(
    at x: [Double], of f: F, into gradient: inout [Double], inputs: inout ChunkInputs, chunk: Int = 16
) -> Double {
    if x.isEmpty { misuse("gradient at an empty point: a function to differentiate has at least one input") }
    if gradient.count != x.count {
        misuse(count: gradient.count, of: "the place for a gradient", expected: x.count, "one for each input")
    }
    var run = GradientRun(x: x, f: f)
    swap(&run.gradient, &gradient)
    run.run(columns: x.count, chunk: chunk, inputs: &inputs)
    swap(&run.gradient, &gradient)
    return run.value
}

@frozen
@usableFromInline
struct GradientRun<F: ScalarField>: ChunkedRun {
    @usableFromInline
    let x: [Double]
    @usableFromInline
    let f: F
    @usableFromInline
    var gradient: [Double] = []
    @usableFromInline
    var value = 0.0

    @inlinable
    init(x: [Double], f: F) {
        self.x = x
        self.f = f
    }

    @inlinable
    package mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>]) {
        MultiDual.move(&inputs, to: x)
        for chunk in chunks(of: columns, width: Partials.scalarCount) {
            MultiDual.seed(chunk, of: &inputs, with: 1)
            let y = f.value(at: inputs)
            gradient.withUnsafeMutableBufferPointer {
                y.writePartials(chunk.count, to: $0.baseAddress! + chunk.lowerBound)
            }
            value = y.value
            MultiDual.seed(chunk, of: &inputs, with: 0)
        }
    }
}
