import AutodiffCore
import AutodiffGraph

/// A compiled function's sparse derivative, on all paths met so far.
///
/// Each path has a pattern of its own, exact as the program is; a matrix has the union.
@usableFromInline
final class SparseProgram: Sendable {
    private let compiled: Compiled
    private let isHessian: Bool
    private let state: Locked<State>

    private struct State: Sendable {
        var pattern: SparsityPattern
        var count = 0

        /// For each path's pattern the places of its entries in the union; empty where it is the union.
        var maps: [(pattern: SparsityPattern, places: [Int32])] = []
    }

    /// Whether the function compares what depends on an input.
    private let hasBranches: Bool

    @usableFromInline
    convenience init(_ f: CompiledFunction, at x: [Double], _ choice: JacobianChoice) {
        self.init(
            f.compiled, f.compiled.withSparseJacobian(at: x) { $0.pattern }, isHessian: false,
            hasBranches: choice.sparsity.kind != .everywhere)
    }

    @usableFromInline
    convenience init(_ f: CompiledField, at x: [Double], _ choice: HessianChoice) {
        self.init(
            f.compiled, f.compiled.withSparseHessian(at: x) { $0.pattern }, isHessian: true,
            hasBranches: choice.sparsity.kind != .everywhere)
    }

    private init(_ compiled: Compiled, _ pattern: SparsityPattern, isHessian: Bool, hasBranches: Bool) {
        self.compiled = compiled
        self.isHessian = isHessian
        self.hasBranches = hasBranches
        state = Locked(State(pattern: pattern, count: 1, maps: [(pattern, [])]))
    }

    var sparsity: Sparsity {
        state.withLock { Sparsity(pattern: $0.pattern, count: $0.count, hasBranches: hasBranches) }
    }

    /// Whether the points take new paths so often that a program doesn't pay.
    var hasGivenUp: Bool { compiled.hasGivenUp }

    /// The bytes that its program and the numbers of one run take.
    @usableFromInline
    var memory: Int { compiled.sparseMemory(ofHessian: isHessian) }

    /// Writes the derivative at a point, and what stands before its entries if it is wanted. Whether that is the derivative: no
    /// entry is nan, and the points haven't taken new paths too often, each of which is a recording.
    @usableFromInline
    func write(
        at x: [Double], _ matrix: inout SparseMatrix<Double>, leading: inout [Double], wantsLeading: Bool
    ) -> Bool {
        if hasGivenUp { return false }
        return isHessian
            ? compiled.withSparseHessian(at: x) { copy($0, &matrix, &leading, wantsLeading) }
            : compiled.withSparseJacobian(at: x) { copy($0, &matrix, &leading, wantsLeading) }
    }

    private func copy(
        _ results: SparseResults, _ matrix: inout SparseMatrix<Double>, _ leading: inout [Double], _ wantsLeading: Bool
    ) -> Bool {
        if wantsLeading { leading = results.leading() }
        let (pattern, places) = map(results.pattern)
        matrix.take(pattern)
        return matrix.storage.withUnsafeMutableBufferPointer { values in
            if places.isEmpty { return !results.copyEntries(to: values.baseAddress) }
            var hasNaN = false
            let entries = [Double](unsafeUninitializedCapacity: places.count) { entries, count in
                hasNaN = results.copyEntries(to: entries.baseAddress)
                count = places.count
            }
            values.update(repeating: 0)
            for (place, entry) in zip(places, entries) { values[Int(place)] = entry }
            return !hasNaN
        }
    }

    /// The union, and the places of a path's entries in it: none where they are the same.
    private func map(_ own: SparsityPattern) -> (pattern: SparsityPattern, places: [Int32]) {
        state.withLock { state in
            if let known = state.maps.first(where: { $0.pattern.isSame(own) }) { return (state.pattern, known.places) }
            let union = state.pattern.union(own)
            if union != state.pattern {
                state.pattern = union
                state.maps = state.maps.map { ($0.pattern, SparseProgram.places(of: $0.pattern, in: union)) }
            }
            state.count += 1
            state.maps.append((own, SparseProgram.places(of: own, in: state.pattern)))
            return (state.pattern, state.maps.last!.places)
        }
    }

    private static func places(of own: SparsityPattern, in union: SparsityPattern) -> [Int32] {
        if own == union { return [] }
        return (0..<own.rows).flatMap { i in own.row(i).map { Int32(union.place(i, $0)!) } }
    }
}
