import AutodiffCore

/// What the ways to a sparse derivative are predicted to cost, from the counts of what a run of the function does.
///
/// The unit is a nanosecond of one machine (Zen 5); what matters is how the ways compare. The numbers are measured on the
/// problems of `benchmarks sparse`.
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
    /// Numbers that two others meet in, linearly or as a product; quotients and functions.
    var joins = 0
    var functions = 0
    var inputs = 0
    var outputs = 0

    init(_ dependences: Dependences) {
        inputs = dependences.inputs
        outputs = dependences.outputs.count
        for node in dependences.nodes {
            switch node.kind {
            case .sum, .product: joins += 1
            case .quotient, .function, .functionOfTwo: functions += 1
            case .linearList, .list: functions += Int(node.y)
            }
        }
    }

    /// One run in lanes. Scaling and shifting are work, too: about one for each join.
    func forwardRun(width: Int) -> Double {
        let (join, move): (Double, Double) =
            switch width {
            case 4: (1.6, 3)
            case 8: (2.2, 4)
            default: (4.5, 7)
            }
        return join * Double(joins) + (join + 12) * Double(functions) + move * Double(inputs + outputs)
    }

    func forward(colors: Int, entries: Int) -> Double {
        ColorChunk.widths(colors).reduce(0) { $0 + forwardRun(width: $1) } + 0.6 * Double(entries)
    }

    /// A recording and a sweep for every eight rows.
    func reverse(sweeps colors: Int, entries: Int) -> Double {
        let nodes = Double(joins + functions)
        let recording = 5 * nodes + 15 * Double(functions) + 4 * Double(inputs + outputs)
        let sweeps = stride(from: 0, to: colors, by: 8).reduce(0.0) { total, first in
            total + (colors - first > 2 ? 4 : 2.5) * nodes + 4 * Double(inputs)
        }
        return recording + sweeps + 0.8 * Double(entries)
    }

    /// A program of the entries: as many operations as the function and its partial derivatives take.
    func compiled(entries: Int) -> (perCall: Double, once: Double) {
        let operations = 2.5 * Double(joins) + 4 * Double(functions)
        return (300 + 0.35 * operations + 4 * Double(functions) + 0.4 * Double(entries), 900 * operations)
    }
}
