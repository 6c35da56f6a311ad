import AutodiffCore
import _AutodiffShims

/// The terms on one path, with their data and the indices of their parameters in blocks of sixteen.
final class SumGroup: Sendable {
    let programs: TermPrograms

    /// The sample of each row.
    let samples: [Int32]

    /// Whether each row of a block counts: a sample that has left for another path doesn't, nor what fills up the last block.
    let active: [UInt32]

    /// The number of rows that count.
    let activeCount: Int
    private let data: DataBlocks<Double>
    private let indices: DataBlocks<UInt32>
    private let runs: IndexRuns

    /// For each block the first of its samples, if they follow one another; else -1.
    private let sampleRuns: [Int32]

    /// The parameters that all terms have in common.
    private let sharedIndices: [UInt32]

    /// Places for each block's results, by verb, and for the parameters in common.
    private let pools = SumVerb.allCases.map { _ in ValuePool() }
    private let sharedPool = ValuePool()

    private static let width = Int(autodiffLaneCount)

    init(_ store: TermStore, isActive: (Int) -> Bool) {
        programs = store.programs!
        samples = store.samples
        data = store.blocks!.data
        indices = store.blocks!.indices
        runs = IndexRuns(indices)
        sampleRuns = Self.runs(of: samples)
        sharedIndices = store.indices.sharedIndices
        let width = Self.width
        var active = [UInt32](repeating: 0, count: data.count)
        var count = 0
        for row in samples.indices where isActive(row) {
            active[row / width] |= 1 << UInt32(row % width)
            count += 1
        }
        self.active = active
        activeCount = count
    }

    /// Some rows of another group, in this order, as samples 0, 1, 2, ….
    init(_ group: SumGroup, rows: [Int], samples: [Int32]) {
        programs = group.programs
        self.samples = samples
        data = DataBlocks(group.data, rows: rows)
        indices = DataBlocks(group.indices, rows: rows)
        runs = IndexRuns(indices)
        sampleRuns = Self.runs(of: samples)
        sharedIndices = group.sharedIndices
        var active = [UInt32](repeating: 0xffff, count: data.count)
        if rows.count % Self.width > 0 { active[data.count - 1] = 1 << UInt32(rows.count % Self.width) - 1 }
        self.active = active
        activeCount = rows.count
    }

    private static func runs(of samples: [Int32]) -> [Int32] {
        stride(from: 0, to: samples.count, by: width).map { start in
            let isRun =
                start + width <= samples.count
                && (1..<width).allSatisfy { samples[start + $0] == samples[start] + Int32($0) }
            return isRun ? samples[start] : -1
        }
    }

    /// The parts in which the blocks are summed: as many as the data is worth, whatever the number of cores.
    var parts: Int { min(64, max(1, data.count / 16)) }

    func part(_ i: Int) -> Range<Int> { data.count * i / parts..<data.count * (i + 1) / parts }

    var blockCount: Int { data.count }

    func isActive(_ row: Int) -> Bool { active[row / Self.width] >> UInt32(row % Self.width) & 1 == 1 }

    /// The samples that are on this path.
    var activeSamples: [Int32] { samples.indices.filter { isActive($0) }.map { samples[$0] } }

    /// A place for the results of all blocks, to be given back.
    func takeResults(_ verb: SumVerb) -> UnsafeMutablePointer<Double> {
        pools[verb.rawValue].take(data.count * programs.program(of: verb).lanes.eachCount * Self.width)
    }

    func giveResults(_ place: UnsafeMutablePointer<Double>, _ verb: SumVerb) { pools[verb.rawValue].give(place) }

