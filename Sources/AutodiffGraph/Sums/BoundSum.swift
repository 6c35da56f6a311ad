import AutodiffCore
import _AutodiffShims

/// A sum over data with the path of each term, and the terms' data in columns.
///
/// A call runs the terms of each path in lanes. Where a term leaves its path at new parameters it is run once more on symbols, which
/// finds the right one, and the call begins again. What a call works on isn't changed by others that run at the same time.
package final class BoundSum: Sendable {
    let source: TermSource
    package let parameterCount: Int
    let options: CompileOptions

    private let state: Locked<SumState>
    private let binding: Locked<SumBinding>
    let valuePool = ValuePool()
    let layouts = SumLayouts()

    init(_ source: TermSource, at x: [Double], _ options: CompileOptions) {
        if x.isEmpty { misuse("a sum over data of no parameters can't be compiled: the point has at least one number") }
        self.source = source
        // A rule's derivative has an ordinary form, and others at the ends of the scalar's range: terms there are taken one by one.
        var termOptions = options
        termOptions.guardsRules = true
        self.options = termOptions
        parameterCount = x.count
        termOptions.maximumPaths = 4 * options.maximumPaths
        let binding = SumBinding(source, parameters: x.count, termOptions)
        state = Locked(binding.bind(Array(0..<Int32(source.count)), at: x, from: nil))
        self.binding = Locked(binding)
    }

    /// What calls work on now.
    var current: SumState { state.withLock { $0 } }

    /// What a call at x works on: programs that were given up are tried again after a while.
    func stateOfCall(at x: @autoclosure () -> [Double]) -> SumState {
        let (now, isTrialDue) = state.withLock { ($0, $0.isTrialDue()) }
        if !isTrialDue { return now }
        let new = binding.withLock { $0.bindAgain(at: x(), now) }
        state.withLock { $0 = new }
        return new
    }

    /// Writes the sums of a verb, without the value, to `totals`, and returns the value. Of all samples, or of those in `batch`.
    ///
    /// Nil if the terms' paths change too often, or a second derivative has comparisons of its own that come out otherwise here.
    func run(
        _ verb: SumVerb, at x: UnsafeBufferPointer<Double>, along direction: UnsafeBufferPointer<Double>,
        batch: [Int]? = nil, into totals: UnsafeMutablePointer<Double>
    ) -> Double? {
        check(x)
        if let batch { check(batch) }
        var state = stateOfCall(at: Array(x))
        let count = batch?.count ?? source.count
        let values = batch == nil ? valuePool.take(count) : .allocate(capacity: max(count, 1))
        defer { if batch == nil { valuePool.give(values) } else { values.deallocate() } }
        while state.reason == nil {
            let groups = batch.map { state.groups(of: $0) } ?? state.groups
            let left = attempt(groups, verb, x, direction, totals, values)
            if left.isEmpty { return addSingles(state, verb, at: x, batch, values, count, totals) }
            let samples = batch.map { batch in left.map { Int32(batch[Int($0)]) } } ?? left
            state = rebound(samples, at: Array(x), from: state)
            if state.reason != nil || state.hasProgressed { continue }
            if verb != .value && verb != .gradient { return nil }
            state = isolated(samples, at: Array(x), from: state)
        }
        return nil
    }

    /// Adds the terms that are taken one by one; the value then.
    private func addSingles(
        _ state: SumState, _ verb: SumVerb, at x: UnsafeBufferPointer<Double>, _ batch: [Int]?,
        _ values: UnsafeMutablePointer<Double>, _ count: Int, _ totals: UnsafeMutablePointer<Double>
    ) -> Double? {
        if !state.singles.isEmpty {
            if verb != .value && verb != .gradient { return nil }
            let places = batch?.indices.filter { state.groupOf[batch![$0]] < 0 } ?? state.singles.map { Int($0) }
            for place in places {
                let (value, gradient) = singleGradients(at: Array(x), batch: [batch?[place] ?? place])
                values[place] = value
                if verb == .gradient { for i in gradient.indices { totals[i] += gradient[i] } }
            }
        }
        return BoundSum.total(values, count)
    }

    /// A state in which some samples' terms are taken one by one from now on: a rule's derivative has an exception there.
    private func isolated(_ samples: [Int32], at x: [Double], from old: SumState) -> SumState {
        let new = binding.withLock { $0.isolate(samples, at: x, old) }
        state.withLock { $0 = new }
        return new
    }

    func check(_ x: UnsafeBufferPointer<Double>) {
        if x.count != parameterCount {
            misuse(
                count: x.count, of: "the point of a compiled sum", expected: parameterCount,
                "as many as where it was compiled")
        }
    }

    private func check(_ batch: [Int]) {
        for sample in batch where sample < 0 || sample >= source.count {
            misuse("sample \(sample) of a batch is none of the \(source.count) that the sum was compiled over")
        }
    }

    /// The terms that have left their paths at new parameters find their new ones.
    func rebound(_ samples: [Int32], at x: [Double], from old: SumState) -> SumState {
        let new = binding.withLock { $0.bind(samples, at: x, from: old) }
        if new.hasProgressed || new.reason != nil { state.withLock { $0 = new } }
        return new
    }

    private func attempt(
        _ groups: [SumGroup], _ verb: SumVerb, _ x: UnsafeBufferPointer<Double>,
        _ direction: UnsafeBufferPointer<Double>, _ totals: UnsafeMutablePointer<Double>,
        _ values: UnsafeMutablePointer<Double>
    ) -> [Int32] {
        totals.update(repeating: 0, count: verb.resultCount(parameterCount))
        var left: [Int32] = []
        for group in groups where group.activeCount > 0 {
            let program = group.programs.program(of: verb)
            program.pool.withRoom(of: program.lanes) { room in
                group.withShared(x) { shared in
                    let isKnown = group.withShared(direction) { program.setShared(shared, $0, in: room) }
                    if !isKnown {
                        left += group.activeSamples
                        return
                    }
                    let results = group.takeResults(verb)
                    defer { group.giveResults(results, verb) }
                    left += sums(of: group, program, x, direction, in: room, results)
                    if !left.isEmpty { return }
                    group.readValues(program.lanes, results, to: values)
                    group.addTotals(program, of: room, results, at: shared, parameters: parameterCount, to: totals)
                }
            }
        }
        return left
    }

    /// Runs a group's blocks, part by part.
    private func sums(
        of group: SumGroup, _ program: SumProgram, _ x: UnsafeBufferPointer<Double>,
        _ direction: UnsafeBufferPointer<Double>, in room: LaneRoom, _ results: UnsafeMutablePointer<Double>
    ) -> [Int32] {
        room.reset()
        let parts = group.parts
        if parts == 1 || program.lanes.sumCount == 0 {
            return group.run(
                program.lanes, 0..<group.blockCount, at: x, along: direction, in: room, results: results)
        }
        return program.pool.withRoom(of: program.lanes) { partial in
            var left: [Int32] = []
            partial.uniforms.update(from: room.uniforms, count: program.lanes.uniformCount)
            for part in 0..<parts {
                partial.reset()
                left += group.run(
                    program.lanes, group.part(part), at: x, along: direction, in: partial, results: results)
                room.add(partial)
            }
            return left
        }
    }

    /// The sum of the terms in their order, in sixteen parts: the bits of `valueWithGradient(at:of:over:)`.
    static func total(_ values: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        let parts = min(16, count)
        func start(_ part: Int) -> UnsafeMutablePointer<Double> { values + count * part / parts }
        var total = 0.0
        var part = 0
        // Four parts side by side: each addition waits for the one before.
        while part + 4 <= parts {
            let (a, b, c, d) = (start(part), start(part + 1), start(part + 2), start(part + 3))
            var sums = SIMD4<Double>.zero
            let common = count / parts
            for i in 0..<common { sums += SIMD4(a[i], b[i], c[i], d[i]) }
            for k in 0..<4 {
                // A part has one number more or none.
                if start(part + k) + common < start(part + k + 1) { sums[k] += start(part + k)[common] }
                total += sums[k]
            }
            part += 4
        }
        for part in part..<parts {
            var sum = 0.0
            for i in 0..<start(part + 1) - start(part) { sum += start(part)[i] }
            total += sum
        }
        return total
    }
}

extension SumState {
    /// The rows of some samples, as groups of their own: sample i is the i-th of the list.
    func groups(of batch: [Int]) -> [SumGroup] {
        var rows = [[Int]](repeating: [], count: groups.count)
        var places = [[Int32]](repeating: [], count: groups.count)
        for (place, sample) in batch.enumerated() {
            if groupOf[sample] < 0 { continue }
            rows[Int(groupOf[sample])].append(Int(rowOf[sample]))
            places[Int(groupOf[sample])].append(Int32(place))
        }
        return groups.indices.filter { !rows[$0].isEmpty }.map {
            SumGroup(groups[$0], rows: rows[$0], samples: places[$0])
        }
    }
}
