import AutodiffCore
import AutodiffForward
import AutodiffModes

/// The memory of a compressed Hessian's runs, for one thread at a time.
@usableFromInline
final class CompressedHessianRun<F: ScalarField> {
    @usableFromInline
    let f: WatchedField<F>

    /// What the inputs below are seeded for.
    @usableFromInline
    let compressed: CompressedHessian

    // A run belongs to one thread, and none of its methods calls another before it has done with these.
    @exclusivity(unchecked) @usableFromInline
    var four: [[MultiDual<SIMD4<Double>>]]
    @exclusivity(unchecked) @usableFromInline
    var eight: [[MultiDual<SIMD8<Double>>]]
    @exclusivity(unchecked) @usableFromInline
    var tapeOfFour = TapeOfGradients<MultiDual<SIMD4<Double>>>()
    @exclusivity(unchecked) @usableFromInline
    var tapeOfEight = TapeOfGradients<MultiDual<SIMD8<Double>>>()
    @exclusivity(unchecked) @usableFromInline
    var sums: [Double] = []

    @usableFromInline
    init(_ f: F, _ compressed: CompressedHessian) {
        self.f = WatchedField(f: f)
        self.compressed = compressed
        four = .init(repeating: [], count: compressed.chunks.count)
        eight = .init(repeating: [], count: compressed.chunks.count)
    }

    /// Writes the entries in the order of the pattern, and value and gradient to `leading` if they are wanted. Returns the path
    /// that was taken: on one that the pattern doesn't cover the entries mean nothing.
    @inlinable
    func run(
        at x: [Double], to values: UnsafeMutablePointer<Double>, leading: inout [Double], wantsLeading: Bool
    ) -> UInt64 {
        var path: UInt64 = 0
        for c in compressed.chunks.indices {
            let (chunk, wants) = (compressed.chunks[c], wantsLeading && c == 0)
            let taken =
                chunk.width == 4
                ? gradient(chunk, at: x, &four[c], &tapeOfFour, values, &leading, wants)
                : gradient(chunk, at: x, &eight[c], &tapeOfEight, values, &leading, wants)
            if c == 0 { path = taken }
        }
        compressed.substitute(values, &sums)
        return path
    }

    @inlinable
    func gradient<P: PartialsVector>(
        _ chunk: ColorChunk, at x: [Double], _ inputs: inout [MultiDual<P>],
        _ tape: inout TapeOfGradients<MultiDual<P>>, _ values: UnsafeMutablePointer<Double>,
        _ leading: inout [Double], _ wantsLeading: Bool
    ) -> UInt64 {
        chunk.place(x, in: &inputs) { $0 }
        let (value, path) = PathWatch.watch { tape.recordGradient(at: inputs, of: f, for: "sparseHessian") }
        if wantsLeading {
            if leading.count != x.count + 1 { leading = [Double](repeating: 0, count: x.count + 1) }
            leading[0] = value.value
            for i in x.indices { leading[i + 1] = tape.gradient[i].value }
        }
        tape.gradient.withUnsafeBytes { chunk.read($0, to: values) }
        return path
    }
}

/// A field whose comparisons are noted.
@frozen
@usableFromInline
struct WatchedField<F: ScalarField>: ScalarField {
    @usableFromInline
    let f: F

    @inlinable
    init(f: F) { self.f = f }

    @inlinable
    func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x.map { Watched(base: $0) }).base }
}
