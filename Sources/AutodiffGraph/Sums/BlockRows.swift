import AutodiffCore
import _AutodiffShims

/// Where the entries of a group's samples stand in the Jacobian of residuals: a sample's one behind the other, since its rows are
/// nobody else's, in an order that most samples have in common.
///
/// Plain memory, since it is read for each block.
final class BlockRows: @unchecked Sendable {
    /// The number of entries that a sample has.
    private let count: Int

    /// The place of each row's first entry, for whole blocks.
    private let firsts: UnsafeMutablePointer<UInt32>

    /// Orders of the entries, one behind the other: which of the program's numbers is the first entry, the second, and so on.
    private let orders: UnsafeMutableBufferPointer<UInt32>

    /// The order of each row, and of each block, if its rows have the same; else -1.
    private let orderOfRow: UnsafeMutablePointer<Int32>
    private let orderOfBlock: UnsafeMutablePointer<Int32>

    /// - Parameters:
    ///   - rows: The number of the group's rows.
    ///   - count: The number of entries that a sample has.
    ///   - places: For each row the places of its numbers, in the program's order; nil for a row that doesn't count.
    init(rows: Int, entries count: Int, _ places: (Int) -> [UInt32]?) {
        let width = Int(autodiffLaneCount)
        let blocks = (rows + width - 1) / width
        self.count = count
        firsts = .allocate(capacity: blocks * width)
        orderOfRow = .allocate(capacity: blocks * width)
        orderOfBlock = .allocate(capacity: blocks)
        firsts.initialize(repeating: 0, count: blocks * width)
        orderOfRow.initialize(repeating: -1, count: blocks * width)
        var known: [[UInt32]: Int32] = [:]
        var orders: [UInt32] = []
        for row in 0..<rows {
            guard let places = places(row) else { continue }
            let first = places.min() ?? 0
            var order = [UInt32](repeating: 0, count: count)
            for (k, place) in places.enumerated() { order[Int(place - first)] = UInt32(k) }
            firsts[row] = first
            if let number = known[order] {
                orderOfRow[row] = number
            } else {
                orderOfRow[row] = Int32(known.count)
                known[order] = Int32(known.count)
                orders += order
            }
        }
        self.orders = .allocate(capacity: orders.count)
        _ = self.orders.initialize(from: orders)
        for block in 0..<blocks {
            let ofRows = (0..<width).map { orderOfRow[block * width + $0] }.filter { $0 >= 0 }
            let isCommon = ofRows.allSatisfy { $0 == ofRows[0] }
            (orderOfBlock + block).initialize(to: isCommon ? ofRows.first ?? -1 : -1)
        }
    }

    deinit {
        firsts.deallocate()
        orders.deallocate()
        orderOfRow.deallocate()
        orderOfBlock.deallocate()
    }

    /// Writes a block's entries to their places. Whether one is nan.
    func write(
        _ block: Int, _ vectors: UnsafePointer<Double>, active: UInt32, to values: UnsafeMutablePointer<Double>
    ) -> Bool {
        guard let orders = orders.baseAddress else { return false }
        let width = Int(autodiffLaneCount)
        let places = firsts + block * width
        if orderOfBlock[block] >= 0 {
            return autodiffScatterLanes(
                vectors, orders + count * Int(orderOfBlock[block]), count, places, values, active)
        }
        var isNaN = false
        for lane in 0..<width where active >> UInt32(lane) & 1 == 1 {
            let order = orders + count * Int(orderOfRow[block * width + lane])
            if autodiffScatterLanes(vectors, order, count, places, values, 1 << UInt32(lane)) { isNaN = true }
        }
        return isNaN
    }
}
