import AutodiffCore

/// Which path each term of a sum takes, and the data of each path's terms. One thread at a time changes it.
final class SumBinding: @unchecked Sendable {
    private let source: TermSource
    private let options: CompileOptions
    private var binder: SampleBinder

    /// How large a share of the terms left their paths in the last calls, the latest ones counting most.
    private var strain = 0.0

    /// A term that is bound anew costs as much as three to five by the tape, so with more than a quarter of them in each call
    /// the tape is faster.
    private static let tooMuch = 2.5

    init(_ source: TermSource, parameters: Int, _ options: CompileOptions) {
        self.source = source
        self.options = options
        binder = SampleBinder(parameters: parameters, options)
    }

    /// Finds the paths of some terms at the parameters x, and returns what calls work on.
    func bind(_ samples: [Int32], at x: [Double], from old: SumState?) -> SumState {
        var state =
            old
            ?? SumState(
                stores: [], groups: [], groupOf: [Int32](repeating: -1, count: source.count),
                rowOf: [Int32](repeating: -1, count: source.count))
        state.hasProgressed = false
        binder.setPoint(x)
        if old != nil {
            strain = 0.9 * strain + Double(samples.count) / Double(source.count)
            if strain > SumBinding.tooMuch {
                state.giveUp("the terms' paths change too often: in the last calls more than a quarter did each time")
                return state
            }
        }
        for sample in samples {
            binder.bind({ source.term(at: $0, Int(sample)) }) { path, constants, indices in
                add(sample, to: path, constants, indices, &state)
            }
            if binder.hasGivenUp {
                state.giveUp("the terms take more than \(options.maximumPaths) paths")
                return state
            }
        }
        state.groups = groups(&state)
        return state
    }

    /// Finds the paths of all terms at the parameters x from the beginning, where programs had been given up: they may suit again.
    func bindAgain(at x: [Double], _ old: SumState) -> SumState {
        binder = SampleBinder(parameters: x.count, options)
        strain = 0
        var state = bind(Array(0..<Int32(source.count)), at: x, from: nil)
        state.patience = old.patience
        if let reason = state.reason { state.giveUp(reason) }
        return state
    }

    /// Takes samples out of their groups: at parameters x a rule's derivative has an exception there. Or if it is the sample where the
    /// derivative was recorded that is the exception, has it recorded at another one.
    func isolate(_ samples: [Int32], at x: [Double], _ old: SumState) -> SumState {
        var state = old
        state.hasProgressed = true
        for path in state.stores.indices where !state.stores[path].isMoved {
            let failing = samples.filter { state.groupOf[Int($0)] == Int32(path) }
            guard let first = failing.first, 2 * failing.count > state.groups[path].activeCount else { continue }
            state.stores[path].movePoint(to: Int(state.rowOf[Int(first)]), at: x)
            state.groups = groups(&state)
            return state
        }
        for sample in samples where state.groupOf[Int(sample)] >= 0 {
            state.groupOf[Int(sample)] = -1
            state.singles.append(sample)
        }
        if state.singles.count > max(16, source.count / 20) {
            state.giveUp("for more than a twentieth of the samples a rule's derivative is at an exception")
        }
        state.groups = groups(&state)
        return state
    }

    private func add(
        _ sample: Int32, to path: Int, _ constants: UnsafeBufferPointer<Double>,
        _ indices: UnsafeBufferPointer<UInt32>, _ state: inout SumState
    ) {
        while state.stores.count <= path {
            let count = binder.paths[state.stores.count].constants.count
            state.stores.append(TermStore(columns: DataColumns(constants: count)))
        }
        state.stores[path].unpack()
        var hasChanged: Bool
        if state.groupOf[Int(sample)] == Int32(path) {
            // The constants depend on the parameters: they were made of what `primal` said.
            let row = Int(state.rowOf[Int(sample)])
            let changes = state.stores[path].columns.replace(row, with: constants)
            hasChanged = changes.classes
            if changes.values { state.hasProgressed = true }
            if state.stores[path].indices.replace(row, with: indices) { hasChanged = true }
        } else {
            hasChanged = state.stores[path].columns.append(constants)
            if state.stores[path].indices.append(indices) { hasChanged = true }
            state.hasProgressed = true
            state.groupOf[Int(sample)] = Int32(path)
            state.rowOf[Int(sample)] = Int32(state.stores[path].samples.count)
            state.stores[path].samples.append(sample)
        }
        if hasChanged { state.stores[path].forgetPrograms() }
    }

