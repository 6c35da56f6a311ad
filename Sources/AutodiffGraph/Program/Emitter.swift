import _AutodiffShims

/// Makes instructions of items: level by level, and in a level operation by operation.
///
/// The items of a group are put in an order in which their operands lie side by side, as far as that goes: the results of one
/// instruction then are the contiguous operands of another.
struct Emitter {
    private(set) var instructions: [AutodiffInstruction] = []
    private(set) var indices: [UInt32] = []
    private(set) var constants: [Double] = []
    private(set) var outputs: [UInt32] = []
    private(set) var emittedCalls: [Call] = []

    /// The calls as the items number them.
    private let calls: [Call]

    private let selection: Selection
    private let graph: Graph
    private var items: [Item]

    /// The slot of each node that has one.
    private var slots: [UInt32]

    /// The slots of results, which begin behind the constants.
    private var space = SlotSpace()

    /// Constants are numbered from here on until it is known how many there are. Until then results begin one slot behind the
    /// inputs, so that an input and a result are never taken for neighbours.
    private static let constantBase: UInt32 = 1 << 31
    private var resultBase: Int { graph.inputCount + 1 }

    init(_ selection: Selection) {
        self.selection = selection
        graph = selection.graph
        items = selection.items
        calls = selection.calls
        slots = [UInt32](repeating: 0, count: selection.graph.nodes.count)
        for i in 0..<graph.inputCount { slots[i] = UInt32(i) }
        setLevels()
    }

    /// The highest level.
    private(set) var levelCount = 0

    var slotCount: Int { max(graph.inputCount + constants.count + space.count, 1) }

    /// Makes the instructions, unless they are predicted to take longer than `limit` nanoseconds: then it stops, and returns false.
    mutating func emit(within limit: Double = .infinity) -> Bool {
        let order = scheduled()
        let lastUses = lastUses()
        var dying = [[Range<Int>]](repeating: [], count: levelCount + 1)
        var level: Int32 = 0
        var time = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count && order[end].key == order[start].key
                && items[order[end].item].level == items[order[start].item].level
            {
                end += 1
            }
            let group = order[start..<end].map { items[$0.item] }
            // Slots become free when a level is complete: no instruction writes where one of its level reads.
            while level < group[0].level {
                for range in dying[Int(level)] { space.free(range) }
                dying[Int(level)] = []
                level += 1
            }
            let count = instructions.count
            emit(group, lastUses, &dying)
            time += instructions[count...].reduce(0) { $0 + $1.predictedTime }
            if time > limit { return false }
            start = end
        }
        outputs = graph.outputs.map { slot(of: $0) }
        placeConstants()
        return true
    }

    /// The items by level, and in a level by operation.
    private func scheduled() -> [(key: UInt64, item: Int)] {
        let levels = levelCount + 1
        var starts = [Int](repeating: 0, count: levels + 1)
        for item in items { starts[Int(item.level) + 1] += 1 }
        for level in 0..<levels { starts[level + 1] += starts[level] }
        var order = [(key: UInt64, item: Int)](repeating: (0, 0), count: items.count)
        var next = starts
        for (i, item) in items.enumerated() {
            order[next[Int(item.level)]] = (UInt64(item.op) << 32 | UInt64(item.extra), i)
            next[Int(item.level)] += 1
        }
        for level in 0..<levels where starts[level + 1] - starts[level] > 1 {
            order[starts[level]..<starts[level + 1]].sort { $0.key != $1.key ? $0.key < $1.key : $0.item < $1.item }
        }
        return order
    }

    /// The level of an item is one more than the highest of its operands'. A rule that isn't built in waits for the guards that
    /// were met before it: its arguments may be wrong for it on another path.
    private mutating func setLevels() {
        var levels = [Int32](repeating: 0, count: graph.nodes.count)
        func level(_ operand: Int32) -> Int32 { operand >= 0 ? levels[Int(operand)] : 0 }
        var guardLevel: Int32 = 0
        var nextGuard = 0
        for i in items.indices where items[i].node >= 0 {
            let item = items[i]
            var highest: Int32 = 0
            if item.op == UInt8(autodiffOpCall) {
                while nextGuard < graph.guards.count && graph.guardPlaces[nextGuard] <= item.node {
                    let met = graph.guards[nextGuard]
                    guardLevel = max(guardLevel, max(level(met.x), level(met.y)) + 1)
                    nextGuard += 1
                }
                highest = guardLevel
            }
            if item.terms > 0 {
                let isDot = item.op == UInt8(autodiffOpDot)
                let count = Int(item.terms) * (isDot ? 2 : 1)
                for term in selection.terms[Int(item.x)..<Int(item.x) + count] { highest = max(highest, level(term)) }
                if isDot { highest = max(highest, level(item.z)) }
            } else {
                let count = item.operandCount
                if count > 0 { highest = max(highest, level(item.x)) }
                if count > 1 { highest = max(highest, level(item.y)) }
                if count > 2 { highest = max(highest, level(item.z)) }
            }
            items[i].level = highest + 1
            levels[Int(item.node)] = highest + 1
            if item.op == UInt8(autodiffOpCall) {
                for element in graph.elements(of: item.node) { levels[Int(element)] = highest + 1 }
            }
        }
        for i in items.indices where items[i].node < 0 {
            items[i].level = max(level(items[i].x), level(items[i].y)) + 1
        }
        for item in items { levelCount = max(levelCount, Int(item.level)) }
    }

    /// For each node the last level that reads it.
    private func lastUses() -> [Int32] {
        var last = [Int32](repeating: 0, count: graph.nodes.count)
        func visit(_ operand: Int32, _ level: Int32) {
            if operand >= 0 { last[Int(operand)] = max(last[Int(operand)], level) }
        }
        for item in items {
            if item.terms > 0 {
                let isDot = item.op == UInt8(autodiffOpDot)
                for term in selection.terms[Int(item.x)..<Int(item.x) + Int(item.terms) * (isDot ? 2 : 1)] {
                    visit(term, item.level)
                }
                if isDot { visit(item.z, item.level) }
            } else {
                let count = item.operandCount
                if count > 0 { visit(item.x, item.level) }
                if count > 1 { visit(item.y, item.level) }
                if count > 2 { visit(item.z, item.level) }
            }
        }
        for output in graph.outputs { visit(output, .max) }
        return last
    }
}

