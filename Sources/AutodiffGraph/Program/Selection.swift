import _AutodiffShims

/// The items that compute a graph's results: only what they need, products and sums together, long sums as one.
struct Selection {
    private(set) var graph: Graph
    private(set) var items: [Item] = []

    /// The operands of sums and dot products.
    private(set) var terms: [Int32] = []

    /// What the host does for a `call`: a rule's value or derivative. Those of one rule are one call, and have one number.
    private(set) var calls: [Call] = []
    private var callNumbers: [CallKey: UInt32] = [:]

    private var uses: [Int32]
    private var isAbsorbed: [Bool]

    /// What the items are for: instructions that run along the slots of like operations, or for many points at once.
    enum Style { case runs, lanes }

    private let style: Style

    /// The number of terms from which on one instruction adds up a sum by itself.
    private var longSum: Int { style == .runs ? 6 : 3 }

    /// The number of sums of one length that are rather added up side by side, term by term.
    private var alike: Int { style == .runs ? 6 : .max }

    init(_ graph: Graph, _ style: Style = .runs) {
        self.graph = graph
        self.style = style
        uses = [Int32](repeating: 0, count: graph.nodes.count)
        isAbsorbed = [Bool](repeating: false, count: graph.nodes.count)
        countUses()
        let chains = longChains()
        select(chains)
        addGuards()
    }

    private mutating func countUses() {
        func visit(_ operand: Int32, _ uses: inout [Int32]) { if operand >= 0 { uses[Int(operand)] += 1 } }
        for output in graph.outputs { visit(output, &uses) }
        for guardian in graph.guards {
            visit(guardian.x, &uses)
            visit(guardian.y, &uses)
        }
        for i in graph.nodes.indices.reversed() where uses[i] > 0 {
            let node = graph.nodes[i]
            switch node.operation {
            case .vectorRule:
                for operand in graph.lists[Int(node.x)..<Int(node.x + node.y)] { visit(operand, &uses) }
            default:
                let count = node.operation.operandCount
                if count > 0 { visit(node.x, &uses) }
                if count > 1 { visit(node.y, &uses) }
                if count > 2 { visit(node.z, &uses) }
            }
        }
    }

    /// Whether the operand is a node of this operation that nothing else uses.
    private func isOwn(_ operand: Int32, _ operation: Operation) -> Bool {
        operand >= 0 && uses[Int(operand)] == 1 && graph.nodes[Int(operand)].operation == operation
            && !isAbsorbed[Int(operand)]
    }

    /// The last additions of sums that are long, and not many alike: for each its terms, the first one first.
    private mutating func longChains() -> [Int32: [Int32]] {
        var isInner = [Bool](repeating: false, count: graph.nodes.count)
        var chains: [(last: Int32, count: Int)] = []
        var counts: [Int: Int] = [:]
        for i in graph.nodes.indices.reversed()
        where graph.nodes[i].operation == .add && uses[i] > 0 && !isInner[i] {
            var count = 2
            var next = Int32(i)
            while let inner = innerSum(of: next) {
                isInner[Int(inner)] = true
                next = inner
                count += 1
            }
            if count < longSum { continue }
            chains.append((Int32(i), count))
            counts[count, default: 0] += 1
        }
        var long: [Int32: [Int32]] = [:]
        for chain in chains where counts[chain.count]! < alike { long[chain.last] = terms(of: chain.last) }
        return long
    }

    /// The sum that the addition adds a term to, if nothing else uses it.
    private func innerSum(of sum: Int32) -> Int32? {
        let node = graph.nodes[Int(sum)]
        if isOwn(node.x, .add) { return node.x }
        return isOwn(node.y, .add) ? node.y : nil
    }

    /// The terms of a sum, the first one first. The additions on the way have no item of their own.
    private mutating func terms(of sum: Int32) -> [Int32] {
        var terms: [Int32] = []
        var next = sum
        while let inner = innerSum(of: next) {
            let node = graph.nodes[Int(next)]
            terms.append(node.x == inner ? node.y : node.x)
            isAbsorbed[Int(inner)] = true
            next = inner
        }
        let node = graph.nodes[Int(next)]
        terms.append(node.y)
        terms.append(node.x)
        return terms.reversed()
    }

    private mutating func select(_ chains: [Int32: [Int32]]) {
        // A product that a sum takes in is absorbed before it has its turn, so the sums are looked at first.
        var fused = [Fused?](repeating: nil, count: graph.nodes.count)
        for i in graph.nodes.indices where uses[i] > 0 && !isAbsorbed[i] {
            let node = graph.nodes[i]
            let number = Int32(i)
            if node.operation == .add, let terms = chains[number] {
                if style == .lanes || terms.dropFirst().allSatisfy({ isOwn($0, .multiply) }) {
                    for term in terms.dropFirst() where isOwn(term, .multiply) { isAbsorbed[Int(term)] = true }
                }
                continue
            }
            switch node.operation {
            case .add where isOwn(node.y, .multiply):
                fused[i] = Fused(op: autodiffOpMultiplyAdd, product: node.y, other: node.x)
            case .add where isOwn(node.x, .multiply):
                fused[i] = Fused(op: autodiffOpMultiplyAdd, product: node.x, other: node.y)
            case .subtract where isOwn(node.y, .multiply):
                fused[i] = Fused(op: autodiffOpMultiplySubtract, product: node.y, other: node.x)
            case .subtract where isOwn(node.x, .multiply):
                fused[i] = Fused(op: autodiffOpSubtractFrom, product: node.x, other: node.y)
            default: continue
            }
            isAbsorbed[Int(fused[i]!.product)] = true
        }
        for i in graph.nodes.indices where i >= graph.inputCount && uses[i] > 0 && !isAbsorbed[i] {
            let number = Int32(i)
            if graph.nodes[i].operation == .add, let terms = chains[number] {
                items.append(longSum(number, terms))
            } else if let sum = fused[i] {
                let factors = graph.nodes[Int(sum.product)]
                items.append(Item(op: UInt8(sum.op), node: number, x: factors.x, y: factors.y, z: sum.other))
            } else if let item = item(number) {
                items.append(item)
            }
        }
    }

