import AutodiffCore
import Synchronization

/// What a program computes of a recorded function.
enum Verb: Hashable, Sendable {
    case value, gradient, jacobian, hessian, jvp, vjp, hvp
}

/// One way through a function: the graph that was recorded at some point, and the programs made of it so far.
final class Path: Sendable {
    let graph: Graph

    /// The point where it was recorded.
    let point: [Double]

    private let options: CompileOptions
    private let programs = Mutex<[Verb: Program]>([:])

    init(_ graph: Graph, at point: [Double], _ options: CompileOptions) {
        self.graph = graph
        self.point = point
        self.options = options
    }

    /// The program of a verb, made at its first use.
    func program(_ verb: Verb) -> Program {
        if let program = programs.withLock({ $0[verb] }) { return program }
        // Made outside the lock: the other verbs go on. Of two made at once the first one stays.
        let made = Program(graph(of: verb), isExact: options.exactValues)
        return programs.withLock { programs in
            if let earlier = programs[verb] { return earlier }
            programs[verb] = made
            return made
        }
    }

    /// The graph of a verb: its results, the function's own first, and all inputs, the directions or cotangents last.
    func graph(of verb: Verb) -> Graph {
        if verb == .value { return graph }
        let (n, m) = (graph.inputCount, graph.outputs.count)
        let extra = verb == .vjp ? m : verb == .jvp || verb == .hvp ? n : 0
        let derivation = Derivation(
            of: graph, at: point, extra: [Double](repeating: 1, count: extra), maximumNodes: options.maximumNodes)
        let more = Array(derivation.inputs[n...])
        var results = derivation.results
        switch verb {
        case .value: break
        case .gradient: results += derivation.gradient(of: 0)
        case .jacobian: return jacobian()
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
            for i in 0..<n { results += second.gradient(of: 1 + i)[i...] }
            second.recording.setOutputs(results)
            return second.recording.graph
        }
        derivation.recording.setOutputs(results)
        return derivation.recording.graph
    }

    /// The derivation of value and gradient.
    private func second(extra: Int) -> Derivation {
        Derivation(
            of: graph(of: .gradient), at: point, extra: [Double](repeating: 1, count: extra),
            maximumNodes: options.maximumNodes)
    }

    /// Rows by reverse sweeps, or columns by forward sweeps: whichever gives the smaller graph.
    private func jacobian() -> Graph {
        let (n, m) = (graph.inputCount, graph.outputs.count)
        func byRows() -> Graph {
            let derivation = Derivation(of: graph, at: point, maximumNodes: options.maximumNodes)
            derivation.recording.setOutputs(
                derivation.results + (0..<m).flatMap { derivation.gradient(of: $0) })
            return derivation.recording.graph
        }
        func byColumns() -> Graph {
            let derivation = Derivation(of: graph, at: point, maximumNodes: options.maximumNodes)
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
