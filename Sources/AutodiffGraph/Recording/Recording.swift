import AutodiffCore

/// A graph while it is made: by a function that runs on symbols, and by the derivation of one graph from another.
///
/// Each operation is looked up before it is added, so that a common subexpression is one node. Two constants are the same where
/// their bits are.
@usableFromInline
final class Recording {
    // A recording belongs to one thread, and none of its methods is in the midst of a change when another begins.
    @exclusivity(unchecked) var graph = Graph()

    /// Whether the function that is recorded still runs.
    @exclusivity(unchecked) var isOpen = true

    /// The comparisons of a rule's derivative, while both ways of each are tried; see `Exploration`.
    @exclusivity(unchecked) var exploration: Exploration?

    let options: CompileOptions

    /// Where symbols find the recording.
    let handle = RecordingHandle.take()
    let life: UInt32

    /// Whether each operation gets a node of its own, as it is written, and the nodes' values are kept: for a picture. Else a
    /// common subexpression is one node, and an operation that changes nothing is none.
    let keepsEveryOperation: Bool

    /// The nodes' values, if every operation is kept; 0 for a rule of many arguments, whose elements have them.
    @exclusivity(unchecked) private(set) var values: [Double] = []

    /// What looks where in the source some operations stand, if every operation is kept.
    @exclusivity(unchecked) var operationLines: OperationLines?

    /// What has the operations instead, while the terms of a sum are bound to their data.
    @exclusivity(unchecked) var binder: Unmanaged<SampleBinder>?

    /// Where the term has arrived that is bound.
    @exclusivity(unchecked) var follower: UnsafeMutablePointer<Follower>?

    /// Whether 0·x is 0, and x + 0 is x; see `Folding.swift` and ``CompileOptions/foldsZeros``.
    var foldsZeros = false

    @exclusivity(unchecked) private var table: [Int32]
    @exclusivity(unchecked) private var mask: Int
    @exclusivity(unchecked) private var guards: Set<GuardKey> = []
    @exclusivity(unchecked) private var statelessRules: [(type: ObjectIdentifier, number: Int32)] = []
    @exclusivity(unchecked) private var ruleNumbers: [RuleKey: Int32] = [:]

    /// The derivatives of rules' derivatives that hold for every argument.
    @exclusivity(unchecked) var slopeGraphs: [SlopeKey: Graph] = [:]

    /// The numbers of the boxes that came from other graphs.
    @exclusivity(unchecked) var boxNumbers: [ObjectIdentifier: Int32] = [:]

    /// A recording of about `expected` nodes.
    init(_ options: CompileOptions, expected: Int = 0, keepsEveryOperation: Bool = false) {
        self.options = options
        self.keepsEveryOperation = keepsEveryOperation
        var size = 256
        while size < 2 * expected { size *= 2 }
        table = [Int32](repeating: -1, count: size)
        mask = size - 1
        life = handle.pointee.life
        graph.nodes.reserveCapacity(expected)
        handle.pointee.recording = .passUnretained(self)
    }

    deinit { RecordingHandle.end(handle) }

    /// The symbols of the inputs, with these values.
    func inputs(_ x: [Double]) -> [Symbol] {
        graph.inputCount = x.count
        if keepsEveryOperation { values = x }
        return x.indices.map { i in
            graph.nodes.append(Graph.Node(operation: .input, x: -1, y: -1, z: -1))
            return Symbol(value: x[i], node: Int32(i), recording: self)
        }
    }

    /// The results.
    func setOutputs(_ outputs: [Symbol]) { graph.outputs = outputs.map { operand($0) } }

    /// Gives a node its name, the last one that it gets. An input has none here.
    func name(_ symbol: Symbol, _ name: String) {
        if !isOpen { Recording.ended() }
        if symbol.node >= graph.inputCount { graph.names[symbol.node] = name }
    }

    /// The symbol as an operand: its node, or a constant of its own.
    func operand(_ symbol: Symbol) -> Int32 {
        if symbol.node >= 0 {
            if !symbol.belongs(to: self) { Recording.mixed(self, symbol.recording!) }
            return symbol.node
        }
        graph.constants.append(symbol.value)
        return -Int32(graph.constants.count)
    }

