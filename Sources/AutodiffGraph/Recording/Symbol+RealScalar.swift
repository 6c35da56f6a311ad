import AutodiffCore

// Only what keeps all bits is folded: x·1, x/1, x - 0 and constants, but not 0 + x, which makes 0 of -0.

extension Symbol: RealScalar {
    /// The value at the point where the function is recorded. A replay is valid only where it has the same bits, so that
    /// what is made of it, a Swift number, can be a part of the program; any nan is like any other, as its sign and its other bits hang on
    /// the order in which a processor is given operands.
    public var primal: Double {
        recorded(value) {
            _ = $0.compare(value.isNaN ? .nan : .sameBits, self, Symbol(value), holds: true)
            return value
        }
    }

    /// Whether the value is zero, which becomes a guard.
    public var isZero: Bool { Symbol._isEqual(self, 0) }

    /// x + y.
    public static func sum(_ x: Symbol, _ y: Symbol) -> Symbol {
        let value = x.value + y.value
        return recorded(x, y, Symbol(value)) { recording in
            if let next = recording.followed(.add, x, y, value) { return next }
            if recording.folds, y.isConstant, y.value == 0, y.value.sign == .minus { return x }
            if recording.foldsZeros {
                if y.isConstant(0) { return x }
                if x.isConstant(0) { return y }
            }
            return recording.node(.add, x, y, value: value)
        }
    }

    /// x - y.
    public static func difference(_ x: Symbol, _ y: Symbol) -> Symbol {
        let value = x.value - y.value
        return recorded(x, y, Symbol(value)) { recording in
            if let next = recording.followed(.subtract, x, y, value) { return next }
            if recording.folds, y.isConstant, y.value == 0, y.value.sign == .plus { return x }
            if recording.foldsZeros {
                if y.isConstant(0) { return x }
                if x.isConstant(0) { return _negate(y) }
            }
            return recording.node(.subtract, x, y, value: value)
        }
    }

    /// xy.
    public static func product(_ x: Symbol, _ y: Symbol) -> Symbol {
        let value = x.value * y.value
        return recorded(x, y, Symbol(value)) { recording in
            if let next = recording.followed(.multiply, x, y, value) { return next }
            if recording.folds {
                if y.isConstant(1) { return x }
                if x.isConstant(1) { return y }
                if y.isConstant(-1) { return _negate(x) }
                if x.isConstant(-1) { return _negate(y) }
            }
            if recording.foldsZeros {
                if y.isConstant(0) && recording.checksFinite(x) { return Symbol(0) }
                if x.isConstant(0) && recording.checksFinite(y) { return Symbol(0) }
            }
            return recording.node(.multiply, x, y, value: value)
        }
    }

    /// x / y.
    public static func quotient(_ x: Symbol, _ y: Symbol) -> Symbol {
        let value = x.value / y.value
        return recorded(x, y, Symbol(value)) { recording in
            if let next = recording.followed(.divide, x, y, value) { return next }
            if recording.folds, y.isConstant(1) { return x }
            return recording.node(.divide, x, y, value: value)
        }
    }

    /// The rule's value.
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Symbol) -> Symbol {
        x.recorded(Symbol(rule.value(x.value))) { recording in
            if Rule.self == Rules.Abs.self { return recording.node(.abs, x, value: rule.value(x.value)) }
            if Rule.self == Rules.ReLU.self { return recording.node(.relu, x, value: rule.value(x.value)) }
            let number = recording.number(of: rule) { UnaryRuleBox($0) }
            return recording.apply(number, to: x)
        }
    }

    /// The rule's value.
    public static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Symbol, _ y: Symbol) -> Symbol {
        recorded(x, y, Symbol(rule.value(x.value, y.value))) { recording in
            if Rule.self == Rules.Divide.self { return x / y }
            if Rule.self == Rules.Max.self { return recording.node(.max, x, y, value: rule.value(x.value, y.value)) }
            if Rule.self == Rules.Min.self { return recording.node(.min, x, y, value: rule.value(x.value, y.value)) }
            let number = recording.number(of: rule) { BinaryRuleBox($0) }
            return recording.apply(number, to: x, y)
        }
    }

    /// The rule's values.
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Symbol]) -> [Symbol] {
        guard let recording = x.lazy.compactMap(\.recording).first else {
            return rule.value(x.map(\.value)).map { Symbol($0) }
        }
        return recording.apply(recording.number(of: rule) { VectorRuleBox($0) }, to: x)
    }
}

extension Recording {
    /// Whether an operation that changes nothing is left out.
    var folds: Bool { !keepsEveryOperation }

    /// The value of rule `number` of one argument.
    func apply(_ number: Int32, to x: Symbol) -> Symbol {
        let box = graph.rules[Int(number)] as! UnaryBox
        if box.kernel == nil && !mayCall() { return Symbol(.nan) }
        return node(.unaryRule, x, rule: number, value: value(of: box, at: x.value))
    }

    /// The value of rule `number` of two arguments.
    func apply(_ number: Int32, to x: Symbol, _ y: Symbol) -> Symbol {
        let box = graph.rules[Int(number)] as! BinaryBox
        if box.kernel == nil && !mayCall() { return Symbol(.nan) }
        return node(.binaryRule, x, y, rule: number, value: value(of: box, at: x.value, y.value))
    }

    /// The values of rule `number` of many arguments.
    func apply(_ number: Int32, to x: [Symbol]) -> [Symbol] {
        let box = graph.rules[Int(number)] as! VectorBox
        let values = values(of: box, at: x.map(\.value))
        if box.kernel == nil && !mayCall() { return [Symbol](repeating: Symbol(.nan), count: values.count) }
        return nodes(of: number, x, values: values)
    }
}
