import AutodiffCore
import _AutodiffShims

/// Makes instructions of the steps of a lane program: gives each value a slot, which serves another value as soon as the last
/// step that reads it is done.
struct LaneEmitter {
    private(set) var instructions: [AutodiffLaneInstruction] = []
    private(set) var lists: [UInt32] = []
    private(set) var calls: [LaneCall] = []
    private(set) var slotCount = 0

    /// The constants, which are uniforms behind those that the graph has as inputs.
    private(set) var constants: [Double] = []
    private var constantNumbers: [UInt64: UInt32] = [:]

    private let steps: LaneSteps
    private let graph: Graph
    private var slots: [UInt32]
    private var free: [UInt32] = []

    /// The last step that reads each node's value.
    private var lastUses: [Int32]

    /// For each node the result that it is written as, if it is computed where that result belongs; else -1.
    private var resultPlaces: [Int32]

    /// - Parameters:
    ///   - resultsBehind: If results are slots, too, how many vectors there are between the last other slot and the first of them:
    ///     what computes a result writes it there, and nothing stores it.
    init(_ steps: LaneSteps, inputs: [LaneInput], resultsBehind: Int? = nil) {
        self.steps = steps
        resultPlaces = [Int32](repeating: -1, count: steps.selection.graph.nodes.count)
        graph = steps.selection.graph
        slots = [UInt32](repeating: 0, count: graph.nodes.count)
        lastUses = [Int32](repeating: -1, count: graph.nodes.count)
        for (i, input) in inputs.enumerated() {
            switch input {
            case .data(let column): slots[steps.uniformCount + i] = UInt32(column) | autodiffLaneDataBit
            case .gathered(let number):
                slots[steps.uniformCount + i] = UInt32(number)
                slotCount = max(slotCount, number + 1)
            }
        }
        for (i, step) in steps.steps.enumerated() {
            visit(step) { if $0 >= 0 { lastUses[Int($0)] = Int32(i) } }
        }
        if resultsBehind != nil {
            for step in steps.steps where step.op == autodiffLaneStore && Int(step.x) >= graph.inputCount {
                if resultPlaces[Int(step.x)] < 0 { resultPlaces[Int(step.x)] = Int32(step.place) }
            }
        }
        for (i, step) in steps.steps.enumerated() {
            let isThere =
                step.op == autodiffLaneStore && step.x >= 0 && Int(resultPlaces[Int(step.x)]) == step.place
            if !isThere { emit(step, Int32(i)) }
        }
        if let resultsBehind { setResults(first: UInt32(slotCount + resultsBehind)) }
    }

    /// The number of results' slots is known when all others are.
    private mutating func setResults(first: UInt32) {
        func moved(_ operand: UInt32) -> UInt32 {
            operand >> 30 == 1 ? (operand & ~LaneEmitter.resultBit) + first : operand
        }
        for i in instructions.indices {
            instructions[i].result = moved(instructions[i].result)
            instructions[i].x = moved(instructions[i].x)
            instructions[i].y = moved(instructions[i].y)
            instructions[i].z = moved(instructions[i].z)
        }
        lists = lists.map(moved)
        calls = calls.map {
            LaneCall(call: $0.call, operands: $0.operands.map(moved), results: $0.results.map(moved))
        }
    }

    private static let resultBit: UInt32 = 0x4000_0000

    private func visit(_ step: LaneStep, _ body: (Int32) -> Void) {
        let operands = step.operands
        if operands.x { body(step.x) }
        if operands.y { body(step.y) }
        if operands.z { body(step.z) }
        for operand in step.list { body(operand) }
    }

