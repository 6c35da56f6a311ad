import _AutodiffShims

/// The order in which machine code does a program's items.
///
/// Operations stand in the order of the recording, in which a number is mostly used soon after it was computed, and so found in a
/// register. Functions are faster for many numbers at once: those that can be computed side by side are one call. So the
/// order goes by phases, the number of calls that a result waits for.
struct CodeSchedule {
    /// One step: an item, or a call for several.
    enum Step {
        case item(Int32)
        case batch(Int32)
    }

    /// Items whose function is called once for all: their numbers in the selection. Where they are sines, `twins` may be the cosines of
    /// the same arguments.
    struct Batch {
        var items: [Int32]
        var twins: [Int32] = []
    }

    private(set) var steps: [Step] = []
    private(set) var batches: [Batch] = []

    /// A function is called for at most so many numbers.
    private static let longestBatch = 256

    private let selection: Selection

    /// For each node the phase in which its value is there.
    private var phases: [Int32]

    /// The phase of each item, and the batch of those that have one.
    private var phaseOfItem: [Int32]
    private var batchOfItem: [Int32]

    /// The open batch of a function in a phase, and each batch's phase.
    private var open: [Key: Int32] = [:]
    private var phaseOfBatch: [Int32] = []

    private struct Key: Hashable {
        let phase: Int32
        let op: UInt8
        let extra: UInt32
    }

    init(_ selection: Selection, mergesSinCos: Bool) {
        self.selection = selection
        phases = [Int32](repeating: 0, count: selection.graph.nodes.count)
        phaseOfItem = [Int32](repeating: 0, count: selection.items.count)
        batchOfItem = [Int32](repeating: -1, count: selection.items.count)
        let sequence = sequence()
        if mergesSinCos { mergeSinCos() }
        collect(sequence)
    }

    /// All items in the order of the recording, each with its phase and batch.
    private mutating func sequence() -> [Int32] {
        // The guards stand behind all other items; each is checked where it was met.
        let firstGuard = selection.items.count - selection.graph.guards.count
        var sequence: [Int32] = []
        sequence.reserveCapacity(selection.items.count)
        var nextGuard = 0
        var guardPhase: Int32 = 0
        for i in 0...firstGuard {
            let node = i < firstGuard ? selection.items[i].node : .max
            while nextGuard < selection.graph.guards.count && selection.graph.guardPlaces[nextGuard] <= node {
                let item = firstGuard + nextGuard
                phaseOfItem[item] = phaseOfOperands(selection.items[item])
                guardPhase = max(guardPhase, phaseOfItem[item])
                sequence.append(Int32(item))
                nextGuard += 1
            }
            if i < firstGuard {
                place(i, after: guardPhase)
                sequence.append(Int32(i))
            }
        }
        return sequence
    }

    /// Finds an item's phase and batch.
    private mutating func place(_ i: Int, after guardPhase: Int32) {
        let item = selection.items[i]
        var phase = phaseOfOperands(item)
        var last = item.node
        switch Int(item.op) {
        case autodiffOpFunction, autodiffOpFunctionOfTwo: join(i, Key(phase: phase, op: item.op, extra: item.extra))
        case autodiffOpCall:
            // A rule that isn't built in waits for the guards that were met before it.
            phase = max(phase, guardPhase)
            last += Int32(selection.graph.elements(of: item.node).count)
            begin(i, phase)
        case autodiffOpLargest, autodiffOpSmallest, autodiffOpLogSumExp: begin(i, phase)
        default: break
        }
        phaseOfItem[i] = phase
        for node in item.node...last { phases[Int(node)] = batchOfItem[i] < 0 ? phase : phase + 1 }
    }

    private mutating func begin(_ i: Int, _ phase: Int32) {
        batchOfItem[i] = Int32(batches.count)
        batches.append(Batch(items: [Int32(i)]))
        phaseOfBatch.append(phase)
    }

    private mutating func join(_ i: Int, _ key: Key) {
        if let batch = open[key], batches[Int(batch)].items.count < CodeSchedule.longestBatch {
            batches[Int(batch)].items.append(Int32(i))
            batchOfItem[i] = batch
        } else {
            open[key] = Int32(batches.count)
            begin(i, key.phase)
        }
    }

    private func phaseOfOperands(_ item: Item) -> Int32 {
        var phase: Int32 = 0
        for k in 0..<item.readCount {
            let operand = selection.operand(k, of: item)
            if operand >= 0 { phase = max(phase, phases[Int(operand)]) }
        }
        return phase
    }

    /// Has sines and cosines of the same arguments computed together.
    private mutating func mergeSinCos() {
        var sines: [Int32: [Int]] = [:]
        for (batch, phase) in phaseOfBatch.enumerated() where isFunction(batch, autodiffFunctionSin) {
            sines[phase, default: []].append(batch)
        }
        if sines.isEmpty { return }
        for (batch, phase) in phaseOfBatch.enumerated() where isFunction(batch, autodiffFunctionCos) {
            let arguments = batches[batch].items.map { selection.items[Int($0)].x }
            for sine in sines[phase] ?? []
            where batches[sine].twins.isEmpty && batches[sine].items.map({ selection.items[Int($0)].x }) == arguments {
                batches[sine].twins = batches[batch].items
                batches[batch].items = []
                break
            }
        }
    }

    private func isFunction(_ batch: Int, _ function: Int) -> Bool {
        let item = selection.items[Int(batches[batch].items[0])]
        return item.op == UInt8(autodiffOpFunction) && item.extra == UInt32(function)
    }

    /// The steps phase by phase: the operations, in their order, then the calls.
    private mutating func collect(_ sequence: [Int32]) {
        let count = Int(max(phaseOfItem.max() ?? 0, phaseOfBatch.max() ?? 0)) + 1
        var starts = [Int](repeating: 0, count: count + 1)
        for item in sequence where batchOfItem[Int(item)] < 0 { starts[Int(phaseOfItem[Int(item)]) + 1] += 1 }
        for (batch, phase) in phaseOfBatch.enumerated() where !batches[batch].items.isEmpty {
            starts[Int(phase) + 1] += 1
        }
        for phase in 0..<count { starts[phase + 1] += starts[phase] }
        steps = [Step](repeating: .item(0), count: starts[count])
        for item in sequence where batchOfItem[Int(item)] < 0 {
            let phase = Int(phaseOfItem[Int(item)])
            steps[starts[phase]] = .item(item)
            starts[phase] += 1
        }
        for (batch, phase) in phaseOfBatch.enumerated() where !batches[batch].items.isEmpty {
            steps[starts[Int(phase)]] = .batch(Int32(batch))
            starts[Int(phase)] += 1
        }
    }
}
