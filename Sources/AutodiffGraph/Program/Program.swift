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
    let outputs: [UInt32]
    let calls: [Call]

    /// The number of operations of the graph that the program does.
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
        outputs = emitter.outputs
        calls = emitter.calls
        operationCount = emitter.operationCount
        self.isExact = isExact
    }

    /// Runs the program at the inputs, and hands the results to `read` by a function that takes a result's place; nil where a
    /// guard fails.
    @inline(__always)
    func run<Result>(
        _ x: UnsafeBufferPointer<Double>, _ more: UnsafeBufferPointer<Double> = UnsafeBufferPointer(start: nil, count: 0),
        read: (Results) -> Result
    ) -> Result? {
        let slots = buffers.take() ?? newBuffer()
        defer { buffers.give(slots) }
        if x.count > 0 { slots.update(from: x.baseAddress!, count: x.count) }
        if more.count > 0 { (slots + x.count).update(from: more.baseAddress!, count: more.count) }
        return run(in: slots) ? read(Results(slots: slots, outputs: outputs)) : nil
    }

    /// Runs the instructions. Whether every guard held.
    private func run(in slots: UnsafeMutablePointer<Double>) -> Bool {
        instructions.withUnsafeBufferPointer { instructions in
            indices.withUnsafeBufferPointer { indices in
                autodiffRun(
                    instructions.baseAddress, instructions.count, indices.baseAddress, slots,
                    Unmanaged.passUnretained(self).toOpaque(), runCall, isExact) < 0
            }
        }
    }

    private func newBuffer() -> UnsafeMutablePointer<Double> {
        let slots = UnsafeMutablePointer<Double>.allocate(capacity: slotCount)
        slots.initialize(repeating: 0, count: slotCount)
        for (i, constant) in constants.enumerated() { slots[inputCount + i] = constant }
        return slots
    }

    /// The results of a run, which lie in its buffer.
    struct Results {
        let slots: UnsafeMutablePointer<Double>
        let outputs: [UInt32]

        subscript(i: Int) -> Double { slots[Int(outputs[i])] }

        /// The results of these places.
        func array(_ range: Range<Int>) -> [Double] {
            [Double](unsafeUninitializedCapacity: range.count) { buffer, count in
                copy(range, to: buffer.baseAddress)
                count = range.count
            }
        }

        /// Writes the results of these places.
        func copy(_ range: Range<Int>, to place: UnsafeMutablePointer<Double>?) {
            guard let place else { return }
            outputs.withUnsafeBufferPointer { outputs in
                for (i, output) in outputs[range].enumerated() { place[i] = slots[Int(output)] }
            }
        }
    }
}

/// What the interpreter calls for a rule without a kernel.
private func runCall(_ host: UnsafeRawPointer?, _ number: UInt32, _ slots: UnsafeMutablePointer<Double>?) {
    let program = Unmanaged<Program>.fromOpaque(host!).takeUnretainedValue()
    program.calls[Int(number)].run(on: slots!)
}

extension Call {
    /// Computes the results from the operands, all in slots.
    func run(on slots: UnsafeMutablePointer<Double>) {
        let first = results.lowerBound
        func operand(_ i: Int) -> Double { slots[Int(operands[i])] }
        switch operation {
        case .unaryRule: slots[first] = (rule as! UnaryBox).value(operand(0))
        case .unaryDerivative: slots[first] = (rule as! UnaryBox).derivative(operand(0))
        case .binaryRule: slots[first] = (rule as! BinaryBox).value(operand(0), operand(1))
        case .binaryPartialX, .binaryPartialY:
            let box = rule as! BinaryBox
            let (x, y) = (operand(0), operand(1))
            let value = box.value(x, y)
            slots[first] =
                operation == .binaryPartialX ? box.partialX(x, y, value: value) : box.partialY(x, y, value: value)
        default:
            let values = (rule as! VectorBox).value(operands.map { slots[Int($0)] })
            if values.count != results.count {
                misuse(
                    count: values.count, of: "the result of a rule's value", expected: results.count,
                    "as many as when the function was recorded")
            }
            for (i, value) in values.enumerated() { slots[first + i] = value }
        }
    }
}
