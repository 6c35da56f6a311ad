import AutodiffCore
import _AutodiffShims

extension BoundSum {
    /// Runs the terms block by block. `begin` gets the groups, and makes what `block` then gets with each block's results; nil as for
    /// `run`.
    private func runBlocks(
        _ verb: SumVerb, at x: [Double], _ begin: ([SumGroup]) -> Void,
        _ block: (_ group: Int, _ block: Int, _ results: UnsafeMutablePointer<Double>) -> Void,
        _ end: (_ group: Int, LaneRoom) -> Void = { _, _ in }
    ) -> Bool {
        x.withUnsafeBufferPointer { x in
            check(x)
            var state = stateOfCall(at: Array(x))
            while state.reason == nil && state.hasProgressed && state.singles.isEmpty {
                let groups = state.groups.filter { $0.activeCount > 0 }
                begin(groups)
                var left: [Int32] = []
                for (g, group) in groups.enumerated() {
                    let program = group.programs.program(of: verb)
                    program.pool.withRoom(of: program.lanes) { room in
                        room.reset()
                        let none = UnsafeBufferPointer<Double>(start: nil, count: 0)
                        guard group.withShared(x, { program.setShared($0, none, in: room) }) else {
                            left += group.activeSamples
                            return
                        }
                        let results = room.scratch
                        left += group.run(program.lanes, at: x, in: room, results: results) { block(g, $0, results) }
                        if left.isEmpty { end(g, room) }
                    }
                }
                if left.isEmpty { return true }
                state = rebound(left, at: Array(x), from: state)
            }
            return false
        }
    }

    /// The residuals, the samples' one behind the other.
    func residuals(at x: [Double]) -> [Double]? {
        var all: [Double] = []
        var layout: SumLayout!
        let isDone = runBlocks(.residuals, at: x) { groups in
            layout = layouts.blocks(of: groups, source.count, parameterCount)
            all = [Double](repeating: 0, count: layout.pattern.rows)
        } _: { g, block, results in
            writeResiduals(layout, g, block, results, to: &all)
        }
        return isDone ? all : nil
    }

    private func writeResiduals(
        _ layout: SumLayout, _ g: Int, _ block: Int, _ results: UnsafeMutablePointer<Double>, to all: inout [Double]
    ) {
        let width = Int(autodiffLaneCount)
        let group = layout.groups[g]
        let (m, active) = (layout.firsts[g], group.active[block])
        all.withUnsafeMutableBufferPointer { all in
            group.samples.withUnsafeBufferPointer { samples in
                layout.firstRows.withUnsafeBufferPointer { firstRows in
                    for lane in 0..<width where active >> UInt32(lane) & 1 == 1 {
                        let first = firstRows[Int(samples[block * width + lane])]
                        for i in 0..<m { all[first + i] = results[i * width + lane] }
                    }
                }
            }
        }
    }

    /// The residuals and their Jacobian, in the place of a matrix, which gets another pattern if it hasn't the right one. Nil as for
    /// `run`, or if an entry is nan.
    package func residualsWithJacobian(
        at x: [Double], wantsResiduals: Bool = true, into matrix: inout SparseMatrix<Double>
    ) -> [Double]? {
        var all: [Double] = []
        var layout: SumLayout!
        var isNaN = false
        let isDone = runBlocks(.blocks, at: x) { groups in
            layout = layouts.blocks(of: groups, source.count, parameterCount)
            if matrix.pattern != layout.pattern { matrix = SparseMatrix(pattern: layout.pattern) }
            if wantsResiduals { all = [Double](repeating: 0, count: layout.pattern.rows) }
        } _: { g, block, results in
            if wantsResiduals { writeResiduals(layout, g, block, results, to: &all) }
            let entries = results + layout.firsts[g] * Int(autodiffLaneCount)
            matrix.storage.withUnsafeMutableBufferPointer { values in
                guard let values = values.baseAddress else { return }
                let active = layout.groups[g].active[block]
                if layout.blockRows[g].write(block, entries, active: active, to: values) { isNaN = true }
            }
        }
        return isDone && !isNaN ? all : nil
    }