// One group.
extension Emitter {
    private mutating func emit(_ group: [Item], _ lastUses: [Int32], _ dying: inout [[Range<Int>]]) {
        let op = Int(group[0].op)
        if op == autodiffOpCall {
            emitCall(group, lastUses, &dying)
            return
        }
        if group[0].terms > 0 {
            for item in group {
                place([item.node], at: item.level, lastUses, &dying)
                emitTerms(item, &dying)
            }
            return
        }
        let ordered = group.count > 1 ? inBestOrder(group) : group
        if op != autodiffOpGuard { place(ordered.map(\.node), at: ordered[0].level, lastUses, &dying) }
        let operandCount = group[0].operandCount
        for run in runs(ordered, operandCount) { emitRun(ordered[run], operandCount) }
    }

    /// Gives the nodes' values slots side by side: the first one's, and their number.
    @discardableResult
    private mutating func place(
        _ nodes: [Int32], at level: Int32, _ lastUses: [Int32], _ dying: inout [[Range<Int>]]
    ) -> Range<Int> {
        let range = space.take(nodes.count)
        let first = resultBase + range.lowerBound
        var last: Int32 = 0
        for (i, node) in nodes.enumerated() {
            slots[Int(node)] = UInt32(first + i)
            last = max(last, lastUses[Int(node)])
        }
        if last < .max { dying[Int(max(last, level))].append(range) }
        return first..<first + nodes.count
    }

    private mutating func emitCall(_ group: [Item], _ lastUses: [Int32], _ dying: inout [[Range<Int>]]) {
        var call = calls[Int(group[0].extra)]
        if call.operation == .vectorRule {
            let elements = graph.elements(of: group[0].node)
            call.results = place(elements.map { $0 }, at: group[0].level, lastUses, &dying)
        } else {
            call.results = place(group.map(\.node), at: group[0].level, lastUses, &dying)
        }
        for item in group {
            call.operands += selection.terms[Int(item.x)..<Int(item.x + item.terms)].map { slot(of: $0) }
        }
        emittedCalls.append(call)
        instructions.append(
            AutodiffInstruction(
                op: UInt8(autodiffOpCall), modeX: 0, modeY: 0, modeZ: 0, extra: UInt32(emittedCalls.count - 1),
                count: 1,
                result: 0, x: 0, y: 0, z: 0))
    }

    private mutating func emitTerms(_ item: Item, _ dying: inout [[Range<Int>]]) {
        let isDot = item.op == UInt8(autodiffOpDot)
        let count = Int(item.terms)
        var x = operand(selection.terms[Int(item.x)..<Int(item.x) + count].map { slot(of: $0) }, mayBroadcast: isDot)
        if !isDot && item.op != UInt8(autodiffOpSum) && x.mode == autodiffGather {
            x = (autodiffContiguous, copied(x.place, count, item.level, &dying))
        }
        var y: (mode: Int, place: UInt32) = (0, 0)
        if isDot {
            y = operand(selection.terms[Int(item.y)..<Int(item.y) + count].map { slot(of: $0) }, mayBroadcast: true)
        }
        instructions.append(
            AutodiffInstruction(
                op: item.op, modeX: UInt8(x.mode), modeY: UInt8(y.mode), modeZ: 0, extra: 0, count: UInt32(count),
                result: slots[Int(item.node)], x: x.place, y: y.place, z: isDot ? slot(of: item.z) : 0))
    }

