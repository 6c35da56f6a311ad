import AutodiffCore
import _AutodiffShims

/// A program that runs for sixteen points at once, and the one that computes what they share.
final class LaneProgram: @unchecked Sendable {
    /// From the uniform inputs to the uniforms.
    let uniform: Program
    private let constants: [Double]
    private let cutCount: Int

    /// Plain memory: a run is for one block, and retaining arrays would be a part of its time.
    private let instructions: UnsafeMutableBufferPointer<AutodiffLaneInstruction>
    private let lists: UnsafeMutableBufferPointer<UInt32>
    private let calls: [LaneCall]
    let slotCount: Int

    /// The number of inputs that come from the block's data.
    let columnCount: Int

    /// The number of results that are sums, and of those that each point has; and where sums of uniforms are found.
    let sumCount: Int
    let eachCount: Int
    let uniformSums: [(sum: Int, operand: Int)]

    /// The number of operations for each block of points.
    var stepCount: Int { instructions.count + lists.count }

    /// The number of uniforms, the constants among them.
    var uniformCount: Int { cutCount + constants.count }

    /// Room for `scratch` numbers more is part of a thread's room.
    private let scratchCount: Int

    /// Where the results stand in the scratch while they are computed.
    private let resultsOffset: Int?

    /// - Parameters:
    ///   - scratch: How many numbers of a room's scratch the caller needs.
    ///   - results: Behind how many numbers of the scratch each point's results are, if they are written there by what computes them:
    ///     whole vectors. Else each is stored once more.
    init(
        _ split: SplitGraph, inputs: [LaneInput], outputs: [LaneOutput], scratch: Int = 0, results: Int? = nil,
        _ options: CompileOptions
    ) {
        scratchCount = scratch
        resultsOffset = results
        let steps = LaneSteps(split.lanes, uniformCount: split.cutCount, outputs: outputs)
        // The sums' accumulators lie between the slots and the scratch.
        let sums = outputs.count { $0 == .sum }
        let emitter = LaneEmitter(
            steps, inputs: inputs, resultsBehind: results.map { sums + $0 / Int(autodiffLaneCount) })
        uniform = Program(split.uniform, options)
        cutCount = split.cutCount
        instructions = .allocate(capacity: emitter.instructions.count)
        _ = instructions.initialize(from: emitter.instructions)
        lists = .allocate(capacity: emitter.lists.count)
        _ = lists.initialize(from: emitter.lists)
        calls = emitter.calls
        slotCount = emitter.slotCount
        columnCount = inputs.count { if case .data = $0 { true } else { false } }
        sumCount = sums
        eachCount = outputs.count - sumCount
        var constants = emitter.constants
        uniformSums = steps.uniformSums.map { sum, operand in
            if operand >= 0 { return (sum, Int(operand)) }
            constants.append(split.lanes.constants[Int(-1 - operand)])
            return (sum, split.cutCount + constants.count - 1)
        }
        self.constants = constants
        isExact = options.exactValues
    }

    deinit {
        instructions.deallocate()
        lists.deallocate()
    }

    let isExact: Bool

    /// Room for a run on one thread, with the constants in their places.
    func newRoom() -> LaneRoom {
        let room = LaneRoom(slots: slotCount, uniforms: uniformCount, sums: sumCount, scratch: scratchCount)
        for (i, constant) in constants.enumerated() { room.uniforms[cutCount + i] = constant }
        return room
    }

    /// Computes the uniforms; false where a guard on them failed.
    func setUniforms(
        _ x: UnsafeBufferPointer<Double>,
        _ more: UnsafeBufferPointer<Double> = UnsafeBufferPointer(start: nil, count: 0), in room: LaneRoom
    ) -> Program.Outcome<Void> {
        uniform.run(x, more) { $0.copy(0..<cutCount, to: room.uniforms) }
    }

    /// Runs the program on a block of sixteen points, of which the lanes in `active` count. Returns the lanes whose guards failed;
    /// if there are any, nothing was added or written.
    @inline(__always)
    func run(
        _ block: UnsafePointer<Double>?, in room: LaneRoom, active: UInt32, results: UnsafeMutablePointer<Double>
    ) -> UInt32 {
        var state = AutodiffLaneState(
            slots: room.slots, uniforms: room.uniforms, accumulators: room.accumulators,
            host: UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()), call: runLaneCall, exact: isExact)
        let place = resultsOffset.map { room.scratch + $0 } ?? results
        let failed = autodiffRunLanes(
            instructions.baseAddress, instructions.count, lists.baseAddress, &state, block, place, active)
        if place != results && failed == 0 {
            results.update(from: place, count: eachCount * Int(autodiffLaneCount))
        }
        return failed
    }

    fileprivate func call(
        _ number: UInt32, _ slots: UnsafeMutablePointer<Double>, _ data: UnsafePointer<Double>?, _ active: UInt32
    ) {
        calls[Int(number)].run(on: slots, data, active: active)
    }
}

/// What the interpreter calls for a rule without a kernel.
private func runLaneCall(
    _ host: UnsafeRawPointer?, _ number: UInt32, _ slots: UnsafeMutablePointer<Double>?, _ data: UnsafePointer<Double>?,
    _ active: UInt32
) {
    Unmanaged<LaneProgram>.fromOpaque(host!).takeUnretainedValue().call(number, slots!, data, active)
}
