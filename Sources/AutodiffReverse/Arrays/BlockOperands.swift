import AutodiffCore

/// The variables that a block hands adjoints on to.
@frozen
@usableFromInline
enum BlockOperands<Base: RealScalar> {
    /// Constants.
    case none

    /// Consecutive variables on the tape, such as inputs or another block's outputs.
    case run(first: Int)

    /// Any: results with pending operands, and constants among them.
    case each([Variable<Base>])

    /// The operands of `x`.
    @inlinable
    init(_ x: [Variable<Base>]) {
        if x.allSatisfy(\.isConstant) {
            self = .none
            return
        }
        let first = x[0].operands.first
        for i in x.indices {
            let isNext = x[i].operands == OperandPair(first &+ UInt32(truncatingIfNeeded: i)) && !x[i].isConstant
            if !isNext || !x[i].coefficient0._isOne {
                self = .each(x)
                return
            }
        }
        self = .run(first: Int(first))
    }

    @inlinable
    var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// Hands `weights` on: the derivatives with respect to the variables, as many as these are.
    @inlinable
    func add(_ weights: [Base], to adjoints: AdjointLane<Base>) {
        switch self {
        case .none: break
        case .run(let first):
            for i in weights.indices { adjoints[first + i] += weights[i] }
        case .each(let x):
            BlockOperands.add(weights, x, adjoints)
        }
    }

    /// Hands each weight on to its variable. Where variables one after the other hang on the same operands, as the entries of a matrix that is
    /// made of a few parameters, their adjoints stay in registers.
    @inlinable
    static func add(_ weights: [Base], _ x: [Variable<Base>], _ adjoints: AdjointLane<Base>) {
        var pair = OperandPair.none
        var (first, second) = (Base.zero, Base.zero)
        func store() {
            if pair == .none { return }
            adjoints[Int(pair.first)] = first
            if !pair.isSingle { adjoints[Int(pair.second)] = second }
        }
        for i in weights.indices where !weights[i]._isZero && !x[i].isConstant {
            if x[i].operands != pair {
                store()
                pair = x[i].operands
                first = adjoints[Int(pair.first)]
                second = pair.isSingle ? .zero : adjoints[Int(pair.second)]
            }
            first += Base._chain(weights[i], x[i].coefficient0)
            if !pair.isSingle { second += Base._chain(weights[i], x[i].coefficient1) }
        }
        store()
    }
}
