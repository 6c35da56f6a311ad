import AutodiffCore

/// Something that is computed column by column, several columns in one run of a function on ``MultiDual``s.
@usableFromInline
package protocol ChunkedRun {
    /// Computes `columns`, as many in one run as `Partials` has lanes (in the last run of the range maybe fewer).
    mutating func run<Partials: PartialsVector>(over columns: Range<Int>, inputs: inout [MultiDual<Partials>])
}

extension ChunkedRun {
    /// Computes `count` columns.
    @inlinable
    package mutating func run(columns count: Int, chunk: Int = 16, inputs: inout ChunkInputs) {
        for (width, columns) in ChunkPlan(count, chunk: chunk) {
            switch width {
            case 2: run(over: columns, inputs: &inputs.two)
            case 4: run(over: columns, inputs: &inputs.four)
            case 8: run(over: columns, inputs: &inputs.eight)
            default: run(over: columns, inputs: &inputs.sixteen)
            }
        }
    }
}

/// The inputs that runs in chunks seed and hand to the function: an array for each width (and for each
/// kind of second derivatives), kept from one call to the next.
///
/// Between two calls the partials of all inputs are zero, so that a call seeds its own columns alone. After the first call
/// for n inputs a further one for n inputs allocates nothing.
@frozen
@usableFromInline
package struct ChunkInputs {
    @usableFromInline
    package var two: [MultiDual<SIMD2<Double>>] = []
    @usableFromInline
    package var four: [MultiDual<SIMD4<Double>>] = []
    @usableFromInline
    package var eight: [MultiDual<SIMD8<Double>>] = []
    @usableFromInline
    package var sixteen: [MultiDual<SIMD16<Double>>] = []
    @usableFromInline
    var blocks: [HyperDual<MixedBlock>] = []
    @usableFromInline
    var rows: [HyperDual<MixedRow>] = []
    @usableFromInline
    var diagonals: [HyperDual<MixedDiagonal>] = []

    @inlinable
    package init() {}
}