    /// The first of some slots to which the listed ones are copied, for an operation that wants them side by side.
    private mutating func copied(
        _ list: UInt32, _ count: Int, _ level: Int32, _ dying: inout [[Range<Int>]]
    ) -> UInt32 {
        let range = space.take(count)
        dying[Int(level)].append(range)
        let first = UInt32(resultBase + range.lowerBound)
        instructions.append(
            AutodiffInstruction(
                op: UInt8(autodiffOpCopy), modeX: UInt8(autodiffGather), modeY: 0, modeZ: 0, extra: 0,
                count: UInt32(count), result: first, x: list, y: 0, z: 0))
        return first
    }

    private mutating func emitRun(_ run: ArraySlice<Item>, _ operandCount: Int) {
        let first = run.first!
        var modes: (UInt8, UInt8, UInt8) = (0, 0, 0)
        var places: (UInt32, UInt32, UInt32) = (0, 0, 0)
        if operandCount > 2 {
            let z = operand(run.map { slot(of: $0.z) }, mayBroadcast: false)
            (modes.2, places.2) = (UInt8(z.mode), z.place)
        }
        if operandCount > 1 {
            let y = operand(run.map { slot(of: $0.y) }, mayBroadcast: true)
            (modes.1, places.1) = (UInt8(y.mode), y.place)
        }
        // The loops take one broadcast operand; the interpreter looks at y first. A function's argument is never one.
        let x = operand(
            run.map { slot(of: $0.x) }, mayBroadcast: operandCount > 1 && modes.1 != UInt8(autodiffBroadcast))
        (modes.0, places.0) = (UInt8(x.mode), x.place)
        instructions.append(
            AutodiffInstruction(
                op: first.op, modeX: modes.0, modeY: modes.1, modeZ: modes.2, extra: first.extra,
                count: UInt32(run.count), result: first.node >= 0 ? slots[Int(first.node)] : 0, x: places.0,
                y: places.1,
                z: places.2))
    }

    /// Where the slots of an operand lie: side by side, all the same, or in a list.
    private mutating func operand(_ slots: [UInt32], mayBroadcast: Bool) -> (mode: Int, place: UInt32) {
        if slots.count == 1 { return (autodiffContiguous, slots[0]) }
        if isContiguous(slots) { return (autodiffContiguous, slots[0]) }
        if mayBroadcast && slots.allSatisfy({ $0 == slots[0] }) { return (autodiffBroadcast, slots[0]) }
        let place = UInt32(indices.count)
        indices += slots
        return (autodiffGather, place)
    }

    private func isContiguous(_ slots: [UInt32]) -> Bool {
        for i in slots.indices.dropFirst() where slots[i] != slots[i - 1] + 1 { return false }
        return true
    }

    /// The slot of a node's value; for a constant 0.
    func place(of operand: Int32) -> UInt32 { operand >= 0 ? slots[Int(operand)] : 0 }

    /// The slot of an operand. A constant gets one of its own.
    private mutating func slot(of operand: Int32) -> UInt32 {
        if operand >= 0 { return slots[Int(operand)] }
        constants.append(graph.constants[Int(-1 - operand)])
        return Emitter.constantBase + UInt32(constants.count - 1)
    }

    /// The slots of results lie behind the constants, now that their number is known.
    private mutating func placeConstants() {
        let (first, count) = (UInt32(graph.inputCount), UInt32(constants.count))
        func placed(_ slot: UInt32) -> UInt32 {
            if slot >= Emitter.constantBase { return slot - Emitter.constantBase + first }
            return slot > first ? slot - 1 + count : slot
        }
        for i in indices.indices { indices[i] = placed(indices[i]) }
        for i in outputs.indices { outputs[i] = placed(outputs[i]) }
        for i in instructions.indices {
            let operation = instructions[i]
            instructions[i].result = placed(operation.result)
            if operation.modeX != UInt8(autodiffGather) { instructions[i].x = placed(operation.x) }
            if operation.modeY != UInt8(autodiffGather) { instructions[i].y = placed(operation.y) }
            if operation.modeZ != UInt8(autodiffGather) { instructions[i].z = placed(operation.z) }
        }
        for i in emittedCalls.indices {
            let begin = emittedCalls[i].results.lowerBound - 1 + Int(count)
            emittedCalls[i].results = begin..<begin + emittedCalls[i].results.count
            for k in emittedCalls[i].operands.indices {
                emittedCalls[i].operands[k] = placed(emittedCalls[i].operands[k])
            }
        }
    }
}
