import AutodiffCore
import _AutodiffShims

/// What computes a graph's results: instructions for an interpreter, or machine code.
///
/// Both work on slots: the inputs, then constants, then the results of operations, whose slots are used again once their values are
/// no longer needed. A program is run in a buffer of its own for each thread; the buffers are kept.
final class Program: Sendable {
    let inputCount: Int
    let outputs: Outputs
    let slotCount: Int

    /// The number of the graph's nodes, and of the operations that the program does: a sum of many terms is one, a product that a sum takes in
    /// is none.
    let nodeCount: Int
    let operationCount: Int

    let engine: Engine

    /// What runs the program.
    enum Engine: Sendable {
        case interpreter(InstructionList)
        case machineCode(MachineCode)
    }

    let constants: [Double]
    private let calls: [Call]
    private let buffers = Buffers()

    init(_ graph: Graph, _ options: CompileOptions) {
        let selection = Selection(graph)
        inputCount = graph.inputCount
        nodeCount = graph.nodes.count
        operationCount = selection.items.count
        let slots: [UInt32]
        switch ProgramChoice(selection, options) {
        case .code(let code):
            engine = .machineCode(code)
            (constants, calls, slots, slotCount) = (code.constants, code.calls, code.outputs, code.slotCount)
        case .instructions(let emitter):
            engine = .interpreter(InstructionList(emitter, isExact: options.exactValues))
            (constants, calls, slots) = (emitter.constants, emitter.emittedCalls, emitter.outputs)
            slotCount = emitter.slotCount
        }
        outputs = Outputs(slots, constants: constants, from: graph.inputCount)
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
        let outcome = run(in: slots)
        if _fastPath(outcome == .done) { return .done(read(Results(buffer: slots, outputs: outputs))) }
        return outcome == .notFinite ? .notFinite : .otherPath
    }

    @inline(__always)
    private func run(in slots: UnsafeMutablePointer<Double>) -> RunOutcome {
        let host = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        switch engine {
        case .interpreter(let list): return list.run(in: slots, host)
        case .machineCode(let code): return code.run(in: slots, host)
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

    /// Does a rule that has no function of its own, on slots.
    fileprivate func runCall(_ number: UInt32, _ slots: UnsafeMutablePointer<Double>) {
        calls[Int(number)].run(on: slots)
    }
}

/// How a run ended; machine code returns it as a number.
enum RunOutcome: Int32 {
    case done, otherPath, notFinite
}

/// What a program calls for a rule that has no function of its own.
func runCall(_ host: UnsafeRawPointer?, _ number: UInt32, _ slots: UnsafeMutablePointer<Double>?) {
    Unmanaged<Program>.fromOpaque(host!).takeUnretainedValue().runCall(number, slots!)
}
