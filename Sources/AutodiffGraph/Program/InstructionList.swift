import _AutodiffShims

/// A program for the interpreter.
struct InstructionList: @unchecked Sendable {
    let instructions: [AutodiffInstruction]

    /// The slots of operands that lie scattered.
    let indices: [UInt32]

    /// Whether the functions are the C library's.
    let isExact: Bool

    init(_ emitter: Emitter, isExact: Bool) {
        instructions = emitter.instructions
        indices = emitter.indices
        self.isExact = isExact
    }

    func run(in slots: UnsafeMutablePointer<Double>, _ host: UnsafeRawPointer) -> RunOutcome {
        let failed = instructions.withUnsafeBufferPointer { instructions in
            indices.withUnsafeBufferPointer { indices in
                autodiffRun(
                    instructions.baseAddress, instructions.count, indices.baseAddress, slots, host, runCall, isExact)
            }
        }
        if _fastPath(failed < 0) { return .done }
        let how = instructions[Int(failed)].extra & (UInt32(autodiffGuardFails) - 1)
        return how == UInt32(autodiffGuardFinite) ? .notFinite : .otherPath
    }
}
