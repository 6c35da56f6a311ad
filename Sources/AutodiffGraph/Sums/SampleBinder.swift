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

    /// Where the term that runs has arrived.
    let follower: UnsafeMutablePointer<Follower>
    private var path = 0
    private var known = TermPath()
    private var new: TermPath?

    init(parameters: Int, _ options: CompileOptions) {
        recording = Recording(options, keepsEveryOperation: true)
        maximumPaths = options.maximumPaths
        follower = .allocate(capacity: 1)
        follower.initialize(to: Follower(parameters: parameters))
    }

    deinit {
        follower.pointee.deallocate()
        follower.deallocate()
    }

    /// Has the terms run at other parameters.
    func setPoint(_ x: [Double]) {
        point = x
        if inputs.isEmpty { inputs = recording.inputs(x) }
        inputs = zip(inputs, x).map { Symbol(value: $1, node: $0.node, recording: recording) }
    }

    /// Runs a term, and hands its constants and the indices of its parameters to `read`, with the number of its path.
    func bind(
        _ term: ([Symbol]) -> [Symbol],
        _ read: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<UInt32>) -> Void
    ) {
        follower.pointee.begin()
        path = 0
        new = nil
        if let first = paths.first { take(first) } else { begin(TermPath()) }
        recording.binder = .passUnretained(self)
        recording.follower = follower
        recording.isOpen = true
        let outputs = term(inputs)
        recording.isOpen = false
        recording.follower = nil
        recording.binder = nil
        finish(outputs)
        let state = follower.pointee
        read(
            path, UnsafeBufferPointer(start: state.constants, count: state.constantCount),
            UnsafeBufferPointer(start: state.indices, count: state.indexCount))
    }

    /// An operation of the term that isn't the path's next one.
    func node(_ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32) {
        if new == nil && leave({ $0.pointee.follows(operation, x, y, z, rule) }) { return }
        let node = Graph.Node(
            operation: operation, x: operand(x), y: y.map { operand($0) } ?? -1, z: z.map { operand($0) } ?? rule)
        new!.nodes.append(node)
        follower.pointee.nodeCount += 1
    }

    /// A rule of many arguments.
    func nodes(of rule: Int32, _ x: [Symbol], _ values: [Double]) -> [Symbol] {
        if new != nil || !follows(rule, x, values.count) && !leave({ _ in follows(rule, x, values.count) }) {
            let new = new!
            let operands = x.map { operand($0) }
            let call = follower.pointee.parameterCount + Int32(follower.pointee.nodeCount)
            new.nodes.append(
                Graph.Node(operation: .vectorRule, x: Int32(new.lists.count), y: Int32(x.count), z: rule))
            new.lists += operands
            for i in values.indices {
                new.nodes.append(Graph.Node(operation: .element, x: call, y: Int32(i), z: -1))
            }
        }
        follower.pointee.listCount += x.count
        let first = follower.pointee.base + Int32(follower.pointee.nodeCount) + 1
        follower.pointee.nodeCount += 1 + values.count
        return values.indices.map { Symbol(value: values[$0], node: first + Int32($0), recording: recording) }
    }

    /// A comparison of the term.
    func compare(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) {
        if new != nil || !follows(comparison, x, y, holds) && !leave({ _ in follows(comparison, x, y, holds) }) {
            let guardian = Graph.Guard(comparison: comparison, x: operand(x), y: operand(y), held: holds)
            new!.guards.append(guardian)
            new!.guardPlaces.append(Int32(follower.pointee.nodeCount))
        }
        follower.pointee.guardCount += 1
        if new == nil { follower.pointee.limit = known.limit(guards: follower.pointee.guardCount) }
    }

    private func finish(_ outputs: [Symbol]) {
        if new == nil && (ends(outputs) || leave { _ in ends(outputs) }) { return }
        let new = new!
        new.outputs = outputs.map { operand($0) }
        new.rules = recording.graph.rules
        new.parameterCount = inputs.count
        let state = follower.pointee
        new.point = (0..<state.indexCount).map { point[Int(state.indices[$0])] }
        new.constants = (0..<state.constantCount).map { state.constants[$0] }
        new.close()
        path = paths.count
        paths.append(new)
        if paths.count > maximumPaths { hasGivenUp = true }
    }

    private func operand(_ symbol: Symbol) -> Int32 { follower.pointee.operand(symbol) }

    /// Goes on along a path that is known.
    private func take(_ path: TermPath) {
        known = path
        follower.pointee.nodes = path.table
        follower.pointee.limit = path.limit(guards: follower.pointee.guardCount)
    }

    /// Goes on with a new path, which the follower doesn't know.
    private func begin(_ path: TermPath) {
        new = path
        follower.pointee.limit = 0
    }

    /// The term does something else than the path: takes one that has done this before, which is then done, or begins a new one.
    private func leave(_ follows: (UnsafeMutablePointer<Follower>) -> Bool) -> Bool {
        let left = known
        let place = follower.pointee.nodeCount + follower.pointee.guardCount
        for other in left.others[place] ?? [] {
            take(paths[other])
            if follows(follower) {
                path = other
                return true
            }
        }
        let state = follower.pointee
        left.others[place, default: []].append(paths.count)
        begin(TermPath(left, nodes: state.nodeCount, guards: state.guardCount, lists: state.listCount))
        return false
    }
}

// Whether what a term does is the path's next step. What this takes is given back if it isn't.
extension SampleBinder {
    private func follows(_ rule: Int32, _ x: [Symbol], _ count: Int) -> Bool {
        let place = follower.pointee.nodeCount
        if place >= follower.pointee.limit { return false }
        let node = known.nodes[place]
        guard node.operation == .vectorRule, node.z == rule, node.y == Int32(x.count),
            known.elementCount(of: place) == count
        else { return false }
        return follows(known.lists[Int(node.x)..<Int(node.x + node.y)], x)
    }

    private func follows(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, _ holds: Bool) -> Bool {
        let number = follower.pointee.guardCount
        guard number < known.guards.count, Int(known.guardPlaces[number]) == follower.pointee.nodeCount else {
            return false
        }
        let met = known.guards[number]
        return met.comparison == comparison && met.held == holds && follows([met.x, met.y], [x, y])
    }

    private func ends(_ outputs: [Symbol]) -> Bool {
        guard follower.pointee.nodeCount == known.nodes.count, follower.pointee.guardCount == known.guards.count,
            outputs.count == known.outputs.count
        else { return false }
        return follows(known.outputs[...], outputs)
    }

    private func follows(_ operands: ArraySlice<Int32>, _ symbols: [Symbol]) -> Bool {
        let state = (follower.pointee.constantCount, follower.pointee.indexCount)
        for (operand, symbol) in zip(operands, symbols) where !follower.pointee.follows(operand, symbol) {
            follower.pointee.takeBack(state)
            return false
        }
        return true
    }
}
