import AutodiffCore

extension BoundSum {
    /// The gradient and the value by tasks, each of which runs some of the parts; see `run`. The bits are those of one thread.
    package func parallelGradient(
        at x: [Double], tasks: Int?
    ) async -> (value: Double, gradient: [Double])? {
        if let tasks, tasks < 1 { misuse("a sum over data by \(tasks) tasks: there has to be at least one") }
        x.withUnsafeBufferPointer { check($0) }
        var state = stateOfCall(at: x)
        let values = Place(valuePool.take(source.count))
        defer { valuePool.give(values.address) }
        while state.reason == nil && state.hasProgressed && state.singles.isEmpty {
            var gradient = [Double](repeating: 0, count: parameterCount)
            var left: [Int32] = []
            for group in state.groups where group.activeCount > 0 {
                left += await run(group, at: x, tasks: tasks, values, &gradient)
            }
            if left.isEmpty { return (BoundSum.total(values.address, source.count), gradient) }
            state = rebound(left, at: x, from: state)
        }
        return nil
    }

    private func run(
        _ group: SumGroup, at x: [Double], tasks: Int?, _ values: Place, _ gradient: inout [Double]
    ) async -> [Int32] {
        let program = group.programs.program(of: .gradient)
        let room = program.pool.take(for: program.lanes)
        defer { program.pool.give(room) }
        let isKnown = x.withUnsafeBufferPointer { x in
            group.withShared(x) { program.setShared($0, UnsafeBufferPointer(start: nil, count: 0), in: room) }
        }
        if !isKnown { return group.activeSamples }
        let results = Place(group.takeResults(.gradient))
        defer { group.giveResults(results.address, .gradient) }
        room.reset()
        let parts = group.parts
        let left = await withTaskGroup(of: (part: Int, room: LaneRoom, left: [Int32]).self) { queue in
            var next = 0
            func startNext() {
                if next == parts { return }
                let part = next
                next += 1
                queue.addTask {
                    let partial = program.pool.take(for: program.lanes)
                    partial.uniforms.update(from: room.uniforms, count: program.lanes.uniformCount)
                    partial.reset()
                    let left = x.withUnsafeBufferPointer { x in
                        group.run(
                            program.lanes, group.part(part), at: x, along: UnsafeBufferPointer(start: nil, count: 0),
                            in: partial, results: results.address)
                    }
                    return (part, partial, left)
                }
            }
            for _ in 0..<min(tasks ?? parts, parts) { startNext() }
            var done = [LaneRoom?](repeating: nil, count: parts)
            var left: [Int32] = []
            while let end = await queue.next() {
                done[end.part] = end.room
                left += end.left
                startNext()
            }
            for case let partial? in done {
                room.add(partial)
                program.pool.give(partial)
            }
            return left.sorted()
        }
        if !left.isEmpty { return left }
        group.readValues(program.lanes, results.address, to: values.address)
        x.withUnsafeBufferPointer { x in
            group.withShared(x) { shared in
                gradient.withUnsafeMutableBufferPointer {
                    group.addTotals(
                        program, of: room, results.address, at: shared, parameters: parameterCount,
                        to: $0.baseAddress!)
                }
            }
        }
        return []
    }
}

/// Memory of which each task writes a part of its own.
private struct Place: @unchecked Sendable {
    let address: UnsafeMutablePointer<Double>
    init(_ address: UnsafeMutablePointer<Double>) { self.address = address }
}
