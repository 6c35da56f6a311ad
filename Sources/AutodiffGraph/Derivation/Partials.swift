import AutodiffCore

/// The derivative of a node with respect to one of its operands: the factor, 1 if there is none, or its negative.
struct Partial {
    var operand: Int32
    var factor: Symbol?
    var isNegative = false
}

/// The derivatives of a node with respect to those of its operands that depend on an input: at most two.
struct Partials {
    var first: Partial?
    var second: Partial?
}

extension Derivation {
    /// The partial derivatives of node i.
    ///
    /// The rules of arithmetic stand here, as each scalar has them; every other derivative is the rule's own.
    func partials(of i: Int) -> Partials {
        let node = graph.nodes[i]
        switch node.operation {
        case .add: return partials(node.x, node.y)
        case .subtract: return partials(node.x, node.y, areNegative: (false, true))
        case .negate: return Partials(first: Partial(operand: node.x, isNegative: true))
        case .multiply: return partials(node.x, node.y, symbol(node.y), symbol(node.x))
        case .divide:
            let y = symbol(node.y)
            var partials = Partials()
            if isActive(node.x) { partials.first = Partial(operand: node.x, factor: 1 / y) }
            if isActive(node.y) {
                partials.second = Partial(operand: node.y, factor: nodes[i] / y, isNegative: true)
            }
            return partials
        case .select:
            let mask = symbol(node.x)
            return partials(node.y, node.z, Symbol.select(mask, 1, 0), Symbol.select(mask, 0, 1))
        case .abs: return unary(Derivation.abs, i)
        case .relu: return unary(Derivation.relu, i)
        case .max: return binary(Derivation.max, i)
        case .min: return binary(Derivation.min, i)
        case .unaryRule: return unary(graph.rules[Int(node.z)] as! UnaryBox, i)
        case .binaryRule: return binary(graph.rules[Int(node.z)] as! BinaryBox, i)
        case .unaryDerivative: return slope(of: node)
        case .binaryPartialX, .binaryPartialY: return slopes(of: node)
        case .input, .less, .lessOrEqual, .equal, .stopGradient, .vectorRule, .element: return Partials()
        }
    }

    private static let abs = UnaryRuleBox(Rules.Abs())
    private static let relu = UnaryRuleBox(Rules.ReLU())
    private static let max = BinaryRuleBox(Rules.Max())
    private static let min = BinaryRuleBox(Rules.Min())

    /// Two partials, without those of operands that depend on no input.
    private func partials(
        _ x: Int32, _ y: Int32, _ factorX: Symbol? = nil, _ factorY: Symbol? = nil,
        areNegative: (Bool, Bool) = (false, false)
    ) -> Partials {
        Partials(
            first: isActive(x) ? Partial(operand: x, factor: factorX, isNegative: areNegative.0) : nil,
            second: isActive(y) ? Partial(operand: y, factor: factorY, isNegative: areNegative.1) : nil)
    }

    /// The rule's derivative: by a kernel, or with selections in the place of its branches, or by a call of the rule on numbers.
    private func unary(_ box: UnaryBox, _ i: Int) -> Partials {
        let (x, y) = (symbol(graph.nodes[i].x), nodes[i])
        let explored = box.derivativeKernel == nil ? recording.exploring(box) { box.derivative(at: x, value: y) } : nil
        let factor =
            explored
            ?? recording.node(
                .unaryDerivative, x, rule: recording.number(of: box), value: recording.slope(of: box, at: x.value))
        return Partials(first: Partial(operand: graph.nodes[i].x, factor: factor))
    }

    private func binary(_ box: BinaryBox, _ i: Int) -> Partials {
        let node = graph.nodes[i]
        let (x, y, value) = (symbol(node.x), symbol(node.y), nodes[i])
        var partials = Partials()
        if isActive(node.x) {
            let factor =
                recording.exploring(box) { box.partialX(x, y, value: value) }
                ?? recording.opaquePartial(box, recording.number(of: box), x, y, isX: true)
            partials.first = Partial(operand: node.x, factor: factor)
        }
        if isActive(node.y) {
            let factor =
                recording.exploring(box) { box.partialY(x, y, value: value) }
                ?? recording.opaquePartial(box, recording.number(of: box), x, y, isX: false)
            partials.second = Partial(operand: node.y, factor: factor)
        }
        return partials
    }

    /// The second derivative of a rule whose first one is a kernel or a call.
    private func slope(of node: Graph.Node) -> Partials {
        let box = graph.rules[Int(node.z)] as! UnaryBox
        let slopes = slopes(of: box, node.operation, at: [symbol(node.x)]) {
            box.derivative(at: $0[0], value: box.apply(to: $0[0]))
        }
        return Partials(first: Partial(operand: node.x, factor: slopes[0]))
    }

    private func slopes(of node: Graph.Node) -> Partials {
        let box = graph.rules[Int(node.z)] as! BinaryBox
        let isX = node.operation == .binaryPartialX
        let slopes = slopes(of: box, node.operation, at: [symbol(node.x), symbol(node.y)]) { x in
            let value = box.apply(to: x[0], x[1])
            return isX ? box.partialX(x[0], x[1], value: value) : box.partialY(x[0], x[1], value: value)
        }
        return partials(node.x, node.y, slopes[0], slopes[1])
    }

    /// The slopes of what a rule computes: it is recorded by itself, derived, and set in. Its comparisons are selections where
    /// that can be, and then the derivative serves every argument; else they are guards.
    private func slopes(
        of box: RuleBox, _ operation: Operation, at x: [Symbol], _ f: ([Symbol]) -> Symbol
    ) -> [Symbol] {
        let key = SlopeKey(box: ObjectIdentifier(box), operation: operation)
        if let graph = recording.slopeGraphs[key] { return graph.values(at: x) }
        let inner = Recording(recording.options)
        let point = x.map(\.value)
        let inputs = inner.inputs(point)
        inner.setOutputs([inner.exploring(box) { f(inputs) } ?? f(inputs)])
        inner.isOpen = false
        let derived = Derivation(of: inner.graph, at: point, recording.options)
        derived.recording.setOutputs(derived.gradient(of: 0))
        let graph = derived.recording.graph
        if graph.guards.isEmpty { recording.slopeGraphs[key] = graph }
        // The values are those of the inner recording's point, so no comparison comes out otherwise.
        return graph.values(at: x)
    }
}

/// A derivative of a rule.
struct SlopeKey: Hashable {
    let box: ObjectIdentifier
    let operation: Operation
}
