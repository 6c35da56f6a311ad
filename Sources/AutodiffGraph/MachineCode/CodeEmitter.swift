import _AutodiffShims

/// Makes machine code of a program's items.
///
/// The code is one straight line: each operation is an instruction or a few, on numbers in registers where it can be. Functions and
/// rules are called, many at a time where they don't wait for one another (`CodeSchedule`).
struct CodeEmitter: ~Copyable {
    var code = Assembler()
    var calls: [Call] = []

    let selection: Selection
    let schedule: CodeSchedule
    let isExact: Bool

    /// The function that calls a rule that has no function of its own.
    let ruleCall: UnsafeRawPointer

    /// The numbers: the graph's nodes, then the constants, each once.
    var numbers = CodeNumbers(count: 0, registers: 0, [])
    var constants: CodeConstants

    /// The slots of results, and of the arguments and results of each batch.
    private(set) var outputs: [UInt32] = []
    private(set) var rooms: [Room] = []

    /// The jumps of comparisons that come out otherwise.
    var failures: [Int] = []

    /// Where it is noted whether some number wasn't finite that folded zeros ask for, if any do.
    var finiteness: Finiteness?

    /// The first slots of a batch's arguments and of its results.
    struct Room {
        var arguments: [Int32] = []
        var results: Int32 = 0
        var twins: Int32 = 0
    }

    init(_ selection: Selection, _ schedule: CodeSchedule, isExact: Bool, ruleCall: UnsafeRawPointer) {
        self.selection = selection
        self.schedule = schedule
        self.isExact = isExact
        self.ruleCall = ruleCall
        constants = CodeConstants(selection.graph)
    }

    var slotCount: Int { max(numbers.slotCount, 1) }

    mutating func emit() {
        prepare()
        code.enter()
        beginFiniteness()
        let (items, steps) = (selection.items, schedule.steps)
        for step in steps {
            switch step {
            case .item(let item): emit(items[Int(item)])
            case .batch(let batch): emitBatch(Int(batch))
            }
            numbers.endStep()
        }
        checkFiniteness()
        code.leave(RunOutcome.done.rawValue)
        for jump in failures { code.land(jump) }
        checkFiniteness()
        code.leave(RunOutcome.otherPath.rawValue)
        endFiniteness()
    }
}

// Numbers and slots.
extension CodeEmitter {
    /// Finds the order of readings, and gives slots to inputs, constants, results and what calls read and write.
    private mutating func prepare() {
        let (selection, schedule) = (selection, schedule)
        let graph = selection.graph
        var readings: [(number: Int32, step: Int32)] = []
        readings.reserveCapacity(3 * selection.items.count + selection.terms.count)
        for (i, step) in schedule.steps.enumerated() {
            func read(_ item: Item) {
                for k in 0..<item.readCount {
                    readings.append((number(of: selection.operand(k, of: item)), Int32(i)))
                }
            }
            switch step {
            case .item(let number):
                let item = selection.items[Int(number)]
                read(item)
                if let bits = item.helper { readings.append((constants.number(ofBits: bits), Int32(i))) }
            case .batch(let batch):
                for number in schedule.batches[Int(batch)].items { read(selection.items[Int(number)]) }
            }
        }
        let results = graph.outputs.map { number(of: $0) }
        let foldsZeros = graph.guards.contains { $0.comparison == .finite }
        numbers = CodeNumbers(
            count: graph.nodes.count + constants.values.count, registers: foldsZeros ? 15 : 16, readings)
        let first = numbers.takeSlots(graph.inputCount + constants.values.count)
        for i in 0..<graph.inputCount { numbers.setSlot(of: Int32(i), first + Int32(i), isThere: true) }
        for i in constants.values.indices {
            let slot = first + Int32(graph.inputCount + i)
            numbers.setSlot(of: Int32(graph.nodes.count + i), slot, isThere: true)
        }
        if foldsZeros { finiteness = Finiteness(register: 15, slot: UInt32(numbers.takeSlots(1))) }
        rooms = [Room](repeating: Room(), count: schedule.batches.count)
        for batch in schedule.batches.indices where !schedule.batches[batch].items.isEmpty { placeResults(of: batch) }
        for number in results {
            if numbers.slot(of: number) < 0 { numbers.setSlot(of: number, numbers.takeSlots(1), isThere: false) }
            outputs.append(UInt32(numbers.slot(of: number)))
        }
        for batch in schedule.batches.indices where !schedule.batches[batch].items.isEmpty { placeArguments(of: batch) }
    }

