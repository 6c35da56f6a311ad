import AutodiffCore
import _AutodiffShims

extension BoundSum {
    /// Runs the terms, and hands the groups with their results to `body`; nil as for `run`.
    private func runEach<Result>(
        _ verb: SumVerb, at x: [Double], _ body: ([SumGroup], [UnsafeMutablePointer<Double>], [LaneRoom]) -> Result
    ) -> Result? {
        x.withUnsafeBufferPointer { x in
            check(x)
            var state = current
            while state.reason == nil && state.hasProgressed && state.singles.isEmpty {
                let groups = state.groups.filter { $0.activeCount > 0 }
                var left: [Int32] = []
                var results: [UnsafeMutablePointer<Double>] = []
                var rooms: [LaneRoom] = []
                for group in groups {
                    let program = group.programs.program(of: verb)
                    let room = program.pool.take(for: program.lanes)
                    let place = group.takeResults(verb)
                    rooms.append(room)
                    results.append(place)
                    room.reset()
                    let none = UnsafeBufferPointer<Double>(start: nil, count: 0)
                    if group.withShared(x, { program.setShared($0, none, in: room) }) {
                        left += group.run(
                            program.lanes, 0..<group.blockCount, at: x, along: none, in: room, results: place)
                    } else {
                        left += group.activeSamples
                    }
                }
                defer {
                    for (i, group) in groups.enumerated() {
                        group.giveResults(results[i], verb)
                        group.programs.program(of: verb).pool.give(rooms[i])
                    }
                }
                if left.isEmpty { return body(groups, results, rooms) }
                state = rebound(left, at: Array(x), from: state)
            }
            return nil
        }
    }

    /// The residuals, the samples' one behind the other.
    func residuals(at x: [Double]) -> [Double]? {
        runEach(.residuals, at: x) { groups, results, _ in
            let layout = layouts.blocks(of: groups, source.count, parameterCount)
            return residuals(.residuals, groups, results, layout)
        }
    }

    private func residuals(
        _ verb: SumVerb, _ groups: [SumGroup], _ results: [UnsafeMutablePointer<Double>], _ layout: SumLayout
    ) -> [Double] {
        let width = Int(autodiffLaneCount)
        var all = [Double](repeating: 0, count: layout.pattern.rows)
        for (g, group) in groups.enumerated() {
            let m = group.programs.term.graph.outputs.count
            let count = group.programs.program(of: verb).lanes.eachCount
            for (row, sample) in group.samples.enumerated() where group.isActive(row) {
                let place = results[g] + row / width * count * width + row % width
                for i in 0..<m { all[layout.firstRows[Int(sample)] + i] = place[i * width] }
            }
        }
        return all
    }

    /// The residuals and their Jacobian.
    package func residualsWithJacobian(at x: [Double]) -> (residuals: [Double], jacobian: SparseMatrix<Double>)? {
        runEach(.blocks, at: x) { groups, results, _ in
            let layout = layouts.blocks(of: groups, source.count, parameterCount)
            var matrix = SparseMatrix<Double>(pattern: layout.pattern)
            writeBlocks(groups, results, layout, to: &matrix.storage)
            return (residuals(.blocks, groups, results, layout), matrix)
        }
    }

    /// The Jacobian of the residuals in the place of a matrix, which gets another pattern if it hasn't the right one.
    package func writeJacobian(at x: [Double], into matrix: inout SparseMatrix<Double>) -> Bool {
        runEach(.blocks, at: x) { groups, results, _ in
            let layout = layouts.blocks(of: groups, source.count, parameterCount)
            if matrix.pattern != layout.pattern { matrix = SparseMatrix(pattern: layout.pattern) }
            writeBlocks(groups, results, layout, to: &matrix.storage)
            return true
        } ?? false
    }

    private func writeBlocks(
        _ groups: [SumGroup], _ results: [UnsafeMutablePointer<Double>], _ layout: SumLayout, to values: inout [Double]
    ) {
        for (g, group) in groups.enumerated() {
            let m = group.programs.term.graph.outputs.count
            write(group, .blocks, results[g], skipping: m, layout.places[g], to: &values)
        }
    }

