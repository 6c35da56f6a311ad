/// The constants of machine code, each once.
struct CodeConstants {
    private(set) var values: [Double] = []

    /// The number of each of the graph's constants, once it is known; numbers begin behind the graph's nodes.
    private var numbers: [Int32]
    private let first: Int32
    private let graphConstants: [Double]

    /// The numbers by bits: a table of open addressing, -1 where it is empty.
    private var table = [Int32](repeating: -1, count: 64)

    init(_ graph: Graph) {
        graphConstants = graph.constants
        numbers = [Int32](repeating: -1, count: graph.constants.count)
        first = Int32(graph.nodes.count)
    }

    /// The number of an operand that is a constant.
    mutating func number(of operand: Int32) -> Int32 {
        let k = Int(-1 - operand)
        if numbers[k] < 0 { numbers[k] = number(ofBits: graphConstants[k].bitPattern) }
        return numbers[k]
    }

    /// The number of the constant with these bits.
    mutating func number(ofBits bits: UInt64) -> Int32 {
        if 2 * values.count >= table.count { grow() }
        let place = place(of: bits)
        if table[place] < 0 {
            table[place] = Int32(values.count)
            values.append(Double(bitPattern: bits))
        }
        return first + table[place]
    }

    private func place(of bits: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (bits ^ bits >> 29) &* 0x9E37_79B9_7F4A_7C15 >> 32) & (table.count - 1)
        while table[place] >= 0 && values[Int(table[place])].bitPattern != bits {
            place = (place + 1) & (table.count - 1)
        }
        return place
    }

    private mutating func grow() {
        table = [Int32](repeating: -1, count: 2 * table.count)
        for (i, value) in values.enumerated() { table[place(of: value.bitPattern)] = Int32(i) }
    }
}
