import AutodiffCore

/// Finds the path of each term of a sum, and its constants: it follows the term's operations along those of a path that is known,
/// and where they part looks for another one, or begins a new one.
///
/// Two terms that begin alike share what they have in common, so each is run only once, whatever its path.
final class SampleBinder {
    private(set) var paths: [TermPath] = []

    /// The most paths; beyond it the binder gives up.
    private let maximumPaths: Int
    private(set) var hasGivenUp = false

    private let recording: Recording
    private var inputs: [Symbol] = []
    private var point: [Double] = []

    // Where the term that runs has arrived.
    private var path = 0
    private var isNew = false
    private var graph = Graph()
    private var nodeCount = 0
    private var guardCount = 0
    private var constantCount = 0
    private var listCount = 0

    /// The constants of the term that runs.
    private var constants: [Double] = []

    init(_ options: CompileOptions) {
        recording = Recording(options, keepsEveryOperation: true)
        maximumPaths = options.maximumPaths
    }

    /// Has the terms run at other parameters.
    func setPoint(_ x: [Double]) {
        point = x
        if inputs.isEmpty { inputs = recording.inputs(x) }
        inputs = zip(inputs, x).map { Symbol(value: $1, node: $0.node, recording: recording) }
    }

    /// Runs a term, and hands its constants to `read`, with the number of its path. Returns the results.
    func bind(
        _ term: ([Symbol]) -> [Symbol], _ read: (Int, UnsafeBufferPointer<Double>) -> Void
    ) -> [Double] {
        nodeCount = inputs.count
        guardCount = 0
        constantCount = 0
        listCount = 0
        isNew = paths.isEmpty
        if isNew { graph = Graph(inputs: inputs.count) }
        path = 0
        recording.binder = self
        recording.isOpen = true
        let outputs = term(inputs)
        recording.isOpen = false
        recording.binder = nil
        finish(outputs)
        constants.withUnsafeBufferPointer { read(path, UnsafeBufferPointer(rebasing: $0[..<constantCount])) }
        return outputs.map(\.value)
    }

    /// An operation of the term.
    func node(
        _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32, _ value: Double,
        _ recording: Recording
    ) -> Symbol {
        if !isNew {
            let count = constantCount
            if !follows(path, operation, x, y, z, rule) {
                leave(count) { follows($0, operation, x, y, z, rule) }
            }
        }
        if isNew {
            graph.nodes.append(
                Graph.Node(
                    operation: operation, x: operand(x), y: y.map { operand($0) } ?? -1,
                    z: z.map { operand($0) } ?? rule))
        }
        defer { nodeCount += 1 }
        return Symbol(value: value, node: Int32(nodeCount), recording: recording)
    }

    /// A rule of many arguments.
    func nodes(of rule: Int32, _ x: [Symbol], _ values: [Double], _ recording: Recording) -> [Symbol] {
        if !isNew {
            let count = constantCount
            if !follows(path, rule, x, values.count) { leave(count) { follows($0, rule, x, values.count) } }
        }
        if isNew {
            let place = Int32(graph.lists.count)
            for operand in x.map({ operand($0) }) { graph.lists.append(operand) }
            graph.nodes.append(Graph.Node(operation: .vectorRule, x: place, y: Int32(x.count), z: rule))
            for i in values.indices {
                graph.nodes.append(Graph.Node(operation: .element, x: Int32(nodeCount), y: Int32(i), z: -1))
            }
        }
        listCount += x.count
        defer { nodeCount += 1 + values.count }
        return values.indices.map {
            Symbol(value: values[$0], node: Int32(nodeCount + 1 + $0), recording: recording)
        }
    }

    /// A comparison of the term.
    func compare(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) {
        if !isNew {
            let count = constantCount
            if !follows(path, comparison, x, y, holds) { leave(count) { follows($0, comparison, x, y, holds) } }
        }
        if isNew {
            graph.guards.append(Graph.Guard(comparison: comparison, x: operand(x), y: operand(y), held: holds))
            graph.guardPlaces.append(Int32(nodeCount))
        }
        guardCount += 1
    }

