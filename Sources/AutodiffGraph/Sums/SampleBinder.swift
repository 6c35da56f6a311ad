import AutodiffCore

/// Finds the path of each term of a sum, and its constants: it follows the term's operations along those of a path that is known,
/// and where they part looks for another one, or begins a new one.
///
/// Two terms that begin alike share what they have in common, so each is run only once, whatever its path. A term's parameters are
/// numbered in the order in which it first uses them: terms that differ in which parameters they take are on one path.
final class SampleBinder {
    private(set) var paths: [TermPath] = []

    /// The most paths; beyond it the binder gives up.
    private let maximumPaths: Int
    private(set) var hasGivenUp = false

    private let recording: Recording
    private var inputs: [Symbol] = []
    private var point: [Double] = []

    // Where the term that runs has arrived. (A binder belongs to one thread, and none of its methods calls back.)
    @exclusivity(unchecked) private var path = 0
    @exclusivity(unchecked) private var known = TermPath.none
    @exclusivity(unchecked) private var new: TermPath?
    @exclusivity(unchecked) private var nodeCount = 0
    @exclusivity(unchecked) private var guardCount = 0
    @exclusivity(unchecked) private var listCount = 0

    /// The constants of the term that runs, and the parameters that it uses.
    @exclusivity(unchecked) private var constants = Row<Double>()
    @exclusivity(unchecked) private var indices = Row<UInt32>()

    /// The number that each parameter has in the term that runs, if it was used in it: then the mark is the term's.
    @exclusivity(unchecked) private var locals: [(mark: Int, number: Int32)] = []
    @exclusivity(unchecked) private var mark = 0

    init(_ options: CompileOptions) {
        recording = Recording(options, keepsEveryOperation: true)
        maximumPaths = options.maximumPaths
    }

    /// Has the terms run at other parameters.
    func setPoint(_ x: [Double]) {
        point = x
        if inputs.isEmpty {
            inputs = recording.inputs(x)
            locals = x.map { _ in (0, 0) }
        }
        inputs = zip(inputs, x).map { Symbol(value: $1, node: $0.node, recording: recording) }
    }

    /// Runs a term, and hands its constants and the indices of its parameters to `read`, with the number of its path.
    func bind(
        _ term: ([Symbol]) -> [Symbol],
        _ read: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<UInt32>) -> Void
    ) {
        nodeCount = 0
        guardCount = 0
        listCount = 0
        constants.count = 0
        indices.count = 0
        mark += 1
        path = 0
        new = nil
        if let first = paths.first { known = first } else { new = TermPath() }
        recording.binder = self
        recording.isOpen = true
        let outputs = term(inputs)
        recording.isOpen = false
        recording.binder = nil
        finish(outputs)
        read(path, constants.all, indices.all)
    }

    /// An operation of the term.
    func node(
        _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32, _ value: Double,
        _ recording: Recording
    ) -> Symbol {
        if new == nil {
            let state = (constants.count, indices.count)
            if !follows(known, operation, x, y, z, rule) {
                leave(state) { follows($0, operation, x, y, z, rule) }
            }
        }
        if let new {
            new.nodes.append(
                Graph.Node(
                    operation: operation, x: operand(x), y: y.map { operand($0) } ?? -1,
                    z: z.map { operand($0) } ?? rule))
        }
        return next(value, recording)
    }

    /// A rule of many arguments.
    func nodes(of rule: Int32, _ x: [Symbol], _ values: [Double], _ recording: Recording) -> [Symbol] {
        if new == nil {
            let state = (constants.count, indices.count)
            if !follows(known, rule, x, values.count) { leave(state) { follows($0, rule, x, values.count) } }
        }
        if let new {
            let operands = x.map { operand($0) }
            let call = Int32(inputs.count + nodeCount)
            new.nodes.append(
                Graph.Node(operation: .vectorRule, x: Int32(new.lists.count), y: Int32(x.count), z: rule))
            new.lists += operands
            for i in values.indices {
                new.nodes.append(Graph.Node(operation: .element, x: call, y: Int32(i), z: -1))
            }
        }
        listCount += x.count
        nodeCount += 1
        return values.map { next($0, recording) }
    }

    /// A comparison of the term.
    func compare(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) {
        if new == nil {
            let state = (constants.count, indices.count)
            if !follows(known, comparison, x, y, holds) { leave(state) { follows($0, comparison, x, y, holds) } }
        }
        if let new {
            new.guards.append(Graph.Guard(comparison: comparison, x: operand(x), y: operand(y), held: holds))
            new.guardPlaces.append(Int32(nodeCount))
        }
        guardCount += 1
    }

    private func next(_ value: Double, _ recording: Recording) -> Symbol {
        defer { nodeCount += 1 }
        return Symbol(value: value, node: Int32(inputs.count + nodeCount), recording: recording)
    }

    private func finish(_ outputs: [Symbol]) {
        if new == nil {
            let state = (constants.count, indices.count)
            if !ends(known, outputs) { leave(state) { ends($0, outputs) } }
        }
        guard let new else { return }
        new.outputs = outputs.map { operand($0) }
        new.rules = recording.graph.rules
        new.parameterCount = inputs.count
        new.point = indices.all.map { point[Int($0)] }
        new.constants = Array(constants.all)
        path = paths.count
        paths.append(new)
        if paths.count > maximumPaths { hasGivenUp = true }
    }
}

