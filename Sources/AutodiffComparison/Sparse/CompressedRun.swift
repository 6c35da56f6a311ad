import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The memory of a compressed Jacobian's runs, for one thread at a time. Nothing is allocated after the first one but by the
/// function.
@usableFromInline
final class CompressedRun<F: Differentiable> {
    @usableFromInline
    let f: F

    /// What the inputs below are seeded for.
    @usableFromInline
    let compressed: CompressedJacobian

    // A run belongs to one thread, and none of its methods calls another before it has done with these.
    @exclusivity(unchecked) @usableFromInline
    var four: [[Watched<MultiDual<SIMD4<Double>>>]]
    @exclusivity(unchecked) @usableFromInline
    var eight: [[Watched<MultiDual<SIMD8<Double>>>]]
    @exclusivity(unchecked) @usableFromInline
    var sixteen: [[Watched<MultiDual<SIMD16<Double>>>]]

    @usableFromInline
    let tape = KeptTape<Double>()
    @exclusivity(unchecked) @usableFromInline
    var inputs: [Watched<Variable<Double>>] = []
    @exclusivity(unchecked) @usableFromInline
    var outputs: [Variable<Double>] = []

    @usableFromInline
    init(_ f: F, _ compressed: CompressedJacobian) {
        self.f = f
        self.compressed = compressed
        let count = compressed.chunks.count
        four = .init(repeating: [], count: count)
        eight = .init(repeating: [], count: count)
        sixteen = .init(repeating: [], count: count)
    }

    /// Writes the entries in the order of the pattern, and the function's value to `value` if it is wanted. Returns the path that
    /// was taken: on one that the pattern doesn't cover the entries mean nothing.
    @inlinable
    func run(at x: [Double], to values: UnsafeMutablePointer<Double>, value: inout [Double], wantsValue: Bool) -> UInt64
    {
        var path: UInt64?
        for c in compressed.chunks.indices {
            let isFirst = c == 0
            let taken =
                switch compressed.chunks[c].width {
                case 4: forward(compressed.chunks[c], at: x, &four[c], values, &value, isFirst && wantsValue)
                case 8: forward(compressed.chunks[c], at: x, &eight[c], values, &value, isFirst && wantsValue)
                default: forward(compressed.chunks[c], at: x, &sixteen[c], values, &value, isFirst && wantsValue)
                }
            path = path ?? taken
        }
        if compressed.groups.isEmpty && !compressed.chunks.isEmpty { return path! }
        let taken = reverse(at: x, values, &value, wantsValue && path == nil)
        return path ?? taken
    }

    @inlinable
    func forward<P: PartialsVector>(
        _ chunk: ColorChunk, at x: [Double], _ inputs: inout [Watched<MultiDual<P>>],
        _ values: UnsafeMutablePointer<Double>, _ value: inout [Double], _ wantsValue: Bool
    ) -> UInt64 {
        chunk.place(x, in: &inputs)
        let (outputs, path) = PathWatch.watch { f(inputs) }
        checkCount(outputs.count)
        if wantsValue {
            if value.count != outputs.count { value = [Double](repeating: 0, count: outputs.count) }
            for i in outputs.indices { value[i] = outputs[i].base.value }
        }
        outputs.withUnsafeBytes { chunk.read($0, to: values) }
        return path
    }

    @inlinable
    func reverse(
        at x: [Double], _ values: UnsafeMutablePointer<Double>, _ value: inout [Double], _ wantsValue: Bool
    ) -> UInt64 {
        let variables = tape.begin(at: x, for: "sparseJacobian")
        defer { tape.end() }
        if inputs.count == x.count {
            for j in x.indices { inputs[j] = Watched(base: variables[j]) }
        } else {
            inputs = variables.map { Watched(base: $0) }
        }
        let (results, path) = PathWatch.watch { f(inputs) }
        checkCount(results.count)
        if outputs.count == results.count {
            for i in results.indices { outputs[i] = results[i].base }
        } else {
            outputs = results.map(\.base)
        }
        if wantsValue {
            if value.count != outputs.count { value = [Double](repeating: 0, count: outputs.count) }
            for i in outputs.indices { value[i] = outputs[i].value }
        }
        tape.writeSums(of: tape.checked(outputs), in: compressed.groups, to: values)
        return path
    }

    @inlinable
    func checkCount(_ count: Int) {
        if count != compressed.pattern.rows {
            misuse(
                count: count, of: "the result of the function", expected: compressed.pattern.rows,
                "the number of outputs must not depend on the run, and is the number of the Jacobian's rows")
        }
    }
}
