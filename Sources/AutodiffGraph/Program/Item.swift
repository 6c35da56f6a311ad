import _AutodiffShims

/// One operation of a program before it has a place: a node of the graph, or several that one instruction computes together.
struct Item {
    /// The interpreter's operation, and its function, comparison or call.
    var op: UInt8
    var extra: UInt32 = 0

    /// The node whose value this is; -1 for a guard.
    var node: Int32

    /// The operands, as in the graph. Of a sum or a dot product x and y are places in `Selection.terms`.
    var x: Int32 = 0
    var y: Int32 = 0
    var z: Int32 = 0

    /// The number of terms of a sum or a dot product, else 0.
    var terms: Int32 = 0

    var level: Int32 = 0

    /// How many of x, y, z are operands.
    var operandCount: Int {
        switch Int(op) {
        case autodiffOpCall: 0
        case autodiffOpNegate, autodiffOpCopy, autodiffOpAbs, autodiffOpSqrt, autodiffOpSquare, autodiffOpRelu,
            autodiffOpFunction:
            1
        case autodiffOpMultiplyAdd, autodiffOpMultiplySubtract, autodiffOpSubtractFrom, autodiffOpSelect: 3
        default: 2
        }
    }
}