    private mutating func emit(_ step: LaneStep, _ number: Int32) {
        var instruction = AutodiffLaneInstruction(
            op: UInt32(step.op), form: 0, count: step.extra, result: UInt32(step.place), x: 0, y: 0, z: 0)
        var borrowed: [UInt32] = []
        func place(_ operand: Int32, mayBeUniform: Bool, _ form: Int) -> UInt32 {
            if !steps.isUniform(operand) { return slots[Int(operand)] }
            if mayBeUniform {
                instruction.form |= UInt32(form)
                return uniform(operand)
            }
            let slot = take()
            instructions.append(
                AutodiffLaneInstruction(
                    op: UInt32(autodiffLaneCopy), form: UInt32(autodiffLaneUniformX), count: 0, result: slot,
                    x: uniform(operand), y: 0, z: 0))
            borrowed.append(slot)
            return slot
        }
        let operands = step.operands
        let mayBeUniform = LaneEmitter.mayBeUniform(step.op)
        if operands.x { instruction.x = place(step.x, mayBeUniform: mayBeUniform.x, autodiffLaneUniformX) }
        if operands.y { instruction.y = place(step.y, mayBeUniform: mayBeUniform.y, autodiffLaneUniformY) }
        if operands.z { instruction.z = place(step.z, mayBeUniform: mayBeUniform.z, autodiffLaneUniformZ) }
        switch step.op {
        case autodiffLaneCall:
            let list = step.list.map { place($0, mayBeUniform: false, 0) }
            instruction.count = addCall(step, list)
        case autodiffLaneDot:
            instruction.count = UInt32(step.list.count / 2)
            instruction.x = UInt32(lists.count)
            if steps.isUniform(step.list[1]) { instruction.form |= UInt32(autodiffLaneUniformY) }
            for operand in step.list {
                lists.append(steps.isUniform(operand) ? uniform(operand) : slots[Int(operand)])
            }
        case autodiffLaneSum, autodiffLaneLargest, autodiffLaneSmallest, autodiffLaneLogSumExp:
            let list = step.list.map { place($0, mayBeUniform: false, 0) }
            instruction.count = UInt32(list.count)
            instruction.x = UInt32(lists.count)
            lists += list
        default: break
        }
        // An operation on single vectors reads its operands before it writes; what calls a function may not.
        let isArithmetic = step.op != autodiffLaneFunction && step.op != autodiffLaneFunctionOfTwo
        if isArithmetic { freeOperands(step, number, borrowed) }
        if step.node >= 0 && step.op != autodiffLaneCall {
            // A sum of several kinds of terms is added up where it lies. What isn't an operand may be any number, a rule's say.
            let isOwnOperand =
                operands.x && step.x == step.node || operands.y && step.y == step.node
                || operands.z && step.z == step.node
            let isBegun = isOwnOperand && lastUses[Int(step.node)] >= number
            if !isBegun { slots[Int(step.node)] = take(for: step.node) }
            instruction.result = slots[Int(step.node)]
        }
        instructions.append(instruction)
        if !isArithmetic { freeOperands(step, number, borrowed) }
    }

    /// The results of a call have slots of their own before its operands lose theirs.
    private mutating func addCall(_ step: LaneStep, _ operands: [UInt32]) -> UInt32 {
        var call = LaneCall(call: steps.calls[Int(step.extra)], operands: operands, results: [])
        let node = graph.nodes[Int(step.node)]
        var results = [step.node]
        if node.operation == .vectorRule {
            results = []
            var next = Int(step.node) + 1
            while next < graph.nodes.count, graph.nodes[next].operation == .element, graph.nodes[next].x == step.node {
                results.append(Int32(next))
                next += 1
            }
        }
        for result in results {
            slots[Int(result)] = take(for: result)
            call.results.append(slots[Int(result)])
        }
        calls.append(call)
        return UInt32(calls.count - 1)
    }

    private mutating func freeOperands(_ step: LaneStep, _ number: Int32, _ borrowed: [UInt32]) {
        free += borrowed
        visit(step) { operand in
            guard !steps.isUniform(operand), lastUses[Int(operand)] == number, operand != step.node,
                slots[Int(operand)] & (autodiffLaneDataBit | LaneEmitter.resultBit) == 0
            else { return }
            lastUses[Int(operand)] = -1
            free.append(slots[Int(operand)])
        }
    }

    /// A slot for a node's value: where its result belongs, or a free one.
    private mutating func take(for node: Int32) -> UInt32 {
        let place = resultPlaces[Int(node)]
        return place >= 0 ? UInt32(place) | LaneEmitter.resultBit : take()
    }

    private mutating func take() -> UInt32 {
        if let slot = free.popLast() { return slot }
        slotCount += 1
        return UInt32(slotCount - 1)
    }

    /// The number of a uniform. Constants with the same bits are one.
    private mutating func uniform(_ operand: Int32) -> UInt32 {
        if operand >= 0 { return UInt32(operand) }
        let value = graph.constants[Int(-1 - operand)]
        if let number = constantNumbers[value.bitPattern] { return number }
        let number = UInt32(steps.uniformCount + constants.count)
        constants.append(value)
        constantNumbers[value.bitPattern] = number
        return number
    }

    /// Which operands of an operation may be uniforms; see `AutodiffLanes.h`.
    private static func mayBeUniform(_ op: Int) -> (x: Bool, y: Bool, z: Bool) {
        switch op {
        case autodiffLaneAdd, autodiffLaneMultiply, autodiffLaneAccumulateProduct: (false, true, false)
        case autodiffLaneSubtract, autodiffLaneDivide: (true, true, false)
        case autodiffLaneMultiplyAdd, autodiffLaneMultiplySubtract, autodiffLaneSubtractFrom: (false, true, true)
        case autodiffLaneSum, autodiffLaneDot: (false, false, true)
        case autodiffLaneCopy: (true, false, false)
        default: (false, false, false)
        }
    }
}

private let autodiffLaneDataBit: UInt32 = 0x8000_0000