// Following a path. Each of these takes the constants on the way, which count only if the operation is the path's next one.
extension SampleBinder {
    private func follows(
        _ path: TermPath, _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32
    ) -> Bool {
        guard hasNode(path) else { return false }
        let node = path.nodes[nodeCount]
        guard node.operation == operation, follows(node.x, x) else { return false }
        if let y, !follows(node.y, y) { return false }
        if let z { return follows(node.z, z) }
        return node.z == rule
    }

    private func follows(_ path: TermPath, _ rule: Int32, _ x: [Symbol], _ count: Int) -> Bool {
        guard hasNode(path) else { return false }
        let node = path.nodes[nodeCount]
        guard node.operation == .vectorRule, node.z == rule, node.y == Int32(x.count),
            path.elementCount(of: nodeCount) == count
        else { return false }
        for (i, symbol) in x.enumerated() where !follows(path.lists[Int(node.x) + i], symbol) { return false }
        return true
    }

    private func follows(
        _ path: TermPath, _ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, _ holds: Bool
    ) -> Bool {
        guard guardCount < path.guards.count, Int(path.guardPlaces[guardCount]) == nodeCount else { return false }
        let met = path.guards[guardCount]
        return met.comparison == comparison && met.held == holds && follows(met.x, x) && follows(met.y, y)
    }

    private func ends(_ path: TermPath, _ outputs: [Symbol]) -> Bool {
        guard nodeCount == path.nodes.count, guardCount == path.guards.count, outputs.count == path.outputs.count
        else { return false }
        for (i, symbol) in outputs.enumerated() where !follows(path.outputs[i], symbol) { return false }
        return true
    }

    /// Whether the path goes on with a node, not with a comparison.
    @inline(__always)
    private func hasNode(_ path: TermPath) -> Bool {
        nodeCount < path.nodes.count
            && (guardCount == path.guards.count || Int(path.guardPlaces[guardCount]) > nodeCount)
    }

    @inline(__always)
    private func follows(_ operand: Int32, _ symbol: Symbol) -> Bool {
        if symbol.node < 0 {
            if operand >= 0 { return false }
            constants.append(symbol.value)
            return true
        }
        return operand == (Int(symbol.node) < locals.count ? local(symbol.node) : symbol.node)
    }

    /// The number of a parameter in the term that runs.
    @inline(__always)
    private func local(_ index: Int32) -> Int32 {
        let known = locals[Int(index)]
        if known.mark == mark { return known.number }
        let number = Int32(indices.count)
        locals[Int(index)] = (mark, number)
        indices.append(UInt32(index))
        return number
    }

    /// The symbol as an operand of the new path.
    private func operand(_ symbol: Symbol) -> Int32 {
        if symbol.node >= 0 { return Int(symbol.node) < locals.count ? local(symbol.node) : symbol.node }
        constants.append(symbol.value)
        return -Int32(constants.count)
    }

    /// The term does something else than the path: takes one that has done this before, or begins a new one.
    @inline(never)
    private func leave(_ state: (constants: Int, indices: Int), _ follows: (TermPath) -> Bool) {
        let place = nodeCount + guardCount
        takeBack(state)
        for other in known.others[place] ?? [] {
            if follows(paths[other]) {
                path = other
                known = paths[other]
                return
            }
            takeBack(state)
        }
        new = TermPath(known, nodes: nodeCount, guards: guardCount, lists: listCount)
        known.others[place, default: []].append(paths.count)
    }

    private func takeBack(_ state: (constants: Int, indices: Int)) {
        constants.count = state.constants
        for index in indices.all[state.indices...] { locals[Int(index)].mark = 0 }
        indices.count = state.indices
    }
}

/// Numbers that are written anew for each term, in memory that is kept.
private final class Row<Element> {
    @exclusivity(unchecked) private var memory: UnsafeMutablePointer<Element>
    @exclusivity(unchecked) private var capacity = 64
    @exclusivity(unchecked) var count = 0

    init() { memory = .allocate(capacity: capacity) }

    deinit { memory.deallocate() }

    var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory, count: count) }

    @inline(__always)
    func append(_ element: Element) {
        if count == capacity { grow() }
        memory[count] = element
        count += 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.update(from: memory, count: capacity)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }
}
