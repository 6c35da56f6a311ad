import _AutodiffShims

// Calls.
extension CodeEmitter {
    /// Calls a function for a batch. All registers are free afterwards, as the calling convention has it.
    mutating func emitBatch(_ batch: Int) {
        let (numbersOfItems, twins) = (schedule.batches[batch].items, schedule.batches[batch].twins)
        let items = numbersOfItems.map { selection.items[Int($0)] }
        let room = rooms[batch]
        var arguments: [Int32] = []
        for item in items {
            for k in 0..<item.readCount { arguments.append(number(of: selection.operand(k, of: item))) }
        }
        let isRule = items[0].op == UInt8(autodiffOpCall)
        if isRule {
            checkFiniteness()
            for number in arguments where !numbers.isStored(number) { putAside(number) }
        } else {
            // The arguments of a function of two stand in pairs.
            let lists = items[0].argumentLists
            for (i, number) in arguments.enumerated() {
                bring(number, to: room.arguments[i % lists] + Int32(i / lists))
            }
        }
        for number in arguments { numbers.read(number) }
        for number in numbers.held where !numbers.isStored(number) { putAside(number) }
        numbers.clearAll()
        if let finiteness { code.store(finiteness.register, finiteness.slot) }
        if isRule {
            callRule(items[0], arguments, room)
        } else if twins.isEmpty {
            callFunction(items, room)
        } else {
            code.argument(0, addressOf: UInt32(room.arguments[0]))
            code.argument(1, addressOf: UInt32(room.results))
            code.argument(2, addressOf: UInt32(room.twins))
            code.argument(3, UInt32(items.count))
            code.call(autodiffSinCosAddress(items.count))
        }
        if let finiteness { code.load(finiteness.register, finiteness.slot) }
        for item in items { for node in resultNodes(item) { numbers.markStored(node) } }
        for twin in twins { numbers.markStored(selection.items[Int(twin)].node) }
    }

    private mutating func callFunction(_ items: [Item], _ room: Room) {
        let (op, function) = (Int(items[0].op), items[0].extra)
        if op == autodiffOpFunction, let address = autodiffFunctionAddress(function, isExact, items.count) {
            code.argument(0, addressOf: UInt32(room.arguments[0]))
            code.argument(1, addressOf: UInt32(room.results))
            code.argument(2, UInt32(items.count))
            code.call(address)
            return
        }
        let isReduction = op != autodiffOpFunction && op != autodiffOpFunctionOfTwo
        code.argument(0, isReduction ? UInt32(op) : function)
        code.argument(1, isExact ? 1 : 0)
        for (k, place) in room.arguments.enumerated() { code.argument(2 + k, addressOf: UInt32(place)) }
        let next = 2 + room.arguments.count
        if isReduction {
            code.argument(next, UInt32(items[0].terms))
            code.call(autodiffReduceAddress())
            code.store(0, UInt32(room.results))
        } else {
            code.argument(next, addressOf: UInt32(room.results))
            code.argument(next + 1, UInt32(items.count))
            code.call(op == autodiffOpFunction ? autodiffApplyAddress() : autodiffApplyToTwoAddress())
        }
    }

    /// Calls a rule that isn't built in, through the host.
    private mutating func callRule(_ item: Item, _ arguments: [Int32], _ room: Room) {
        var call = selection.calls[Int(item.extra)]
        call.operands = arguments.map { UInt32(numbers.slot(of: $0)) }
        call.results = Int(room.results)..<Int(room.results) + resultNodes(item).count
        code.argumentHost()
        code.argument(1, UInt32(calls.count))
        code.argument(2, addressOf: 0)
        code.call(ruleCall)
        calls.append(call)
    }

    /// Stores a number that has none but its register, in a slot of its own.
    private mutating func putAside(_ number: Int32) {
        code.store(numbers.register(of: number)!, UInt32(numbers.slotToPutAside(number)))
    }

    /// Has a number stand in a slot.
    private mutating func bring(_ number: Int32, to slot: Int32) {
        if numbers.slot(of: number) == slot && numbers.isStored(number) { return }
        code.store(register(number), UInt32(slot))
        numbers.unpin()
    }
}
