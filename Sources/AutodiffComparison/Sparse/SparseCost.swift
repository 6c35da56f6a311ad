import AutodiffCore

/// What the ways to a sparse derivative are predicted to cost, from the counts of what a run of the function does.
///
/// The unit is a nanosecond of one machine (Zen 5); what matters is how the ways compare. The numbers are fitted, by least relative
/// differences, to what the 300 functions of even seeds of `benchmarks choice` took; of the odd ones they predict half to within
/// a tenth.
public struct SparseCost: Sendable, Hashable {
    /// The way.
    public let method: SparseMethod

    /// The cost of one derivative.
    public let perCall: Double

    /// The cost of what is made once: a program. (Pattern and colouring are there by then.)
    public let once: Double

    /// The number of colours, if there are any.
    public let colors: Int

    /// The cost of so many derivatives.
    public func total(uses: Int) -> Double { once + Double(uses) * perCall }
}

/// The counts that costs are predicted from.
struct OperationCounts: Sendable {
    /// Numbers that two others meet in: linearly, or as a product.
    var sums = 0
    var products = 0

    var quotients = 0
    var functions = 0

    var inputs = 0
    var outputs = 0

    /// The nodes that a tape has of them: it writes one where a third number meets two.
    var tapeNodes = 0

    /// The most products, quotients and functions that stand one behind the other.
    var depth = 0

    var joins: Int { sums + products }

    /// All of them.
    var operations: Int { sums + products + quotients + functions }

    init(_ dependences: Dependences) {
        inputs = dependences.inputs
        outputs = dependences.outputs.count
        var numbers: [Number] = []
        numbers.reserveCapacity(inputs + dependences.nodes.count)
        for j in 0..<Int32(inputs) { numbers.append(Number(first: j)) }
        for (k, node) in dependences.nodes.enumerated() {
            var number: Number
            switch node.kind {
            case .sum, .product, .quotient, .functionOfTwo:
                let (x, y) = (numbers[Int(node.x)], numbers[Int(node.y)])
                number = Number(x, y) ?? Number(first: Int32(inputs + k))
                if number.first == inputs + k { tapeNodes += 1 }
                number.depth = Swift.max(x.depth, y.depth) + (node.kind == .sum ? 0 : 1)
            case .function:
                number = numbers[Int(node.x)]
                number.depth += 1
            case .linearList, .list:
                // One node with as many operands.
                tapeNodes += Int(node.y)
                let operands = dependences.lists[Int(node.x)..<Int(node.x + node.y)]
                number = Number(first: Int32(inputs + k))
                number.depth = 1 + (operands.map { numbers[Int($0)].depth }.max() ?? 0)
            }
            switch node.kind {
            case .sum: sums += 1
            case .product: products += 1
            case .quotient: quotients += 1
            case .function, .functionOfTwo: functions += 1
            case .linearList, .list: functions += Int(node.y)
            }
            depth = Swift.max(depth, Int(number.depth))
            numbers.append(number)
        }
    }

    /// What a number is on a tape: a linear function of two nodes at most; and how deep in the function it stands.
    private struct Number {
        var first: Int32
        var second: Int32 = -1
        var depth: Int32 = 0

        init(first: Int32) { self.first = first }

        /// Of two numbers: nil if they have more than two nodes together.
        init?(_ x: Number, _ y: Number) {
            (first, second) = (x.first, x.second)
            for node in [y.first, y.second] where node >= 0 && node != first && node != second {
                if second >= 0 { return nil }
                second = node
            }
        }
    }

    /// One run in lanes. Scaling and shifting aren't counted; they go with the sums and products.
    func forwardRun(width: Int) -> Double {
        let (start, sum, product, quotient, function, move): (Double, Double, Double, Double, Double, Double) =
            switch width {
            case 4: (180, 0.2, 1.8, 3.7, 10, 0.8)
            case 8: (170, 0.6, 3, 4, 10, 0.8)
            default: (100, 2.6, 6, 7, 12, 2)
            }
        return start + sum * Double(sums) + product * Double(products) + quotient * Double(quotients)
            + function * Double(functions) + move * Double(inputs + outputs)
    }

    func forward(colors: Int, entries: Int) -> Double {
        ColorChunk.widths(colors).reduce(0) { $0 + forwardRun(width: $1) } + 0.7 * Double(entries)
    }

    /// A recording and a sweep for every eight rows.
    func reverse(sweeps colors: Int, entries: Int) -> Double {
        let recording =
            220 + 0.1 * Double(sums) + 1.2 * Double(products) + 11 * Double(quotients + functions)
            + 9 * Double(tapeNodes) + 3.3 * Double(inputs) + 12 * Double(outputs)
        let sweep = 50 + 1.7 * Double(tapeNodes) + Double(inputs)
        return recording + Double((colors + 7) / 8) * sweep + 0.1 * Double(entries)
    }

    /// A program of the entries: as many operations as the function and its partial derivatives take, side by
    /// side but for those that wait for another.
    func compiled(entries: Int) -> (perCall: Double, once: Double) {
        (
            195 + 20 * Double(depth) + 0.4 * Double(sums) + 0.85 * Double(products) + 1.8 * Double(quotients)
                + Double(functions)
                + 0.8 * Double(entries),
            15_000 + 200 * Double(sums) + 900 * Double(products) + 1200 * Double(quotients) + 600 * Double(functions)
                + 700 * Double(entries)
        )
    }
}
