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
        let numbers = UnsafeMutablePointer<Number>.allocate(capacity: inputs + dependences.nodes.count)
        defer { numbers.deallocate() }
        for j in 0..<inputs { (numbers + j).initialize(to: Number(first: Int32(j), depth: 0)) }
        self = dependences.nodes.withUnsafeBufferPointer { counted($0, numbers, dependences.lists) }
    }

    /// Counts the nodes, and writes what each is on a tape.
    ///
    /// Of a Jacobian in one call this is a part of the time: counts in registers, and unchecked, since there are fewer than 2³¹ nodes.
    private func counted(
        _ nodes: UnsafeBufferPointer<Dependences.Node>, _ numbers: UnsafeMutablePointer<Number>, _ lists: [Int32]
    ) -> OperationCounts {
        var (sums, products, quotients, functions, tapeNodes) = (0, 0, 0, 0, 0)
        var deepest: Int32 = 0
        for k in nodes.indices {
            let (node, own) = (nodes[k], Int32(truncatingIfNeeded: inputs &+ k))
            var number: Number
            switch node.kind {
            case .function:
                functions &+= 1
                number = numbers[Int(node.x)]
                number.depth &+= 1
            case .linearList, .list:
                // One node with as many operands.
                functions &+= Int(node.y)
                tapeNodes &+= Int(node.y)
                let operands = lists[Int(node.x)..<Int(node.x &+ node.y)]
                number = Number(first: own, depth: 1 &+ (operands.map { numbers[Int($0)].depth }.max() ?? 0))
            case .sum, .product, .quotient, .functionOfTwo:
                let y = numbers[Int(node.y)]
                var step: Int32 = 1
                number = numbers[Int(node.x)]
                switch node.kind {
                case .sum: (sums, step) = (sums &+ 1, 0)
                case .product: products &+= 1
                case .quotient: quotients &+= 1
                default: functions &+= 1
                }
                number.depth = Swift.max(number.depth, y.depth) &+ step
                var isFull = false
                if y.first != number.first && y.first != number.second {
                    isFull = number.second >= 0
                    number.second = y.first
                }
                if y.second >= 0 && y.second != number.first && y.second != number.second {
                    isFull = isFull || number.second >= 0
                    number.second = y.second
                }
                if isFull {
                    tapeNodes &+= 1
                    (number.first, number.second) = (own, -1)
                }
            }
            deepest = Swift.max(deepest, number.depth)
            (numbers + inputs + k).initialize(to: number)
        }
        var counts = self
        (counts.sums, counts.products, counts.quotients, counts.functions) = (sums, products, quotients, functions)
        (counts.tapeNodes, counts.depth) = (tapeNodes, Int(deepest))
        return counts
    }

    /// What a number is on a tape: a linear function of two nodes at most; and how deep in the function it stands.
    private struct Number {
        var first: Int32
        var second: Int32 = -1
        var depth: Int32

        init(first: Int32, depth: Int32) { (self.first, self.depth) = (first, depth) }
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
