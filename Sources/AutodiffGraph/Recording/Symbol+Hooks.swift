import AutodiffCore

extension Symbol {
    /// The value, unseen by the recording: for what looks for the path of a point, and checks it by comparisons.
    public var _peek: Double { value }

    /// Always.
    public static var _isRecorded: Bool { true }

    /// Whether x < y, which becomes a guard.
    public static func _isLess(_ x: Symbol, _ y: Symbol) -> Bool { compare(.less, x, y, holds: x.value < y.value) }

    /// Whether x ≤ y, which becomes a guard.
    public static func _isLessOrEqual(_ x: Symbol, _ y: Symbol) -> Bool {
        compare(.lessOrEqual, x, y, holds: x.value <= y.value)
    }

    /// Whether x = y, which becomes a guard.
    public static func _isEqual(_ x: Symbol, _ y: Symbol) -> Bool { compare(.equal, x, y, holds: x.value == y.value) }

    /// Whether the value has the property, which becomes a guard; inside a rule's derivative, too.
    public static func _is(_ property: _NumberProperty, _ x: Symbol) -> Bool {
        let holds = x.value._has(property)
        return x.recorded(holds) { $0.asks(Graph.Comparison(property), x, holds: holds) }
    }

    /// Whether the value is infinite, which becomes a guard.
    public var isInfinite: Bool { Symbol.compare(.infinite, self, 0, holds: value.isInfinite) }

    /// The sign of the value, which becomes a guard.
    public var sign: FloatingPointSign {
        value.isNaN && Symbol.compare(.nan, self, 0, holds: true)
            ? value.sign : Symbol.compare(.negative, self, 0, holds: value.sign == .minus) ? .minus : .plus
    }

    /// The one or the other, whichever it is at a later point.
    public static func _select(
        _ x: Symbol, isLessThan y: Symbol, _ whenTrue: Symbol, _ whenFalse: Symbol
    ) -> Symbol {
        select(mask(.less, x, y), whenTrue, whenFalse)
    }

    private static func compare(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) -> Bool {
        recorded(x, y, holds) { $0.compare(comparison, x, y, holds: holds) }
    }

    /// Whether this is the constant zero.
    public var _isZero: Bool { isConstant(0) }

    /// Whether this is the constant one.
    public var _isOne: Bool { isConstant(1) }

    /// Never: a product with the constant zero isn't recorded.
    public static func _mayHideZero(_ sum: Symbol) -> Bool { false }

    /// c - x.
    public static func _subtract(_ x: Symbol, from c: Double) -> Symbol { difference(Symbol(c), x) }

    /// -x.
    public static func _negate(_ x: Symbol) -> Symbol {
        x.recorded(Symbol(-x.value)) { recording in
            if recording.folds {
                let node = recording.graph.nodes[Int(x.node)]
                if node.operation == .negate { return Symbol(value: -x.value, node: node.x, recording: recording) }
            }
            return recording.node(.negate, x, value: -x.value)
        }
    }

    /// x, of which no derivative is taken.
    public static func _stopGradient(_ x: Symbol) -> Symbol {
        x.recorded(x) { $0.node(.stopGradient, x, value: x.value) }
    }

    /// The larger of two, whichever it is at a later point.
    public static func _max(_ x: Symbol, _ y: Symbol) -> Symbol { apply(Rules.Max(), to: x, y) }

    /// The smaller of two, whichever it is at a later point.
    public static func _min(_ x: Symbol, _ y: Symbol) -> Symbol { apply(Rules.Min(), to: x, y) }
}

extension Graph.Comparison {
    /// The comparison that finds out about a property; for those of two operands the second is 0.
    fileprivate init(_ property: _NumberProperty) {
        self =
            switch property {
            case .normal: .normal
            case .zero: .equal
            case .negative: .less
            case .subnormal: .subnormal
            case .infinite: .infinite
            case .finite: .bounded
            case .nan: .nan
            case .moderate: .moderate
            }
    }
}