    /// The node of an operation, which may be an earlier one.
    func node(
        _ operation: Operation, _ x: Symbol, _ y: Symbol? = nil, _ z: Symbol? = nil, rule: Int32 = -1, value: Double
    )
        -> Symbol
    {
        if !isOpen { Recording.ended() }
        if keepsEveryOperation {
            if let follower {
                if !follower.pointee.follows(operation, x, y, z, rule) {
                    binder!._withUnsafeGuaranteedRef { $0.node(operation, x, y, z, rule) }
                }
                let number = follower.pointee.base + Int32(follower.pointee.nodeCount) - 1
                return Symbol(value: value, node: number, recording: self)
            }
            return newNode(operation, x, y, z, rule, value)
        }
        var hash = Hash(operation)
        hash.add(x)
        if let y { hash.add(y) }
        if let z { hash.add(z) }
        hash.add(rule)
        var place = hash.place & mask
        while table[place] >= 0 {
            let candidate = table[place]
            let node = graph.nodes[Int(candidate)]
            if node.operation == operation, same(node.x, x), y.map({ same(node.y, $0) }) ?? true,
                z.map({ same(node.z, $0) }) ?? (node.z == rule)
            {
                return Symbol(value: value, node: candidate, recording: self)
            }
            place = (place + 1) & mask
        }
        let symbol = newNode(operation, x, y, z, rule, value)
        table[place] = symbol.node
        if 2 * graph.nodes.count > mask { grow() }
        return symbol
    }

    /// The next operation of a term that is bound, if it is the one that its path has.
    @inline(__always)
    func followed(_ operation: Operation, _ x: Symbol, _ y: Symbol, _ value: Double) -> Symbol? {
        guard let follower, follower.pointee.follows(operation, x, y, nil, -1) else { return nil }
        let number = follower.pointee.base + Int32(follower.pointee.nodeCount) - 1
        return Symbol(value: value, node: number, recording: self)
    }

    @inline(__always)
    private func newNode(
        _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32, _ value: Double
    ) -> Symbol {
        let number = append(
            Graph.Node(
                operation: operation, x: operand(x), y: y.map { operand($0) } ?? -1, z: z.map { operand($0) } ?? rule),
            value: value)
        return Symbol(value: value, node: number, recording: self)
    }

    /// The values of a rule of many arguments.
    func nodes(of rule: Int32, _ x: [Symbol], values: [Double]) -> [Symbol] {
        if !isOpen { Recording.ended() }
        if let binder { return binder._withUnsafeGuaranteedRef { $0.nodes(of: rule, x, values) } }
        let place = Int32(graph.lists.count)
        let operands = x.map { operand($0) }
        graph.lists.append(contentsOf: operands)
        let call = append(Graph.Node(operation: .vectorRule, x: place, y: Int32(x.count), z: rule), value: 0)
        return values.indices.map { i in
            let number = append(Graph.Node(operation: .element, x: call, y: Int32(i), z: -1), value: values[i])
            return Symbol(value: values[i], node: number, recording: self)
        }
    }

    private func append(_ node: Graph.Node, value: Double) -> Int32 {
        let number = graph.nodes.count
        if number >= options.maximumNodes { Recording.full(options.maximumNodes) }
        graph.nodes.append(node)
        if keepsEveryOperation {
            values.append(value)
            if node.operation != .vectorRule { operationLines?.recorded() }
        }
        return Int32(number)
    }

    private func same(_ operand: Int32, _ symbol: Symbol) -> Bool {
        operand >= 0
            ? symbol.node == operand
            : symbol.node < 0 && graph.constants[Int(-1 - operand)].bitPattern == symbol.value.bitPattern
    }

    private func grow() {
        mask = 2 * table.count - 1
        table = [Int32](repeating: -1, count: mask + 1)
        for (number, node) in graph.nodes.enumerated() {
            if node.operation == .input || node.operation == .vectorRule || node.operation == .element { continue }
            var hash = Hash(node.operation)
            hash.add(symbol(node.x))
            let count = node.operation.operandCount
            if count > 1 { hash.add(symbol(node.y)) }
            if count > 2 { hash.add(symbol(node.z)) }
            hash.add(count > 2 ? -1 : node.z)
            var place = hash.place & mask
            while table[place] >= 0 { place = (place + 1) & mask }
            table[place] = Int32(number)
        }
    }

