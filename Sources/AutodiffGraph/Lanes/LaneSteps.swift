import _AutodiffShims

/// One operation of a lane program before its results have slots.
struct LaneStep {
    /// The interpreter's operation, and its function, comparison or call.
    var op: Int
    var extra: UInt32 = 0

    /// The node whose value this is; -1 if there is none.
    var node: Int32 = -1

    /// The accumulator or the place of a result that is written.
    var place = 0

    var x: Int32 = 0
    var y: Int32 = 0
    var z: Int32 = 0

    /// The operands of a list, or the pairs of a dot product, one number after the other.
    var list: [Int32] = []

    /// Which of x, y, z are operands.
    var operands: (x: Bool, y: Bool, z: Bool) {
        switch op {
        case autodiffLaneCheck, autodiffLaneCall, autodiffLaneLargest, autodiffLaneSmallest, autodiffLaneLogSumExp:
            (false, false, false)
        case autodiffLaneSum, autodiffLaneDot: (false, false, true)
        case autodiffLaneNegate, autodiffLaneCopy, autodiffLaneAbs, autodiffLaneSqrt, autodiffLaneSquare,
            autodiffLaneRelu, autodiffLaneFunction, autodiffLaneAccumulate, autodiffLaneStore:
            (true, false, false)
        case autodiffLaneMultiplyAdd, autodiffLaneMultiplySubtract, autodiffLaneSubtractFrom, autodiffLaneSelect:
            (true, true, true)
        default: (true, true, false)
        }
    }
}

/// What becomes of a result: one number for each point, or a sum over the points.
enum LaneOutput { case each, sum }

/// Where an input that differs from point to point comes from: a column of the block's data, or the k-th number that is brought
/// to the lanes before each run.
enum LaneInput {
    case data(Int), gathered(Int)
}

/// The operations of a lane program in the order in which they run: what the guards need, the guards, and the rest.
struct LaneSteps {
    private(set) var steps: [LaneStep] = []
    let selection: Selection
    let calls: [Call]
    private let graph: Graph

    /// The first inputs, which are uniforms.
    let uniformCount: Int

    /// What becomes of each result, and its number among those of its kind. Sums of uniforms are left to the caller.
    private let outputs: [LaneOutput]
    private let places: [Int]

    init(_ graph: Graph, uniformCount: Int, outputs: [LaneOutput]) {
        self.graph = graph
        self.uniformCount = uniformCount
        self.outputs = outputs
        var counts: [LaneOutput: Int] = [:]
        places = outputs.map { output in
            defer { counts[output, default: 0] += 1 }
            return counts[output, default: 0]
        }
        selection = Selection(graph, .lanes)
        calls = selection.calls
        let isForGuards = neededByGuards()
        addGuarded(isForGuards)
        if !graph.guards.isEmpty { steps.append(LaneStep(op: autodiffLaneCheck)) }
        var written = outputsByNode()
        for i in 0..<graph.inputCount { write(Int32(i), &written) }
        for item in selection.items where item.node >= 0 && isForGuards[Int(item.node)] {
            for node in values(of: item) { write(node, &written) }
        }
        for item in selection.items where item.node >= 0 && !isForGuards[Int(item.node)] {
            add(item, &written)
        }
        for (i, output) in graph.outputs.enumerated() where outputs[i] == .each && isUniform(output) {
            steps.append(LaneStep(op: autodiffLaneStore, place: places[i], x: output))
        }
    }

    /// Whether the operand is the same for all points.
    func isUniform(_ operand: Int32) -> Bool { operand < Int32(uniformCount) }

    /// The sums of what is the same for all points, with that.
    var uniformSums: [(sum: Int, operand: Int32)] {
        graph.outputs.indices.filter { outputs[$0] == .sum && isUniform(graph.outputs[$0]) }.map {
            (places[$0], graph.outputs[$0])
        }
    }

