import AutodiffCore
import Synchronization

/// What a program computes of a recorded function.
enum Verb: Int, CaseIterable, Sendable {
    case value, gradient, jacobian, hessian, jvp, vjp, hvp, sparseJacobian, sparseHessian
}

/// One way through a function: the graph that was recorded at some point, and the programs made of it so far.
final class Path: Sendable {
    let graph: Graph

    /// What its programs are made of: the graph, with zeros folded unless there are none.
    private let source: Graph

    /// The same path without folded zeros, if there are any.
    let unfolded: Path?

    /// The point where it was recorded.
    let point: [Double]

    private let options: CompileOptions

    /// The program of each verb, once it is made.
    private let programs = Verb.allCases.map { _ in Place() }

    /// The programs for many points at once, likewise.
    private let maps = Locked<[Verb: PointMap]>([:])

    /// The patterns of the sparse verbs, from when their programs are made, and where their entries are read.
    let patterns = Locked<[Verb: SparsityPattern]>([:])
    let layouts = Locked<[Verb: SparseLayout]>([:])

    /// The pointer is set once, and what it points to isn't changed.
    private final class Place: @unchecked Sendable {
        let program = Atomic<UnsafeRawPointer?>(nil)

        deinit {
            if let program = program.load(ordering: .acquiring) { Unmanaged<Program>.fromOpaque(program).release() }
        }
    }

    /// With `guardsRules` a point where a guard of a rule's derivative fails is on another path.
    init(
        _ graph: Graph, at point: [Double], _ options: CompileOptions, folds: Bool = true, guardsRules: Bool = true
    ) {
        var options = options
        options.guardsRules = guardsRules
        self.graph = graph
        let folded = folds ? graph.folded(at: point, options) : nil
        source = folded ?? graph
        unfolded = folded == nil ? nil : Path(graph, at: point, options, folds: false)
        self.point = point
        self.options = options
    }

    /// The program of a verb, made at its first use.
    @inline(__always)
    func program(_ verb: Verb) -> Program {
        if let program = programs[verb.rawValue].program.load(ordering: .acquiring) {
            return Unmanaged<Program>.fromOpaque(program).takeUnretainedValue()
        }
        return made(verb)
    }

    /// Of two programs that are made at once the first one stays.
    @inline(never)
    private func made(_ verb: Verb) -> Program {
        let program = Program(graph(of: verb), options)
        let new = Unmanaged.passRetained(program)
        let (isStored, earlier) = programs[verb.rawValue].program.compareExchange(
            expected: nil, desired: UnsafeRawPointer(new.toOpaque()), ordering: .acquiringAndReleasing)
        if isStored { return program }
        new.release()
        return Unmanaged<Program>.fromOpaque(earlier!).takeUnretainedValue()
    }

    /// The program of a verb for many points at once, made at its first use.
    func map(of verb: Verb, skipping skipped: Int) -> PointMap {
        if let map = maps.withLock({ $0[verb] }) { return map }
        let map = PointMap(graph(of: verb), skipping: skipped, at: point, options)
        return maps.withLock { maps in
            if let earlier = maps[verb] { return earlier }
            maps[verb] = map
            return map
        }
    }

    /// The graph of a verb: its results, the function's own first, and all inputs, the directions or cotangents last.
    func graph(of verb: Verb) -> Graph {
        if verb == .value { return source }
        let (n, m) = (source.inputCount, source.outputs.count)
        let extra = verb == .vjp ? m : verb == .jvp || verb == .hvp ? n : 0
        let derivation = Derivation(
            of: source, at: point, extra: [Double](repeating: 1, count: extra), options)
        let more = Array(derivation.inputs[n...])
        var results = derivation.results
        switch verb {
        case .value: break
        case .gradient: results += derivation.gradient(of: 0)
        case .jacobian: return jacobian()
        case .sparseJacobian: return sparseJacobian(of: source, options)
        case .sparseHessian: return sparseHessian(of: second(extra: 0))
        case .jvp: results += derivation.pushforward(more)
        case .vjp: results += derivation.pullback(more)
        case .hvp:
            let second = second(extra: extra)
            let direction = Array(second.inputs[n...])
            results = second.results
            results += second.pushforward(direction).dropFirst()
            second.recording.setOutputs(results)
            return second.recording.graph
        case .hessian:
            let second = second(extra: 0)
            results = second.results
            // Row i is needed from the diagonal on; the rest is its mirror image.
            for (i, row) in second.gradients(of: 1..<1 + n).enumerated() { results += row[i...] }
            second.recording.setOutputs(results)
            return second.recording.graph
        }
        derivation.recording.setOutputs(results)
        return derivation.recording.graph
    }

    /// The derivation of value and gradient.
    private func second(extra: Int) -> Derivation {
        Derivation(
            of: graph(of: .gradient), at: point, extra: [Double](repeating: 1, count: extra), options)
    }

    /// Rows by reverse sweeps, or columns by forward sweeps: whichever gives the smaller graph.
    private func jacobian() -> Graph {
        let (n, m) = (graph.inputCount, graph.outputs.count)
        func byRows() -> Graph {
            let derivation = Derivation(of: source, at: point, options)
            derivation.recording.setOutputs(
                derivation.results + derivation.gradients(of: 0..<m).flatMap { $0 })
            return derivation.recording.graph
        }
        func byColumns() -> Graph {
            let derivation = Derivation(of: source, at: point, options)
            let columns = (0..<n).map { j in
                derivation.pushforward((0..<n).map { Symbol($0 == j ? 1 : 0) })
            }
            derivation.recording.setOutputs(
                derivation.results + (0..<m).flatMap { i in columns.map { $0[i] } })
            return derivation.recording.graph
        }
        if m <= n && m < 4 { return byRows() }
        if n > 4 * m { return byRows() }
        if m > 4 * n { return byColumns() }
        let (rows, columns) = (byRows(), byColumns())
        return rows.nodes.count < columns.nodes.count ? rows : columns
    }
}
