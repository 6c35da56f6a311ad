import AutodiffCore
import _AutodiffShims

/// The instructions that compute a graph's results, and the slots that they work on.
///
/// The slots are the inputs, then constants, then the results of instructions, whose slots are used again once their values are
/// no longer needed. A program is run in a buffer of its own for each thread; the buffers are kept.
final class Program: @unchecked Sendable {
    let inputCount: Int
    let constants: [Double]
    let slotCount: Int
    let instructions: [AutodiffInstruction]
    let indices: [UInt32]
    let outputs: Outputs
    let calls: [Call]

    /// The number of the graph's nodes, and of the operations that the program does: a sum of many terms is one, a product that a sum takes in
    /// is none.
    let nodeCount: Int
    let operationCount: Int

    /// Whether the functions are the C library's.
    let isExact: Bool

    private let buffers = Buffers()

    init(_ graph: Graph, isExact: Bool) {
        var emitter = Emitter(Selection(graph))
        emitter.emit()
        inputCount = graph.inputCount
        constants = emitter.constants
        slotCount = emitter.slotCount
        instructions = emitter.instructions
        indices = emitter.indices
        outputs = Outputs(emitter.outputs, constants: constants, from: graph.inputCount)
        calls = emitter.emittedCalls
        nodeCount = graph.nodes.count
        operationCount = emitter.operationCount
        self.isExact = isExact
    }

    /// Runs the program at the inputs, and hands the results to `read`.
    @inline(__always)
    func run<Result>(
        _ x: UnsafeBufferPointer<Double>,
        _ more: UnsafeBufferPointer<Double> = UnsafeBufferPointer(start: nil, count: 0),
        read: (Results) -> Result
    ) -> Outcome<Result> {
        let slots = buffers.take() ?? newBuffer()
        defer { buffers.give(slots) }
        if x.count > 0 { slots.update(from: x.baseAddress!, count: x.count) }
        if more.count > 0 { (slots + x.count).update(from: more.baseAddress!, count: more.count) }
        let failed = run(in: slots)
        if _fastPath(failed < 0) { return .done(read(Results(buffer: slots, outputs: outputs))) }
        let how = instructions[Int(failed)].extra & (UInt32(autodiffGuardFails) - 1)
        return how == UInt32(autodiffGuardFinite) ? .notFinite : .otherPath
    }

    /// Runs the instructions: the number of the one whose guard failed, negative if none did.
    private func run(in slots: UnsafeMutablePointer<Double>) -> Int64 {
        instructions.withUnsafeBufferPointer { instructions in
            indices.withUnsafeBufferPointer { indices in
                autodiffRun(
                    instructions.baseAddress, instructions.count, indices.baseAddress, slots,
                    Unmanaged.passUnretained(self).toOpaque(), runCall, isExact)
            }
        }
    }

    /// What comes of a run.
    enum Outcome<Result> {
        case done(Result)

        /// A comparison came out otherwise than when the function was recorded.
        case otherPath

        /// A number isn't finite that a folded zero was multiplied by.
        case notFinite
    }

    private func newBuffer() -> UnsafeMutablePointer<Double> {
        let slots = UnsafeMutablePointer<Double>.allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for (i, constant) in constants.enumerated() { slots[inputCount + i] = constant }
        return slots
    }
}

/// What the interpreter calls for a rule without a kernel.
private func runCall(_ host: UnsafeRawPointer?, _ number: UInt32, _ slots: UnsafeMutablePointer<Double>?) {
    let program = Unmanaged<Program>.fromOpaque(host!).takeUnretainedValue()
    program.calls[Int(number)].run(on: slots!)
}