    /// The nodes that an item gives values: one, but for a rule with several.
    func values(of item: Item) -> ClosedRange<Int32> {
        guard graph.nodes[Int(item.node)].operation == .vectorRule else { return item.node...item.node }
        var last = item.node
        while Int(last) + 1 < graph.nodes.count, graph.nodes[Int(last) + 1].operation == .element,
            graph.nodes[Int(last) + 1].x == item.node
        {
            last += 1
        }
        return min(item.node + 1, last)...last
    }

    private func outputsByNode() -> [Int32: [Int]] {
        var places: [Int32: [Int]] = [:]
        for (i, output) in graph.outputs.enumerated() where !isUniform(output) { places[output, default: []].append(i) }
        return places
    }

    /// Whether a guard depends on each node.
    private func neededByGuards() -> [Bool] {
        var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
        func need(_ operand: Int32) { if operand >= 0 { isNeeded[Int(operand)] = true } }
        for guardian in graph.guards {
            need(guardian.x)
            need(guardian.y)
        }
        for item in selection.items.reversed() where item.node >= 0 {
            let values = values(of: item)
            if !values.contains(where: { isNeeded[Int($0)] }) && !isNeeded[Int(item.node)] { continue }
            isNeeded[Int(item.node)] = true
            if item.terms > 0 {
                for term in selection.terms[Int(item.x)..<Int(item.x + item.terms)] {
                    if let (x, y) = selection.product(term) {
                        need(x)
                        need(y)
                    } else {
                        need(term)
                    }
                }
                continue
            }
            let count = item.operandCount
            if count > 0 { need(item.x) }
            if count > 1 { need(item.y) }
            if count > 2 { need(item.z) }
        }
        return isNeeded
    }

    /// The guards, each as soon as may be, with what they need. A rule that isn't built in waits until those before it are known
    /// to hold: its arguments may be wrong for it on another path.
    private mutating func addGuarded(_ isForGuards: [Bool]) {
        var next = 0
        var unchecked = false
        func addGuards(before node: Int) {
            while next < graph.guards.count && Int(graph.guardPlaces[next]) <= node {
                let met = graph.guards[next]
                let how = met.comparison.rawValue + (met.held ? 0 : UInt32(autodiffGuardFails))
                steps.append(LaneStep(op: autodiffLaneGuard, extra: how, x: met.x, y: met.y))
                unchecked = true
                next += 1
            }
        }
        var none: [Int32: [Int]] = [:]
        for item in selection.items where item.node >= 0 && isForGuards[Int(item.node)] {
            addGuards(before: Int(item.node))
            if item.op == UInt8(autodiffOpCall) && unchecked {
                steps.append(LaneStep(op: autodiffLaneCheck))
                unchecked = false
            }
            add(item, &none)
        }
        addGuards(before: .max)
    }

    /// Writes the results that a node is.
    private mutating func write(_ node: Int32, _ written: inout [Int32: [Int]]) {
        for i in written.removeValue(forKey: node) ?? [] {
            let op = outputs[i] == .sum ? autodiffLaneAccumulate : autodiffLaneStore
            steps.append(LaneStep(op: op, place: places[i], x: node))
        }
    }

    private mutating func add(_ item: Item, _ written: inout [Int32: [Int]]) {
        if Int(item.op) == autodiffOpMultiply, selection.uses(of: item.node) == 1, let places = written[item.node],
            places.count == 1, outputs[places[0]] == .sum
        {
            written[item.node] = nil
            var step = LaneStep(op: autodiffLaneAccumulateProduct, place: self.places[places[0]], x: item.x, y: item.y)
            if isUniform(step.x) { (step.x, step.y) = (step.y, step.x) }
            steps.append(step)
            return
        }
        if Int(item.op) == autodiffOpSum {
            addSum(item)
        } else if item.terms > 0 {
            let operands = Array(selection.terms[Int(item.x)..<Int(item.x + item.terms)])
            let op = LaneSteps.operations[Int(item.op)]!
            steps.append(LaneStep(op: op, extra: item.extra, node: item.node, list: operands))
        } else {
            var step = LaneStep(
                op: LaneSteps.operations[Int(item.op)]!, extra: item.extra, node: item.node, x: item.x, y: item.y,
                z: item.z)
            if isUniform(step.x) && LaneSteps.commutes(step.op) { (step.x, step.y) = (step.y, step.x) }
            steps.append(step)
        }
        for node in values(of: item) { write(node, &written) }
    }