    /// Writes or adds the samples' entries to their places.
    private func write(
        _ group: SumGroup, _ verb: SumVerb, _ results: UnsafeMutablePointer<Double>, skipping skipped: Int,
        _ places: [UInt32], adds: Bool = false, to values: inout [Double]
    ) {
        let width = Int(autodiffLaneCount)
        let program = group.programs.program(of: verb)
        let (count, entries) = (program.lanes.eachCount, program.each.count)
        let numbers = program.each.indices.filter { k in
            switch program.each[k] {
            case .entry, .block: true
            case .gradient, .product: false
            }
        }
        values.withUnsafeMutableBufferPointer { values in
            places.withUnsafeBufferPointer { places in
                numbers.withUnsafeBufferPointer { numbers in
                    guard let values = values.baseAddress, let places = places.baseAddress else { return }
                    for row in group.samples.indices where group.isActive(row) {
                        let place = results + (row / width * count + skipped) * width + row % width
                        let list = places + row * entries
                        for k in numbers {
                            if adds {
                                values[Int(list[k])] += place[k * width]
                            } else {
                                values[Int(list[k])] = place[k * width]
                            }
                        }
                    }
                }
            }
        }
    }

    /// Value, gradient, and the Hessian or JᵀJ, as a sparse matrix.
    package func sparseSecond(
        of residuals: Bool, at x: [Double]
    ) -> (value: Double, gradient: [Double], matrix: SparseMatrix<Double>)? {
        var matrix = SparseMatrix<Double>(pattern: SparsityPattern(columns: 0, rows: []))
        return writeSecond(of: residuals, at: x, into: &matrix).map { ($0, $1, matrix) }
    }

    /// The same in the place of a matrix, which gets another pattern if it hasn't the right one.
    package func writeSecond(
        of residuals: Bool, at x: [Double], into matrix: inout SparseMatrix<Double>
    ) -> (value: Double, gradient: [Double])? {
        let verb: SumVerb = residuals ? .normal : .hessian
        return runEach(verb, at: x) { groups, results, rooms in
            let layout = layouts.entries(of: groups, verb, parameterCount)
            if matrix.pattern == layout.pattern {
                for i in matrix.storage.indices { matrix.storage[i] = 0 }
            } else {
                matrix = SparseMatrix(pattern: layout.pattern)
            }
            var gradient = [Double](repeating: 0, count: parameterCount)
            let values = valuePool.take(source.count)
            defer { valuePool.give(values) }
            for (g, group) in groups.enumerated() {
                let program = group.programs.program(of: verb)
                group.readValues(program.lanes, results[g], to: values)
                program.readSums(of: rooms[g], terms: group.activeCount, at: UnsafeBufferPointer(start: nil, count: 0))
                {
                    sum, value in
                    if case .gradient(let i) = program.sums[sum] {
                        gradient[group.index(i, 0)] += value
                    } else {
                        matrix.storage[Int(layout.sumPlaces[g][sum])] += value
                    }
                }
                addGradients(group, program, results[g], to: &gradient)
                write(group, verb, results[g], skipping: 1, layout.places[g], adds: true, to: &matrix.storage)
            }
            for (from, to) in layout.mirrored { matrix.storage[Int(to)] = matrix.storage[Int(from)] }
            return (BoundSum.total(values, source.count), gradient)
        }
    }

    private func addGradients(
        _ group: SumGroup, _ program: SumProgram, _ results: UnsafeMutablePointer<Double>, to gradient: inout [Double]
    ) {
        let width = Int(autodiffLaneCount)
        for (k, target) in program.each.enumerated() {
            guard case .gradient(let local) = target else { continue }
            for row in group.samples.indices where group.isActive(row) {
                gradient[group.index(local, row)] +=
                    results[(row / width * program.lanes.eachCount + 1 + k) * width + row % width]
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