    private func symbol(_ operand: Int32) -> (node: Int32, value: Double) {
        operand >= 0 ? (operand, 0) : (-1, graph.constants[Int(-1 - operand)])
    }

    /// The outcome of a comparison, which becomes a guard.
    func compare(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol, holds: Bool) -> Bool {
        if !isOpen { Recording.ended() }
        if let binder {
            binder._withUnsafeGuaranteedRef { $0.compare(comparison, x, y, holds: holds) }
            return holds
        }
        if exploration != nil { return explore(comparison, x, y, holds: holds) }
        if guards.insert(GuardKey(comparison, x, y)).inserted {
            graph.guards.append(
                Graph.Guard(comparison: comparison, x: operand(x), y: operand(y), held: holds))
            graph.guardPlaces.append(Int32(graph.nodes.count))
        }
        return holds
    }

    /// The number of a rule. Rules of one type without references are the same where their bytes are.
    func number<Rule>(of rule: Rule, _ box: (Rule) -> RuleBox) -> Int32 {
        if MemoryLayout<Rule>.size == 0 {
            // The few types of rules without parameters are found faster without a hash.
            let type = ObjectIdentifier(Rule.self)
            for known in statelessRules where known.type == type { return known.number }
            let number = add(box(rule))
            statelessRules.append((type, number))
            return number
        }
        guard let key = RuleKey(rule) else { return add(box(rule)) }
        if let number = ruleNumbers[key] { return number }
        let number = add(box(rule))
        ruleNumbers[key] = number
        return number
    }

    /// The number of a rule in a box, as another graph has it.
    func add(_ box: RuleBox) -> Int32 {
        graph.rules.append(box)
        return Int32(graph.rules.count - 1)
    }

    static func ended() -> Never {
        misuse(
            """
            a Symbol was used after the function that it was recorded for had ended: keep its value (x.primal) instead, \
            or compute inside the closure
            """)
    }

    static func mixed(_ first: Recording, _ second: Recording) -> Never {
        if !first.isOpen || !second.isOpen { ended() }
        misuse(
            """
            symbols of two recordings met in one operation. To the inner function the outer symbol is a constant: \
            use Symbol(x.primal)
            """)
    }

    static func full(_ bound: Int) -> Never {
        misuse(
            """
            a compiled function would have more than \(bound) operations: compile a smaller part of it, or raise \
            maximumNodes
            """)
    }
}

/// What tells two guards apart.
private struct GuardKey: Hashable {
    let comparison: Graph.Comparison
    let x: Int32, y: Int32
    let a: UInt64, b: UInt64

    init(_ comparison: Graph.Comparison, _ x: Symbol, _ y: Symbol) {
        self.comparison = comparison
        (self.x, self.y) = (x.node, y.node)
        a = x.node < 0 ? x.value.bitPattern : 0
        b = y.node < 0 ? y.value.bitPattern : 0
    }
}

/// A rule's type and bytes.
private struct RuleKey: Hashable {
    let type: ObjectIdentifier
    let bytes: [UInt8]

    init?<Rule>(_ rule: Rule) {
        if !_isPOD(Rule.self) { return nil }
        type = ObjectIdentifier(Rule.self)
        bytes = withUnsafeBytes(of: rule) { Array($0) }
    }
}

/// The hash of a node: a product and a rotation for each part.
private struct Hash {
    private var state: UInt64

    init(_ operation: Operation) { state = UInt64(operation.rawValue) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func add(_ number: Int32) { mix(UInt64(UInt32(bitPattern: number))) }

    mutating func add(_ symbol: Symbol) { mix(symbol.node >= 0 ? UInt64(symbol.node) : ~symbol.value.bitPattern) }

    mutating func add(_ operand: (node: Int32, value: Double)) {
        mix(operand.node >= 0 ? UInt64(operand.node) : ~operand.value.bitPattern)
    }

    private mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
        state ^= state >> 32
    }

    var place: Int { Int(truncatingIfNeeded: state >> 1) }
}
