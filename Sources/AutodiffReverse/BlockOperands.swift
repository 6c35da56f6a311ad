import AutodiffCore

/// The variables that a block hands adjoints on to.
@usableFromInline
enum BlockOperands<Base: RealScalar> {
    /// Constants.
    case none

    /// Consecutive variables on the tape, such as inputs or another block's outputs.
    case run(first: Int)

    /// Any: results with pending operands, and constants among them.
    case each([Variable<Base>])

    /// The operands of `x`, of which not all are constants.
    @inlinable
    init(_ x: [Variable<Base>]) {
        let first = x[0].operands.first
        for i in x.indices {
            let isNext = x[i].operands == OperandPair(first &+ UInt32(truncatingIfNeeded: i)) && !x[i].isConstant
            if !isNext || !(x[i].coefficient0 - 1).isZero {
                self = .each(x)
                return
            }
        }
        self = .run(first: Int(first))
    }

    /// Hands `weights` on: the derivatives with respect to the variables, as many as these are.
    @inlinable
    func add(_ weights: [Base], to adjoints: AdjointLane<Base>) {
        switch self {
        case .none: break
        case .run(let first):
            for i in weights.indices { adjoints[first + i] += weights[i] }
        case .each(let x):
            for i in weights.indices where !weights[i].isZero { x[i].seed(adjoints, weights[i]) }
        }
    }
}

extension Variable {
    /// The outputs of a block that is recorded, with these values.
    @inlinable
    static func outputs(_ values: [Base], of block: TapeBlock<Base>, _ tape: TapeIdentity) -> [Variable] {
        let last = tape.recording().write(block, outputs: values.count)
        let first = last - UInt32(truncatingIfNeeded: values.count - 1)
        return [Variable](unsafeUninitializedCapacity: values.count) { outputs, count in
            for i in values.indices {
                let index = first + UInt32(truncatingIfNeeded: i)
                outputs.initializeElement(at: i, to: Variable(values[i], index: index, tape))
            }
            count = values.count
        }
    }

    /// The tape of those elements that aren't constant. Traps if they are of several.
    @inlinable
    static func commonTape(_ x: [Variable]) -> TapeIdentity { x.withUnsafeBufferPointer { commonTape($0) } }

    /// The tape of two groups of variables, of which one or both may be constant. Traps if they are of two.
    @inlinable
    static func commonTape(_ first: TapeIdentity, _ second: TapeIdentity) -> TapeIdentity {
        if !first.isNone && !second.isNone { first.check(second) }
        return first.isNone ? second : first
    }
}
