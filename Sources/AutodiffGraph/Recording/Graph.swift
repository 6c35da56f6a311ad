/// A computation: operations in an order in which they can be run, each on the results of earlier ones.
///
/// An operand is a node's number, or for a constant -1 - k, where k is its place among the constants. A constant belongs to the
/// one node that has it: were it shared, rows of like operations would read the same slot in one place and different slots in
/// another, and not be run together.
struct Graph: Sendable {
    /// One operation.
    struct Node: Sendable {
        var operation: Operation

        /// The first operand; of a `vectorRule` the place of its operands in `lists`, of an `element` the `vectorRule`.
        var x: Int32

        /// The second operand; of a `vectorRule` the number of its operands, of an `element` its place among the values.
        var y: Int32

        /// The third operand, or the rule's number for the operations that have one.
        var z: Int32
    }

    /// A comparison that was made while the function ran. A replay is valid where it comes out as it did.
    struct Guard: Sendable, Hashable {
        var comparison: Comparison
        var x: Int32
        var y: Int32
        var held: Bool
    }

    /// How a guard compares: two operands, or from the fifth on the first alone. `finite` is what folded zeros ask for, `bounded` the
    /// same asked by a rule.
    enum Comparison: UInt32, Sendable {
        case less, lessOrEqual, equal, sameBits, infinite, negative, finite, bounded, normal, subnormal, nan, moderate
    }

    var nodes: [Node] = []
    var constants: [Double] = []
    var lists: [Int32] = []
    var rules: [RuleBox] = []
    var guards: [Guard] = []

    /// For each guard the number of nodes that there were when it was met.
    var guardPlaces: [Int32] = []

    /// The number of inputs, which are the first nodes.
    var inputCount = 0

    /// The results, as operands.
    var outputs: [Int32] = []

    /// The names that `named` gave, by node.
    var names: [Int32: String] = [:]

    /// The nodes of the values of a rule of many arguments.
    func elements(of node: Int32) -> Range<Int32> {
        var end = node + 1
        while Int(end) < nodes.count, nodes[Int(end)].operation == .element, nodes[Int(end)].x == node { end += 1 }
        return node + 1..<end
    }

    /// The operand's constant, if it is one.
    func constant(_ operand: Int32) -> Double? { operand < 0 ? constants[Int(-1 - operand)] : nil }
}
