import AutodiffCore

extension GraphScalar: RealScalar {
    /// The value.
    public var primal: Double { value }

    /// Whether the value is zero.
    public var isZero: Bool { value == 0 }

    /// Whether this is the constant zero.
    public var _isZero: Bool { recording == nil && value == 0 }

    /// x + y.
    public static func sum(_ lhs: GraphScalar, _ rhs: GraphScalar) -> GraphScalar {
        record(.infix("+"), lhs.value + rhs.value, lhs, rhs, (1, 1))
    }

    /// x - y.
    public static func difference(_ lhs: GraphScalar, _ rhs: GraphScalar) -> GraphScalar {
        record(.infix("-"), lhs.value - rhs.value, lhs, rhs, (1, -1))
    }

    /// xy, with partials y and x.
    public static func product(_ lhs: GraphScalar, _ rhs: GraphScalar) -> GraphScalar {
        record(.infix("*"), lhs.value * rhs.value, lhs, rhs, (rhs.value, lhs.value))
    }

    /// The quotient by the rule ``Rules/Divide``.
    public static func quotient(_ lhs: GraphScalar, _ rhs: GraphScalar) -> GraphScalar {
        apply(Rules.Divide(), to: lhs, rhs)
    }

    /// -x.
    public static func _negate(_ x: GraphScalar) -> GraphScalar { record(.negation, -x.value, x, -1) }

    /// x + c, or x - |c| for a negative constant.
    public static func _add(_ x: GraphScalar, constant c: Double) -> GraphScalar {
        c < 0
            ? record(.infix("-"), x.value + c, x, GraphScalar(-c), (1, -1))
            : record(.infix("+"), x.value + c, x, GraphScalar(c), (1, 1))
    }

    /// c - x.
    public static func _subtract(_ x: GraphScalar, from c: Double) -> GraphScalar { GraphScalar(c) - x }

    /// c x.
    public static func _multiply(_ x: GraphScalar, constant c: Double) -> GraphScalar { GraphScalar(c) * x }

    /// The rule's value, as a node with the rule's derivative.
    public static func apply<Rule: UnaryRule>(_ rule: Rule, to x: GraphScalar) -> GraphScalar {
        if x.recording == nil { return GraphScalar(rule.value(x.value)) }
        let (value, derivative) = rule.valueAndDerivative(at: x.value)
        return record(.call(rule), value, x, derivative)
    }

    /// The rule's value, as a node with the partials of those of its arguments that aren't constant.
    public static func apply<Rule: BinaryRule>(
        _ rule: Rule, to x: GraphScalar, _ y: GraphScalar
    ) -> GraphScalar {
        let value = rule.value(x.value, y.value)
        let operation = rule is Rules.Divide ? ComputationGraph.Operation.infix("/") : .call(rule)
        if y.recording == nil {
            return record(operation, value, x, y, (rule.partialX(x.value, y.value, value: value), 0))
        }
        if x.recording == nil {
            return record(operation, value, x, y, (0, rule.partialY(x.value, y.value, value: value)))
        }
        return record(operation, value, x, y, rule.partials(x.value, y.value, value: value))
    }

    /// The rule's values, each as a node of all arguments with a row of the Jacobian.
    public static func apply<Rule: VectorRule>(_ rule: Rule, to x: [GraphScalar]) -> [GraphScalar] {
        let inputs = x.map(\.value)
        let values = rule.value(inputs)
        guard let recording = x.lazy.compactMap(\.recording).first else { return values.map { GraphScalar($0) } }
        for case let other? in x.map(\.recording) where other !== recording { GraphRecording.mixed(recording, other) }
        return values.indices.map { i in
            let cotangent = values.indices.map { $0 == i ? 1.0 : 0 }
            let row = rule.checkedPullback(cotangent, at: inputs, value: values)
            return recording.append(.call(rule, element: i), values[i], zip(x, row).map { $0.argument($1) })
        }
    }
}