    private func finish(_ outputs: [Symbol]) {
        if !isNew {
            let count = constantCount
            if !ends(path, outputs) { leave(count) { ends($0, outputs) } }
        }
        if !isNew { return }
        graph.outputs = outputs.map { operand($0) }
        graph.rules = recording.graph.rules
        path = paths.count
        paths.append(TermPath(graph, at: point, constants: Array(constants[..<constantCount])))
        if paths.count > maximumPaths { hasGivenUp = true }
    }
}

// Following a path. Each of these takes the constants on the way, which count only if the operation is the path's next one.
extension SampleBinder {
    private func follows(
        _ path: Int, _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32
    ) -> Bool {
        let graph = paths[path].graph
        guard hasNode(graph) else { return false }
        let node = graph.nodes[nodeCount]
        guard node.operation == operation, follows(node.x, x) else { return false }
        if let y, !follows(node.y, y) { return false }
        if let z { return follows(node.z, z) }
        return node.z == rule
    }

    private func follows(_ path: Int, _ rule: Int32, _ x: [Symbol], _ count: Int) -> Bool {
        let graph = paths[path].graph
        guard hasNode(graph) else { return false }
        let node = graph.nodes[nodeCount]
        guard node.operation == .vectorRule, node.z == rule, node.y == Int32(x.count) else { return false }
        for (operand, symbol) in zip(graph.lists[Int(node.x)...], x) where !follows(operand, symbol) { return false }
        let end = nodeCount + count
        return end < graph.nodes.count && graph.nodes[end].operation == .element
            && graph.nodes[end].x == Int32(nodeCount) && (end + 1 == graph.nodes.count || graph.nodes[end + 1].operation != .element || graph.nodes[end + 1].x != Int32(nodeCount))
    }

    private func follows(
        _ path: Int, _ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, _ holds: Bool
    ) -> Bool {
        let graph = paths[path].graph
        guard guardCount < graph.guards.count, Int(graph.guardPlaces[guardCount]) == nodeCount else { return false }
        let met = graph.guards[guardCount]
        return met.comparison == comparison && met.held == holds && follows(met.x, x) && follows(met.y, y)
    }

    private func ends(_ path: Int, _ outputs: [Symbol]) -> Bool {
        let graph = paths[path].graph
        guard nodeCount == graph.nodes.count, guardCount == graph.guards.count, outputs.count == graph.outputs.count
        else { return false }
        for (operand, symbol) in zip(graph.outputs, outputs) where !follows(operand, symbol) { return false }
        return true
    }

    /// Whether the path goes on with a node, not with a comparison.
    private func hasNode(_ graph: Graph) -> Bool {
        nodeCount < graph.nodes.count
            && (guardCount == graph.guards.count || Int(graph.guardPlaces[guardCount]) > nodeCount)
    }

    @inline(__always)
    private func follows(_ operand: Int32, _ symbol: Symbol) -> Bool {
        if operand >= 0 { return symbol.node == operand }
        if symbol.node >= 0 { return false }
        take(symbol.value)
        return true
    }

    @inline(__always)
    private func take(_ constant: Double) {
        if constantCount < constants.count {
            constants[constantCount] = constant
        } else {
            constants.append(constant)
        }
        constantCount += 1
    }

    /// The symbol as an operand of the new path.
    private func operand(_ symbol: Symbol) -> Int32 {
        if symbol.node >= 0 { return symbol.node }
        take(symbol.value)
        return -Int32(constantCount)
    }

    /// The term does something else than the path: takes one that has done this before, or begins a new one.
    @inline(never)
    private func leave(_ count: Int, _ follows: (Int) -> Bool) {
        let place = nodeCount + guardCount
        for other in paths[path].others[place] ?? [] {
            constantCount = count
            if follows(other) {
                path = other
                return
            }
        }
        constantCount = count
        let known = paths[path].graph
        graph = Graph(inputs: known.inputCount)
        graph.nodes = Array(known.nodes[..<nodeCount])
        graph.lists = Array(known.lists[..<listCount])
        graph.guards = Array(known.guards[..<guardCount])
        graph.guardPlaces = Array(known.guardPlaces[..<guardCount])
        paths[path].others[place, default: []].append(paths.count)
        isNew = true
    }
}

extension Graph {
    fileprivate init(inputs: Int) {
        nodes = [Node](repeating: Node(operation: .input, x: -1, y: -1, z: -1), count: inputs)
        inputCount = inputs
    }
}