    /// Runs `body` with the parameters in common, of all parameters x.
    func withShared<Result>(_ x: UnsafeBufferPointer<Double>, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result
    {
        if x.count == 0 { return body(x) }
        let place = sharedPool.take(sharedIndices.count)
        defer { sharedPool.give(place) }
        for (i, index) in sharedIndices.enumerated() { place[i] = x[Int(index)] }
        return body(UnsafeBufferPointer(start: place, count: sharedIndices.count))
    }

    /// Runs a program on some blocks: the sums go to the room's accumulators, each block's results to its place. Returns the samples
    /// that have left the path.
    func run(
        _ program: LaneProgram, _ range: Range<Int>, at x: UnsafeBufferPointer<Double>,
        along direction: UnsafeBufferPointer<Double>, in room: LaneRoom, results: UnsafeMutablePointer<Double>
    ) -> [Int32] {
        let width = Self.width
        var left: [Int32] = []
        for block in range where active[block] != 0 {
            gather(x, block, to: room.slots)
            if direction.count > 0 { gather(direction, block, to: room.slots + indices.columnCount * width) }
            let failed = program.run(
                data[block], in: room, active: active[block], results: results + block * program.eachCount * width)
            if failed == 0 { continue }
            for lane in 0..<width where failed >> UInt32(lane) & 1 == 1 { left.append(samples[block * width + lane]) }
        }
        return left
    }

    /// Runs a program block by block, and hands each block's results, all in one place, to `body`. Returns the samples that have left
    /// the path; `body` has had the blocks before.
    func run(
        _ program: LaneProgram, at x: UnsafeBufferPointer<Double>, in room: LaneRoom,
        results: UnsafeMutablePointer<Double>, _ body: (_ block: Int) -> Void
    ) -> [Int32] {
        let width = Self.width
        for block in active.indices where active[block] != 0 {
            gather(x, block, to: room.slots)
            let failed = program.run(data[block], in: room, active: active[block], results: results)
            if failed == 0 {
                body(block)
                continue
            }
            // The rest is looked at as well, so that all that have left are known.
            var left = (0..<width).filter { failed >> UInt32($0) & 1 == 1 }.map { samples[block * width + $0] }
            for later in block + 1..<active.count where active[later] != 0 {
                gather(x, later, to: room.slots)
                let failed = program.run(data[later], in: room, active: active[later], results: results)
                for lane in 0..<width where failed >> UInt32(lane) & 1 == 1 {
                    left.append(samples[later * width + lane])
                }
            }
            return left
        }
        return []
    }

    /// Brings a block's own parameters, of all parameters x.
    @inline(__always)
    private func gather(_ x: UnsafeBufferPointer<Double>, _ block: Int, to vectors: UnsafeMutablePointer<Double>) {
        let columns = indices.columnCount
        if columns > 0 { autodiffGatherLanes(x.baseAddress, indices[block], runs[block], columns, vectors) }
    }

    /// Hands the terms' values to their samples.
    func readValues(
        _ program: LaneProgram, _ results: UnsafeMutablePointer<Double>, to values: UnsafeMutablePointer<Double>
    ) {
        let width = Self.width
        samples.withUnsafeBufferPointer { samples in
            for block in active.indices {
                let place = results + block * program.eachCount * width
                let rows = samples.baseAddress! + block * width
                if active[block] == 0xffff {
                    if sampleRuns[block] >= 0 {
                        (values + Int(sampleRuns[block])).update(from: place, count: width)
                    } else {
                        for lane in 0..<width { values[Int(rows[lane])] = place[lane] }
                    }
                    continue
                }
                for lane in 0..<width where active[block] >> UInt32(lane) & 1 == 1 {
                    values[Int(rows[lane])] = place[lane]
                }
            }
        }
    }

    /// Adds what belongs to this group to the totals of n parameters.
    func addTotals(
        _ program: SumProgram, of room: LaneRoom, _ results: UnsafeMutablePointer<Double>,
        at x: UnsafeBufferPointer<Double>, parameters n: Int, to totals: UnsafeMutablePointer<Double>
    ) {
        program.readSums(of: room, terms: activeCount, at: x) { sum, value in
            switch program.sums[sum] {
            case .gradient(let i): totals[index(i, 0)] += value
            case .product(let i): totals[n + index(i, 0)] += value
            case .entry(let i, let j): add(value, index(i, 0), index(j, 0), n, totals)
            case .block: break
            }
        }
        if program.each.isEmpty { return }
        let width = Self.width
        let isGradient = program.pullback != nil
        for block in active.indices where active[block] != 0 {
            let place = results + (block * program.lanes.eachCount + 1) * width
            if isGradient && active[block] == 0xffff {
                autodiffAddLanes(place, indices[block], runs[block], program.each.count, totals)
                continue
            }
            for lane in 0..<width where active[block] >> UInt32(lane) & 1 == 1 {
                let row = block * width + lane
                for (k, target) in program.each.enumerated() {
                    let value = place[k * width + lane]
                    switch target {
                    case .gradient(let i): totals[index(i, row)] += value
                    case .product(let i): totals[n + index(i, row)] += value
                    case .entry(let i, let j): add(value, index(i, row), index(j, row), n, totals)
                    case .block: break
                    }
                }
            }
        }
    }

    /// An entry of the Hessian, and its mirror image.
    private func add(_ value: Double, _ i: Int, _ j: Int, _ n: Int, _ totals: UnsafeMutablePointer<Double>) {
        totals[n + i * n + j] += value
        if i != j { totals[n + j * n + i] += value }
    }

    /// The index of a term's parameter.
    func index(_ local: Int, _ row: Int) -> Int {
        local < sharedIndices.count
            ? Int(sharedIndices[local]) : Int(indices[row, local - sharedIndices.count])
    }
}
