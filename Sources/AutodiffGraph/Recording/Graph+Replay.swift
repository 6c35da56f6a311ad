import AutodiffCore

extension Graph {
    /// The results on any scalar, at a point of this path.
    ///
    /// On a scalar that is recorded itself the comparisons are made again, and become guards. Should one come out otherwise, as
    /// it can where the two recordings don't compute their functions alike, the inputs' bits are guarded.
    func values<S: RealScalar>(at x: [S]) -> [S] {
        if let all = nodeValues(at: x, checking: S._isRecorded) { return outputs.map { value($0, all) } }
        for input in x { _ = input.primal }
        let all = nodeValues(at: x, checking: false)!
        return outputs.map { value($0, all) }
    }

    /// The values of all nodes on any scalar; nil where a comparison is checked and doesn't come out as it did. Of a
    /// `vectorRule` node the value is 0.
    func nodeValues<S: RealScalar>(at x: [S], checking: Bool) -> [S]? {
        nodeValues(at: x, checking ? { holds($0, $1) } : nil)
    }

    /// The same, where `check` is asked about each guard as soon as its operands have values, if it is given.
    func nodeValues<S: RealScalar>(at x: [S], _ check: ((Guard, [S]) -> Bool)?) -> [S]? {
        let guards = check == nil ? [] : guards
        var all: [S] = x
        all.reserveCapacity(nodes.count)
        var nextGuard = 0
        var results: ArraySlice<S> = []
        for i in inputCount..<nodes.count {
            while nextGuard < guards.count && guardPlaces[nextGuard] <= i {
                if !check!(guards[nextGuard], all) { return nil }
                nextGuard += 1
            }
            let node = nodes[i]
            switch node.operation {
            case .vectorRule:
                let operands = lists[Int(node.x)..<Int(node.x + node.y)].map { value($0, all) }
                results = applied(rules[Int(node.z)] as! VectorBox, to: operands)[...]
                all.append(0)
            case .element: all.append(results[Int(node.y)])
            default: all.append(value(of: node, all))
            }
        }
        while nextGuard < guards.count {
            if !check!(guards[nextGuard], all) { return nil }
            nextGuard += 1
        }
        if let all = all as? [Symbol] {
            for (node, name) in names { all[Int(node)].recording?.name(all[Int(node)], name) }
        }
        return all
    }

    /// The operand's value.
    func value<S: RealScalar>(_ operand: Int32, _ all: [S]) -> S {
        operand >= 0 ? all[Int(operand)] : S(constants[Int(-1 - operand)])
    }

    private func value<S: RealScalar>(of node: Node, _ all: [S]) -> S {
        let x = value(node.x, all)
        switch node.operation {
        case .add: return S.sum(x, value(node.y, all))
        case .subtract: return S.difference(x, value(node.y, all))
        case .multiply: return S.product(x, value(node.y, all))
        case .divide: return S.quotient(x, value(node.y, all))
        case .negate: return S._negate(x)
        case .max: return S._max(x, value(node.y, all))
        case .min: return S._min(x, value(node.y, all))
        case .abs: return S.apply(Rules.Abs(), to: x)
        case .relu: return S.apply(Rules.ReLU(), to: x)
        case .less, .lessOrEqual, .equal: return mask(node.operation, x, value(node.y, all))
        case .select: return selected(x, value(node.y, all), value(node.z, all))
        case .stopGradient: return S._stopGradient(x)
        case .unaryRule: return applied(rules[Int(node.z)] as! UnaryBox, to: x)
        case .unaryDerivative: return derivative(node.z, x)
        case .binaryRule: return applied(rules[Int(node.z)] as! BinaryBox, to: x, value(node.y, all))
        case .binaryPartialX: return partial(node.z, x, value(node.y, all), isX: true)
        case .binaryPartialY: return partial(node.z, x, value(node.y, all), isX: false)
        case .input, .vectorRule, .element: fatalError()
        }
    }