    /// Value, gradient, and the Hessian or JᵀJ, as a sparse matrix in the place of another, which gets another pattern if it hasn't the
    /// right one. Nil as for `run`.
    package func writeSecond(
        of residuals: Bool, at x: [Double], into matrix: inout SparseMatrix<Double>
    ) -> (value: Double, gradient: [Double])? {
        let verb: SumVerb = residuals ? .normal : .hessian
        let values = valuePool.take(source.count)
        defer { valuePool.give(values) }
        var gradient: [Double] = []
        var layout: SumLayout!
        let isDone = runBlocks(verb, at: x) { groups in
            layout = layouts.entries(of: groups, verb, parameterCount)
            if matrix.pattern == layout.pattern {
                matrix.storage.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            } else {
                matrix = SparseMatrix(pattern: layout.pattern)
            }
            gradient = [Double](repeating: 0, count: parameterCount)
        } _: { g, block, results in
            add(layout, g, block, results, to: &matrix.storage, &gradient, values)
        } _: { g, room in
            let group = layout.groups[g]
            let program = group.programs.program(of: verb)
            let none = UnsafeBufferPointer<Double>(start: nil, count: 0)
            program.readSums(of: room, terms: group.activeCount, at: none) { sum, value in
                if case .gradient(let i) = program.sums[sum] {
                    gradient[group.index(i, 0)] += value
                } else {
                    matrix.storage[Int(layout.sumPlaces[g][sum])] += value
                }
            }
        }
        if !isDone { return nil }
        for (from, to) in layout.mirrored { matrix.storage[Int(to)] = matrix.storage[Int(from)] }
        return (BoundSum.total(values, source.count), gradient)
    }

    /// Adds a block's derivatives and entries to their places, and hands the terms' values to their samples.
    private func add(
        _ layout: SumLayout, _ g: Int, _ block: Int, _ results: UnsafeMutablePointer<Double>,
        to entries: inout [Double],
        _ gradient: inout [Double], _ values: UnsafeMutablePointer<Double>
    ) {
        let width = Int(autodiffLaneCount)
        let group = layout.groups[g]
        let (count, active) = (layout.counts[g], group.active[block])
        entries.withUnsafeMutableBufferPointer { entries in
            gradient.withUnsafeMutableBufferPointer { gradient in
                layout.places[g].withUnsafeBufferPointer { places in
                    layout.isGradient[g].withUnsafeBufferPointer { isGradient in
                        // Number by number, so that the lanes of a full block are a loop without branches.
                        let isFull = active == 0xffff
                        for lane in 0..<width where isFull || active >> UInt32(lane) & 1 == 1 {
                            values[Int(group.samples[block * width + lane])] = results[lane]
                        }
                        guard let first = places.baseAddress.map({ $0 + block * width * count }) else { return }
                        for k in 0..<count {
                            let target = isGradient[k] ? gradient.baseAddress! : entries.baseAddress!
                            let numbers = results + (1 + k) * width
                            for lane in 0..<width where isFull || active >> UInt32(lane) & 1 == 1 {
                                target[Int(first[lane * count + k])] += numbers[lane]
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The layouts that were made last.
final class SumLayouts: Sendable {
    private let made = Locked<[Int: SumLayout]>([:])

    func blocks(of groups: [SumGroup], _ samples: Int, _ columns: Int) -> SumLayout {
        layout(-1, groups) { SumLayout(blocksOf: groups, samples: samples, columns: columns) }
    }

    func entries(of groups: [SumGroup], _ verb: SumVerb, _ count: Int) -> SumLayout {
        layout(verb.rawValue, groups) { SumLayout(entriesOf: groups, verb, count: count) }
    }

    private func layout(_ key: Int, _ groups: [SumGroup], _ make: () -> SumLayout) -> SumLayout {
        if let known = made.withLock({ $0[key] }), known.isOf(groups) { return known }
        let new = make()
        made.withLock { $0[key] = new }
        return new
    }
}