    /// A group for each path.
    private func groups(_ state: inout SumState) -> [SumGroup] {
        state.stores.indices.map { path in
            compact(path, &state)
            if state.stores[path].programs == nil {
                let store = state.stores[path]
                state.stores[path].programs = TermPrograms(
                    binder.paths[path].lifted(store.columns, store.indices, options), options)
            }
            state.stores[path].pack()
            return SumGroup(state.stores[path]) { state.isActive(row: $0, of: path) }
        }
    }

    /// Forgets the rows of samples that have left, if they are most.
    private func compact(_ path: Int, _ state: inout SumState) {
        let samples = state.stores[path].samples
        let kept = samples.indices.filter { state.isActive(row: $0, of: path) }
        if kept.isEmpty || 2 * kept.count > samples.count { return }
        state.stores[path].unpack()
        state.stores[path].columns.keep(kept)
        state.stores[path].indices.keep(kept)
        state.stores[path].samples = kept.map { samples[$0] }
        for (row, sample) in state.stores[path].samples.enumerated() { state.rowOf[Int(sample)] = Int32(row) }
    }
}

/// What calls work on: the terms of each path with their data. A value, so that a call isn't disturbed by another one whose terms
/// leave their paths.
struct SumState: Sendable {
    var stores: [TermStore]
    var groups: [SumGroup]

    /// The path of each sample, and its row there.
    var groupOf: [Int32]
    var rowOf: [Int32]

    /// Whether the last terms that were bound are on another path now, or have other data: else it is a derivative that compares, and
    /// its program isn't for this point.
    var hasProgressed = true

    /// The samples whose terms are taken one by one; they have no path.
    var singles: [Int32] = []

    /// Why the sum is not computed by programs at present.
    private(set) var reason: String?

    /// After how many calls without programs they are tried again. Each time that they are given up the wait is twice as long, so that the
    /// trials cost little in the end.
    private(set) var callsUntilTrial = 0
    var patience = 32

    mutating func giveUp(_ reason: String) {
        self.reason = reason
        callsUntilTrial = patience
        patience = min(2 * patience, 1 << 20)
    }

    /// Counts a call without programs: whether it is the one that tries them again.
    mutating func isTrialDue() -> Bool {
        if reason == nil { return false }
        callsUntilTrial -= 1
        return callsUntilTrial == 0
    }

    /// Whether the row's sample is on the path, and hasn't left it, or come back to another row.
    func isActive(row: Int, of path: Int) -> Bool {
        let sample = Int(stores[path].samples[row])
        return groupOf[sample] == Int32(path) && rowOf[sample] == Int32(row)
    }
}

/// The terms that were bound to one path, those that have left it among them until they are most.
struct TermStore: Sendable {
    /// The classes of constants; their columns, unless those are in the blocks.
    var columns: DataColumns
    var indices = IndexColumns()

    /// The sample of each row.
    var samples: [Int32] = []

    /// The programs, while the classes stay the same.
    var programs: TermPrograms?
    private(set) var blocks: (data: DataBlocks<Double>, indices: DataBlocks<UInt32>)?

    /// Whether the programs are derived at another row than the first.
    private(set) var isMoved = false

    init(columns: DataColumns) { self.columns = columns }

    /// The classes have changed.
    mutating func forgetPrograms() {
        programs = nil
        isMoved = false
    }

    /// Has the programs derived at a row, and the parameters x.
    mutating func movePoint(to row: Int, at x: [Double]) {
        guard let programs, let blocks else { return }
        isMoved = true
        let parameters =
            indices.sharedIndices.map { x[Int($0)] }
            + (0..<blocks.indices.columnCount).map { x[Int(blocks.indices[row, $0])] }
        let data = (0..<blocks.data.columnCount).map { blocks.data[row, $0] }
        self.programs = programs.moved(to: parameters + data)
    }

    mutating func pack() {
        if blocks != nil { return }
        let rows = samples.count
        blocks = (
            DataBlocks(columns.moveOut(), rows: rows), DataBlocks(indices.differingColumns, rows: rows)
        )
    }

    mutating func unpack() {
        guard let packed = blocks else { return }
        columns.moveIn(packed.data.columns)
        blocks = nil
    }
}
