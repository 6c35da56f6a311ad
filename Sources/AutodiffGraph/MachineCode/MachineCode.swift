import _AutodiffShims

/// A program as machine code: one function of the slots, in memory that can be run.
final class MachineCode: Sendable {
    private let code: CodeMemory
    let constants: [Double]
    let slotCount: Int
    let calls: [Call]

    /// The slots of the results.
    let outputs: [UInt32]

    /// How often each operation is done.
    let operations: [Operation: Int]

    struct Operation: Hashable {
        let op: UInt8

        /// The function, of operations that are functions.
        let extra: UInt32
    }

    /// The number of bytes.
    var size: Int { code.size }

    /// The most operations that are made machine code: two megabytes.
    static let mostOperations = 1 << 17

    /// The items' code; nil where this processor or system has none, or the program is too long.
    init?(_ selection: Selection, isExact: Bool) {
        if selection.items.count + selection.terms.count > MachineCode.mostOperations || !autodiffRunsMachineCode() {
            return nil
        }
        let call: @convention(c) (UnsafeRawPointer?, UInt32, UnsafeMutablePointer<Double>?) -> Void = runCall
        var emitter = CodeEmitter(
            selection, CodeSchedule(selection, mergesSinCos: !isExact), isExact: isExact,
            ruleCall: unsafeBitCast(call, to: UnsafeRawPointer.self))
        emitter.emit()
        guard let code = emitter.code.withCode({ CodeMemory($0) }) else { return nil }
        self.code = code
        constants = emitter.constants.values
        slotCount = emitter.slotCount
        calls = emitter.calls
        outputs = emitter.outputs
        operations = MachineCode.count(selection.items)
    }

    /// Runs the code. The host is what it calls for a rule that has no function of its own.
    @inline(__always)
    func run(in slots: UnsafeMutablePointer<Double>, _ host: UnsafeRawPointer) -> RunOutcome {
        RunOutcome(rawValue: autodiffRunCode(code.start, slots, host))!
    }

    private static func count(_ items: [Item]) -> [Operation: Int] {
        // Without a look-up for each of the many that aren't functions.
        var plain = [Int](repeating: 0, count: autodiffOpCount)
        var counts: [Operation: Int] = [:]
        for item in items {
            if Int(item.op) == autodiffOpFunction {
                counts[Operation(op: item.op, extra: item.extra), default: 0] += 1
            } else {
                plain[Int(item.op)] += 1
            }
        }
        for (op, count) in plain.enumerated() where count > 0 { counts[Operation(op: UInt8(op), extra: 0)] = count }
        return counts
    }
}

/// Memory whose code can be run.
private final class CodeMemory: @unchecked Sendable {
    let start: UnsafeRawPointer
    let size: Int

    /// nil where the system doesn't allow it.
    init?(_ code: UnsafeBufferPointer<UInt8>) {
        guard let start = autodiffLoadCode(code.baseAddress, code.count) else { return nil }
        self.start = start
        size = code.count
    }

    deinit { autodiffUnloadCode(start, size) }
}