    /// A sum of terms and products, in their order: as few instructions as there are kinds of terms in a row.
    private mutating func addSum(_ item: Item) {
        let terms = selection.terms[Int(item.x)..<Int(item.x + item.terms)]
        var z = terms.first!
        var rest = terms.dropFirst()
        while let first = rest.first {
            let kind = kind(first)
            let row = rest.prefix { self.kind($0) == kind }
            rest = rest.dropFirst(row.count)
            var step = LaneStep(op: autodiffLaneAdd, node: item.node, z: z)
            switch kind {
            case .uniform, .vector:
                if kind == .uniform || row.count == 1 {
                    // One by one: a uniform sum would be rounded in another order.
                    for term in row {
                        let (x, y) = isUniform(z) ? (term, z) : (z, term)
                        steps.append(LaneStep(op: autodiffLaneAdd, node: item.node, x: x, y: y))
                        z = item.node
                    }
                    continue
                }
                step.op = autodiffLaneSum
                step.list = Array(row)
            case .product, .productWithUniform:
                let factors = row.map { term in
                    let (x, y) = selection.product(term)!
                    return isUniform(x) ? (y, x) : (x, y)
                }
                step.op = row.count == 1 ? autodiffLaneMultiplyAdd : autodiffLaneDot
                if row.count == 1 {
                    (step.x, step.y) = factors[0]
                } else {
                    step.list = factors.flatMap { [$0.0, $0.1] }
                }
            }
            steps.append(step)
            z = item.node
        }
    }

    private enum Kind { case uniform, vector, product, productWithUniform }

    private func kind(_ term: Int32) -> Kind {
        guard let (x, y) = selection.product(term) else { return isUniform(term) ? .uniform : .vector }
        return isUniform(x) || isUniform(y) ? .productWithUniform : .product
    }

    private static func commutes(_ op: Int) -> Bool {
        switch op {
        case autodiffLaneAdd, autodiffLaneMultiply, autodiffLaneMultiplyAdd, autodiffLaneMultiplySubtract,
            autodiffLaneSubtractFrom:
            true
        default: false
        }
    }

    /// The operation on lanes for an operation on runs.
    private static let operations: [Int: Int] = [
        autodiffOpAdd: autodiffLaneAdd, autodiffOpSubtract: autodiffLaneSubtract,
        autodiffOpMultiply: autodiffLaneMultiply, autodiffOpDivide: autodiffLaneDivide,
        autodiffOpMultiplyAdd: autodiffLaneMultiplyAdd, autodiffOpMultiplySubtract: autodiffLaneMultiplySubtract,
        autodiffOpSubtractFrom: autodiffLaneSubtractFrom, autodiffOpNegate: autodiffLaneNegate,
        autodiffOpCopy: autodiffLaneCopy, autodiffOpAbs: autodiffLaneAbs, autodiffOpSqrt: autodiffLaneSqrt,
        autodiffOpSquare: autodiffLaneSquare, autodiffOpMax: autodiffLaneMax, autodiffOpMin: autodiffLaneMin,
        autodiffOpRelu: autodiffLaneRelu, autodiffOpLess: autodiffLaneLess,
        autodiffOpLessOrEqual: autodiffLaneLessOrEqual, autodiffOpEqual: autodiffLaneEqual,
        autodiffOpSelect: autodiffLaneSelect, autodiffOpFunction: autodiffLaneFunction,
        autodiffOpFunctionOfTwo: autodiffLaneFunctionOfTwo, autodiffOpSum: autodiffLaneSum,
        autodiffOpLargest: autodiffLaneLargest, autodiffOpSmallest: autodiffLaneSmallest,
        autodiffOpLogSumExp: autodiffLaneLogSumExp, autodiffOpCall: autodiffLaneCall,
    ]
}
