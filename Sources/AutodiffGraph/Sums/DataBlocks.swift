import _AutodiffShims

/// Columns of numbers in blocks: sixteen numbers of the first column, then of the second, and so on, then the next sixteen rows. What
/// is missing in the last block is the last row once more.
final class DataBlocks<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<Element>
    let columnCount: Int
    let rowCount: Int

    /// The number of blocks.
    let count: Int

    private static var width: Int { Int(autodiffLaneCount) }

    init(_ columns: [[Element]], rows: Int) {
        let width = Self.width
        columnCount = columns.count
        rowCount = rows
        count = (rows + width - 1) / width
        memory = Self.memory(count * width * columns.count)
        for (j, column) in columns.enumerated() {
            column.withUnsafeBufferPointer { column in
                for row in 0..<count * width { memory[place(row, j)] = column[min(row, rows - 1)] }
            }
        }
    }

    /// Some rows of other blocks.
    init(_ other: DataBlocks, rows: [Int]) {
        columnCount = other.columnCount
        rowCount = rows.count
        count = (rows.count + Self.width - 1) / Self.width
        memory = Self.memory(count * Self.width * columnCount)
        for row in 0..<count * Self.width {
            let source = rows[min(row, rows.count - 1)]
            for column in 0..<columnCount { memory[place(row, column)] = other[source, column] }
        }
    }

    private static func memory(_ size: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer.allocate(byteCount: max(size, 1) * MemoryLayout<Element>.stride, alignment: 64)
            .bindMemory(to: Element.self, capacity: max(size, 1))
    }

    deinit { memory.deallocate() }

    private func place(_ row: Int, _ column: Int) -> Int {
        (row / Self.width * columnCount + column) * Self.width + row % Self.width
    }

    /// The first number of a block.
    subscript(block: Int) -> UnsafePointer<Element> {
        UnsafePointer(memory + block * columnCount * Self.width)
    }

    /// An entry.
    subscript(row: Int, column: Int) -> Element { memory[place(row, column)] }

    /// The columns.
    var columns: [[Element]] { (0..<columnCount).map { j in (0..<rowCount).map { memory[place($0, j)] } } }
}

/// For each block and column of indices the first one, if they count up by one: neighbours are loaded and stored as a vector.
final class IndexRuns: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<UInt32>
    private let columnCount: Int

    init(_ indices: DataBlocks<UInt32>) {
        let width = Int(autodiffLaneCount)
        columnCount = indices.columnCount
        memory = .allocate(capacity: max(1, indices.count * columnCount))
        for block in 0..<indices.count {
            for column in 0..<columnCount {
                let list = indices[block] + column * width
                let isRun = (1..<width).allSatisfy { list[$0] == list[0] &+ UInt32($0) }
                (memory + block * columnCount + column).initialize(to: isRun ? list[0] : autodiffNoRun)
            }
        }
    }

    deinit { memory.deallocate() }

    /// Those of a block's columns.
    subscript(block: Int) -> UnsafePointer<UInt32> { UnsafePointer(memory + block * columnCount) }
}
