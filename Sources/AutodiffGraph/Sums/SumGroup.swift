import AutodiffCore
import _AutodiffShims

/// The terms on one path, with their data in blocks of sixteen.
final class SumGroup: Sendable {
    let programs: TermPrograms

    /// The sample of each row.
    let samples: [Int32]

    /// Whether each row of a block counts: a sample that has left for another path doesn't, nor what fills up the last block.
    let active: [UInt32]

    /// The number of rows that count.
    let activeCount: Int
    let blocks: DataBlocks

    init(_ programs: TermPrograms, _ samples: [Int32], _ blocks: DataBlocks, isActive: (Int) -> Bool) {
        self.programs = programs
        self.samples = samples
        self.blocks = blocks
        let width = Int(autodiffLaneCount)
        var active = [UInt32](repeating: 0, count: blocks.count)
        var count = 0
        for row in samples.indices where isActive(row) {
            active[row / width] |= 1 << UInt32(row % width)
            count += 1
        }
        self.active = active
        activeCount = count
    }

    /// The parts in which the blocks are summed: as many as the data is worth, whatever the number of cores.
    var parts: Int { min(64, max(1, blocks.count / 16)) }

    func part(_ i: Int) -> Range<Int> { blocks.count * i / parts..<blocks.count * (i + 1) / parts }

    /// Runs a program on some blocks: the terms' values go to `values`, by sample, the sums to the room's accumulators. Returns the
    /// samples that have left the path.
    func run(
        _ program: LaneProgram, _ range: Range<Int>, in room: LaneRoom, values: UnsafeMutablePointer<Double>
    ) -> [Int32] {
        let width = Int(autodiffLaneCount)
        var left: [Int32] = []
        // A value that all terms share isn't written by the lanes.
        var shared: Double?
        if let (result, operand) = program.uniformResults.first, result == 0 { shared = room.uniforms[operand] }
        samples.withUnsafeBufferPointer { samples in
            for block in range where active[block] != 0 {
                let failed = program.run(blocks[block], in: room, active: active[block])
                if failed != 0 {
                    for lane in 0..<width where failed >> UInt32(lane) & 1 == 1 {
                        left.append(samples[block * width + lane])
                    }
                    continue
                }
                let first = block * width
                if active[block] == 0xffff && shared == nil {
                    for lane in 0..<width { values[Int(samples[first + lane])] = room.results[lane] }
                    continue
                }
                for lane in 0..<width where active[block] >> UInt32(lane) & 1 == 1 {
                    values[Int(samples[first + lane])] = shared ?? room.results[lane]
                }
            }
        }
        return left
    }
}

/// Columns of numbers in blocks: sixteen numbers of the first column, then of the second, and so on, then the next sixteen rows.
final class DataBlocks: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<Double>
    let columnCount: Int
    let rowCount: Int

    var count: Int { (rowCount + Int(autodiffLaneCount) - 1) / Int(autodiffLaneCount) }

    /// The blocks of some columns. What is missing in the last block is its last row once more.
    init(_ columns: [[Double]], rows: Int) {
        let width = Int(autodiffLaneCount)
        columnCount = columns.count
        rowCount = rows
        let blocks = (rows + width - 1) / width
        let size = max(blocks * width * columns.count, 1)
        memory = UnsafeMutableRawPointer.allocate(byteCount: size * 8, alignment: 64)
            .bindMemory(to: Double.self, capacity: size)
        for (j, column) in columns.enumerated() {
            column.withUnsafeBufferPointer { column in
                for row in 0..<blocks * width {
                    let place = (row / width * columns.count + j) * width + row % width
                    memory[place] = column[min(row, rows - 1)]
                }
            }
        }
    }

    deinit { memory.deallocate() }

    subscript(block: Int) -> UnsafePointer<Double> {
        UnsafePointer(memory + block * columnCount * Int(autodiffLaneCount))
    }

    /// The columns.
    var columns: [[Double]] {
        let width = Int(autodiffLaneCount)
        return (0..<columnCount).map { j in
            (0..<rowCount).map { memory[($0 / width * columnCount + j) * width + $0 % width] }
        }
    }
}