    private mutating func longSum(_ number: Int32, _ operands: [Int32]) -> Item {
        let place = Int32(terms.count)
        if style == .runs && operands.dropFirst().allSatisfy({ $0 >= 0 && isAbsorbed[Int($0)] }) {
            let products = operands.dropFirst().map { graph.nodes[Int($0)] }
            terms += products.map(\.x)
            terms += products.map(\.y)
            let count = Int32(products.count)
            return Item(
                op: UInt8(autodiffOpDot), node: number, x: place, y: place + count, z: operands[0], terms: count)
        }
        terms += operands
        return Item(op: UInt8(autodiffOpSum), node: number, x: place, terms: Int32(operands.count))
    }

    private mutating func item(_ number: Int32) -> Item? {
        let node = graph.nodes[Int(number)]
        func plain(_ op: Int, _ extra: Int = 0) -> Item {
            Item(op: UInt8(op), extra: UInt32(extra), node: number, x: node.x, y: node.y, z: node.z)
        }
        switch node.operation {
        case .input: return nil
        case .add: return plain(autodiffOpAdd)
        case .subtract: return plain(autodiffOpSubtract)
        case .multiply: return node.x == node.y ? plain(autodiffOpSquare) : plain(autodiffOpMultiply)
        case .divide: return plain(autodiffOpDivide)
        case .negate: return plain(autodiffOpNegate)
        case .max: return plain(autodiffOpMax)
        case .min: return plain(autodiffOpMin)
        case .abs: return plain(autodiffOpAbs)
        case .relu: return plain(autodiffOpRelu)
        case .less: return plain(autodiffOpLess)
        case .lessOrEqual: return plain(autodiffOpLessOrEqual)
        case .equal: return plain(autodiffOpEqual)
        case .select: return plain(autodiffOpSelect)
        case .stopGradient: return plain(autodiffOpCopy)
        case .unaryRule:
            switch graph.rules[Int(node.z)].kernel {
            case .operation(let op): return plain(op)
            case .function(let function): return plain(autodiffOpFunction, function)
            case .power(let exponent): return power(number, node.x, exponent)
            case .functionOfTwo, .reduction, nil: return call(number, node, [node.x])
            }
        case .binaryRule:
            if case .functionOfTwo(let function) = graph.rules[Int(node.z)].kernel {
                return plain(autodiffOpFunctionOfTwo, function)
            }
            return call(number, node, [node.x, node.y])
        case .unaryDerivative:
            if case .function(let function) = (graph.rules[Int(node.z)] as! UnaryBox).derivativeKernel {
                return plain(autodiffOpFunction, function)
            }
            return call(number, node, [node.x])
        case .binaryPartialX, .binaryPartialY: return call(number, node, [node.x, node.y])
        case .vectorRule:
            let operands = graph.lists[Int(node.x)..<Int(node.x + node.y)]
            if case .reduction(let op) = graph.rules[Int(node.z)].kernel {
                let place = Int32(terms.count)
                terms += operands
                // The rule's only value is the node behind it.
                return Item(op: UInt8(op), node: number + 1, x: place, terms: node.y)
            }
            return call(number, node, Array(operands))
        case .element: return nil
        }
    }

    /// A power with a constant exponent.
    private mutating func power(_ number: Int32, _ x: Int32, _ exponent: Double) -> Item {
        graph.constants.append(exponent)
        return Item(
            op: UInt8(autodiffOpFunctionOfTwo), extra: UInt32(autodiffFunctionPow), node: number, x: x,
            y: -Int32(graph.constants.count))
    }

    /// A call, whose operands are terms. Each rule of many arguments is a call by itself.
    private mutating func call(_ number: Int32, _ node: Graph.Node, _ operands: [Int32]) -> Item {
        let key = CallKey(operation: node.operation, rule: node.z)
        let known = node.operation == .vectorRule ? nil : callNumbers[key]
        let call = known ?? UInt32(calls.count)
        if known == nil {
            calls.append(Call(operation: node.operation, rule: graph.rules[Int(node.z)]))
            callNumbers[key] = call
        }
        let place = Int32(terms.count)
        terms += operands
        return Item(op: UInt8(autodiffOpCall), extra: call, node: number, x: place, terms: Int32(operands.count))
    }

    /// The factors of a term that is a product and has no item of its own.
    func product(_ term: Int32) -> (x: Int32, y: Int32)? {
        if term < 0 || !isAbsorbed[Int(term)] { return nil }
        return (graph.nodes[Int(term)].x, graph.nodes[Int(term)].y)
    }

    /// How often a node is used, as an operand or a result.
    func uses(of node: Int32) -> Int32 { uses[Int(node)] }

    private mutating func addGuards() {
        for guardian in graph.guards {
            let how = guardian.comparison.rawValue + (guardian.held ? 0 : UInt32(autodiffGuardFails))
            items.append(Item(op: UInt8(autodiffOpGuard), extra: how, node: -1, x: guardian.x, y: guardian.y))
        }
    }
}

/// A sum that takes in a product.
private struct Fused {
    let op: Int
    let product: Int32
    let other: Int32
}

/// What tells two calls apart.
private struct CallKey: Hashable {
    let operation: Operation
    let rule: Int32
}
