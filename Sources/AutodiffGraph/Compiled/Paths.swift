import AutodiffCore
import Synchronization

/// A recorded function with all paths through it that were met and are kept.
final class Paths: Sendable {
    let inputCount: Int
    let options: CompileOptions
    let record: @Sendable ([Symbol]) -> [Symbol]
    private let state: Locked<State>

    /// How far recordings have outweighed calls on a path that was there.
    private let strain = Atomic<Int>(0)

    /// A recording weighs as much as so many calls without one, and so many of them are too much.
    private static let weight = 4
    private static let tooMuch = 64

    /// How many calls are left to another mode before recordings are tried again, and after how many new paths they are given up once more.
    /// Each time the wait is twice as long, so that trials cost little in the end.
    private let callsUntilTrial = Atomic<Int>(512)
    private let patience = Atomic<Int>(512)
    private static let pathsOfTrial = 4

    private struct State: Sendable {
        /// The paths, the one used last first.
        var paths: [Path] = []
        var recordings = 0
    }

    init(at x: [Double], _ options: CompileOptions, _ record: @escaping @Sendable ([Symbol]) -> [Symbol]) {
        inputCount = x.count
        self.options = options
        self.record = record
        state = Locked(State())
        _ = addPath(at: x)
    }

    /// The number of paths that are kept.
    var count: Int { state.withLock { $0.paths.count } }

    /// How often the function was recorded.
    var recordings: Int { state.withLock { $0.recordings } }

    /// The path used last.
    var first: Path { state.withLock { $0.paths[0] } }

    /// Runs `attempt` on the paths until one of them is the point's; if none is, the function is recorded there.
    @inline(__always)
    func run<Result>(at x: [Double], _ attempt: (Path) -> Program.Outcome<Result>) -> Result {
        if x.count != inputCount {
            misuse(
                count: x.count, of: "the point of a compiled function", expected: inputCount,
                "as many as where it was compiled")
        }
        let first = first
        if case .done(let result) = attempt(first) {
            if strain.load(ordering: .relaxed) > 0 { relax() }
            return result
        }
        return runOthers(at: x, not: first, attempt)
    }

    @inline(never)
    private func runOthers<Result>(
        at x: [Double], not first: Path, _ attempt: (Path) -> Program.Outcome<Result>
    ) -> Result {
        // On the first path once more, for a number that isn't finite.
        for path in [first] + state.withLock({ $0.paths }).filter({ $0 !== first }) {
            if let result = run(on: path, attempt) {
                moveToFront(path)
                return result
            }
        }
        guard let result = run(on: addPath(at: x), attempt) else {
            misuse(
                """
                a compiled function took another way when it was run than when it was recorded at the same point \
                \(x.prefix(8)): it must depend on its arguments alone
                """)
        }
        return result
    }

    /// Runs a path's program, or where a number isn't finite the one without folded zeros; nil on another path.
    private func run<Result>(on path: Path, _ attempt: (Path) -> Program.Outcome<Result>) -> Result? {
        switch attempt(path) {
        case .done(let result): return result
        case .otherPath: return nil
        case .notFinite:
            guard let unfolded = path.unfolded, case .done(let result) = attempt(unfolded) else { return nil }
            return result
        }
    }

    /// Whether the function's path changes so often that recording it anew costs more than it saves. Asked once in a call.
    var haveGivenUp: Bool { strain.load(ordering: .relaxed) >= Paths.tooMuch && !isTrialDue() }

    private func relax() {
        if strain.load(ordering: .relaxed) < Paths.tooMuch { strain.subtract(1, ordering: .relaxed) }
    }

    @inline(never)
    private func isTrialDue() -> Bool {
        if callsUntilTrial.subtract(1, ordering: .relaxed).newValue != 0 { return false }
        let longer = min(2 * patience.load(ordering: .relaxed), 1 << 30)
        patience.store(longer, ordering: .relaxed)
        callsUntilTrial.store(longer, ordering: .relaxed)
        strain.store(Paths.tooMuch - Paths.weight * Paths.pathsOfTrial, ordering: .relaxed)
        return true
    }

    private func moveToFront(_ path: Path) {
        state.withLock { state in
            guard let i = state.paths.firstIndex(where: { $0 === path }), i > 0 else { return }
            state.paths.remove(at: i)
            state.paths.insert(path, at: 0)
        }
    }

    private func addPath(at x: [Double]) -> Path {
        let recording = Recording(options)
        recording.foldsZeros = options.foldsZeros && !options.exactValues
        recording.setOutputs(record(recording.inputs(x)))
        recording.isOpen = false
        let path = Path(recording.graph, at: x, options)
        strain.add(Paths.weight, ordering: .relaxed)
        state.withLock { state in
            state.recordings += 1
            state.paths.insert(path, at: 0)
            if state.paths.count > options.maximumPaths { state.paths.removeLast() }
        }
        return path
    }
}