    private func holds<S: RealScalar>(_ guardian: Guard, _ all: [S]) -> Bool {
        let (x, y) = (value(guardian.x, all), value(guardian.y, all))
        let holds =
            switch guardian.comparison {
            case .less: S._isLess(x, y)
            case .lessOrEqual: S._isLessOrEqual(x, y)
            case .equal: S._isEqual(x, y)
            case .sameBits: x.primal.bitPattern == y.primal.bitPattern
            case .infinite: x.isInfinite
            case .negative: x.sign == .minus
            case .bounded: S._is(.finite, x)
            case .normal: S._is(.normal, x)
            case .subnormal: S._is(.subnormal, x)
            case .nan: S._is(.nan, x)
            case .moderate: S._is(.moderate, x)
            case .finite: (x as? Symbol).map { $0.recording?.checksFinite($0) ?? true } ?? true
            }
        return holds == guardian.held
    }

    // A symbol takes a node for what on other scalars is decided at once.

    private func mask<S: RealScalar>(_ operation: Operation, _ x: S, _ y: S) -> S {
        if let x = x as? Symbol, let y = y as? Symbol { return Symbol.mask(operation, x, y) as! S }
        switch operation {
        case .less: return S._isLess(x, y) ? 1 : 0
        case .lessOrEqual: return S._isLessOrEqual(x, y) ? 1 : 0
        default: return S._isEqual(x, y) ? 1 : 0
        }
    }

    private func selected<S: RealScalar>(_ mask: S, _ y: S, _ z: S) -> S {
        if let mask = mask as? Symbol { return Symbol.select(mask, y as! Symbol, z as! Symbol) as! S }
        return S._isEqual(mask, 0) ? z : y
    }

    // The rules keep their boxes.

    private func applied<S: RealScalar>(_ box: UnaryBox, to x: S) -> S {
        if let x = x as? Symbol, let recording = x.recording {
            return recording.apply(recording.number(of: box), to: x) as! S
        }
        return box.apply(to: x)
    }

    private func applied<S: RealScalar>(_ box: BinaryBox, to x: S, _ y: S) -> S {
        if let x = x as? Symbol, let y = y as? Symbol, let recording = Symbol.recording(x, y) {
            return recording.apply(recording.number(of: box), to: x, y) as! S
        }
        return box.apply(to: x, y)
    }

    private func applied<S: RealScalar>(_ box: VectorBox, to x: [S]) -> [S] {
        if let x = x as? [Symbol], let recording = x.lazy.compactMap(\.recording).first {
            return recording.apply(recording.number(of: box), to: x) as! [S]
        }
        return box.apply(to: x)
    }

    private func derivative<S: RealScalar>(_ rule: Int32, _ x: S) -> S {
        let box = rules[Int(rule)] as! UnaryBox
        if let x = x as? Symbol, let recording = x.recording {
            return recording.node(
                .unaryDerivative, x, rule: recording.number(of: box), value: recording.slope(of: box, at: x.value))
                as! S
        }
        return box.derivative(at: x, value: box.apply(to: x))
    }

    private func partial<S: RealScalar>(_ rule: Int32, _ x: S, _ y: S, isX: Bool) -> S {
        let box = rules[Int(rule)] as! BinaryBox
        if let x = x as? Symbol, let y = y as? Symbol, let recording = Symbol.recording(x, y) {
            return recording.opaquePartial(box, recording.number(of: box), x, y, isX: isX) as! S
        }
        let value = box.apply(to: x, y)
        return isX ? box.partialX(x, y, value: value) : box.partialY(x, y, value: value)
    }
}

extension Recording {
    /// The number of a box, which may be that of another graph.
    func number(of box: RuleBox) -> Int32 {
        if let number = boxNumbers[ObjectIdentifier(box)] { return number }
        let number = add(box)
        boxNumbers[ObjectIdentifier(box)] = number
        return number
    }

    /// A partial derivative that the rule computes on numbers.
    func opaquePartial(_ box: BinaryBox, _ rule: Int32, _ x: Symbol, _ y: Symbol, isX: Bool) -> Symbol {
        let value = box.value(x.value, y.value)
        return node(
            isX ? .binaryPartialX : .binaryPartialY, x, y, rule: rule,
            value: isX
                ? box.partialX(x.value, y.value, value: value) : box.partialY(x.value, y.value, value: value))
    }
}
