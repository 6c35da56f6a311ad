import AutodiffCore

/// The derivative of a node with respect to one of its operands: the factor, 1 if there is none, or its negative.
struct Partial {
    var operand: Int32
    var factor: Symbol?
    var isNegative = false
}

extension Derivation {
    /// The partial derivatives of node i with respect to those operands that depend on an input.
    ///
    /// The rules of arithmetic stand here, as each scalar has them; every other derivative is the rule's own.
    func partials(of i: Int) -> [Partial] {
        let node = graph.nodes[i]
        switch node.operation {
        case .add: return active(Partial(operand: node.x), Partial(operand: node.y))
        case .subtract: return active(Partial(operand: node.x), Partial(operand: node.y, isNegative: true))
        case .negate: return active(Partial(operand: node.x, isNegative: true))
        case .multiply:
            return active(
                Partial(operand: node.x, factor: symbol(node.y)), Partial(operand: node.y, factor: symbol(node.x)))
        case .divide:
            let y = symbol(node.y)
            var partials: [Partial] = []
            if isActive(node.x) { partials.append(Partial(operand: node.x, factor: 1 / y)) }
            if isActive(node.y) {
                partials.append(Partial(operand: node.y, factor: nodes[i] / y, isNegative: true))
            }
            return partials
        case .select:
            let mask = symbol(node.x)
            return active(
                Partial(operand: node.y, factor: Symbol.select(mask, 1, 0)),
                Partial(operand: node.z, factor: Symbol.select(mask, 0, 1)))
        case .abs: return unary(UnaryRuleBox(Rules.Abs()), i)
        case .relu: return unary(UnaryRuleBox(Rules.ReLU()), i)
        case .max: return binary(BinaryRuleBox(Rules.Max()), i)
        case .min: return binary(BinaryRuleBox(Rules.Min()), i)
        case .unaryRule: return unary(graph.rules[Int(node.z)] as! UnaryBox, i)
        case .binaryRule: return binary(graph.rules[Int(node.z)] as! BinaryBox, i)
        case .unaryDerivative:
            let box = graph.rules[Int(node.z)] as! UnaryBox
            return [
                Partial(operand: node.x, factor: slopes(at: [symbol(node.x)]) { box.derivative(at: $0[0], value: box.apply(to: $0[0])) }[0])
            ]
        case .binaryPartialX, .binaryPartialY:
            let box = graph.rules[Int(node.z)] as! BinaryBox
            let isX = node.operation == .binaryPartialX
            let slopes = slopes(at: [symbol(node.x), symbol(node.y)]) { x in
                let value = box.apply(to: x[0], x[1])
                return isX ? box.partialX(x[0], x[1], value: value) : box.partialY(x[0], x[1], value: value)
            }
            return active(
                Partial(operand: node.x, factor: slopes[0]), Partial(operand: node.y, factor: slopes[1]))
        case .input, .less, .lessOrEqual, .equal, .stopGradient, .vectorRule, .element: return []
        }
    }

    private func active(_ partials: Partial...) -> [Partial] { partials.filter { isActive($0.operand) } }

    /// The rule's derivative, with selections in the place of its branches; else a call of the rule on numbers.
    private func unary(_ box: UnaryBox, _ i: Int) -> [Partial] {
        let (x, y) = (symbol(graph.nodes[i].x), nodes[i])
        let factor =
            recording.exploring { box.derivative(at: x, value: y) }
            ?? recording.node(
                .unaryDerivative, x, rule: recording.number(of: box), value: box.derivative(x.value))
        return [Partial(operand: graph.nodes[i].x, factor: factor)]
    }

    private func binary(_ box: BinaryBox, _ i: Int) -> [Partial] {
        let node = graph.nodes[i]
        let (x, y, value) = (symbol(node.x), symbol(node.y), nodes[i])
        var partials: [Partial] = []
        if isActive(node.x) {
            let factor =
                recording.exploring { box.partialX(x, y, value: value) }
                ?? recording.opaquePartial(box, recording.number(of: box), x, y, isX: true)
            partials.append(Partial(operand: node.x, factor: factor))
        }
        if isActive(node.y) {
            let factor =
                recording.exploring { box.partialY(x, y, value: value) }
                ?? recording.opaquePartial(box, recording.number(of: box), x, y, isX: false)
            partials.append(Partial(operand: node.y, factor: factor))
        }
        return partials
    }

    /// The slopes of what a rule computes on numbers: it is recorded by itself, with its comparisons as guards, derived, and
    /// set in.
    private func slopes(at x: [Symbol], of f: ([Symbol]) -> Symbol) -> [Symbol] {
        let inner = Recording(maximumNodes: recording.maximumNodes)
        let point = x.map(\.value)
        inner.setOutputs([f(inner.inputs(point))])
        inner.isOpen = false
        let derived = Derivation(of: inner.graph, at: point, maximumNodes: recording.maximumNodes)
        derived.recording.setOutputs(derived.gradient(of: 0))
        // The values are those of the inner recording's point, so no comparison comes out otherwise.
        return derived.recording.graph.values(at: x)!
    }
}