    /// The number of an operand.
    @inline(__always)
    mutating func number(of operand: Int32) -> Int32 { operand >= 0 ? operand : constants.number(of: operand) }

    private mutating func placeResults(of batch: Int) {
        let (items, twins) = (schedule.batches[batch].items, schedule.batches[batch].twins)
        rooms[batch].results = place(items.flatMap { resultNodes(selection.items[Int($0)]) })
        rooms[batch].twins = place(twins.map { selection.items[Int($0)].node })
    }

    private mutating func place(_ nodes: [Int32]) -> Int32 {
        let first = numbers.takeSlots(nodes.count)
        for (i, node) in nodes.enumerated() { numbers.setSlot(of: node, first + Int32(i), isThere: false) }
        return first
    }

    /// The slots of a batch's arguments, side by side: where they lie if they do already, else new ones, which those get that have none.
    private mutating func placeArguments(of batch: Int) {
        let items = schedule.batches[batch].items.map { selection.items[Int($0)] }
        if items[0].op == UInt8(autodiffOpCall) { return }
        let arguments = (0..<items[0].argumentLists).map { k in
            items[0].terms > 0
                ? (0..<Int(items[0].terms)).map { number(of: selection.operand($0, of: items[0])) }
                : items.map { number(of: selection.operand(k, of: $0)) }
        }
        rooms[batch].arguments = arguments.map { argumentSlots($0) }
    }

    private mutating func argumentSlots(_ arguments: [Int32]) -> Int32 {
        let first = numbers.slot(of: arguments[0])
        var areThere = first >= 0
        for (i, number) in arguments.enumerated() where numbers.slot(of: number) != first + Int32(i) {
            areThere = false
        }
        if areThere { return first }
        let room = numbers.takeSlots(arguments.count)
        for (i, number) in arguments.enumerated() where numbers.slot(of: number) < 0 {
            numbers.setSlot(of: number, room + Int32(i), isThere: false)
        }
        return room
    }

    /// The nodes of an item's values.
    func resultNodes(_ item: Item) -> [Int32] {
        if item.op == UInt8(autodiffOpCall), selection.calls[Int(item.extra)].operation == .vectorRule {
            return Array(selection.graph.elements(of: item.node))
        }
        return [item.node]
    }
}

// Registers.
extension CodeEmitter {
    /// A register for a result or on the way to one, pinned.
    mutating func newRegister() -> UInt8 {
        let (register, leaving) = numbers.candidate()
        if leaving >= 0 {
            if !numbers.isStored(leaving) { code.store(register, UInt32(numbers.slotToPutAside(leaving))) }
            numbers.clear(register)
        }
        numbers.pin(register)
        return register
    }

    /// The number in a register, pinned.
    mutating func register(_ number: Int32) -> UInt8 {
        if let register = numbers.register(of: number) {
            numbers.pin(register)
            return register
        }
        let register = newRegister()
        code.load(register, UInt32(numbers.slot(of: number)))
        numbers.hold(number, in: register)
        return register
    }

    /// The number in a register, pinned, or where it isn't worth one in its slot. It is read by the reading `ahead` further.
    mutating func place(_ number: Int32, _ ahead: Int) -> Assembler.Place {
        if numbers.register(of: number) == nil && !numbers.isWorthRegister(after: ahead) {
            return .slot(UInt32(numbers.slot(of: number)))
        }
        return .register(register(number))
    }

    /// The register holds the node's value now, which is stored if something wants it in its slot.
    mutating func define(_ node: Int32, _ register: UInt8) {
        if numbers.slot(of: node) >= 0 {
            code.store(register, UInt32(numbers.slot(of: node)))
            numbers.markStored(node)
        }
        if numbers.isRead(node) { numbers.hold(node, in: register) }
    }
}
