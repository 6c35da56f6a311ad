import AutodiffCore

/// Where a term that runs has arrived on its path, and what it has given up on the way: its constants and the indices of its
/// parameters.
///
/// All of it is plain memory: this runs once for each operation of each term.
struct Follower {
    /// The path's operations, and how far they go without a comparison. A path that is new has none.
    var nodes: UnsafePointer<Graph.Node>
    var limit = 0
    var nodeCount = 0
    var guardCount = 0
    var listCount = 0

    private(set) var constants: UnsafeMutablePointer<Double>
    var constantCount = 0
    private var constantCapacity = 64

    private(set) var indices: UnsafeMutablePointer<UInt32>
    var indexCount = 0
    private var indexCapacity = 64

    /// The number that each parameter has in the term that runs, if it was used in it: then the mark is the term's.
    private let locals: UnsafeMutablePointer<(mark: UInt32, number: Int32)>
    let parameterCount: Int32
    private var mark: UInt32 = 0

    /// The number that symbols have for the term's first operation. Each term has numbers of its own, so that a symbol that was kept
    /// from an earlier one is known.
    private(set) var base: Int32

    init(parameters: Int) {
        parameterCount = Int32(parameters)
        base = Int32(parameters)
        constants = .allocate(capacity: constantCapacity)
        indices = .allocate(capacity: indexCapacity)
        locals = .allocate(capacity: parameters)
        locals.initialize(repeating: (0, 0), count: parameters)
        nodes = UnsafePointer(bitPattern: MemoryLayout<Graph.Node>.alignment)!
    }

    func deallocate() {
        constants.deallocate()
        indices.deallocate()
        locals.deallocate()
    }

    /// Begins a term.
    mutating func begin() {
        base = base > 1 << 29 ? parameterCount : base + Int32(nodeCount)
        nodeCount = 0
        guardCount = 0
        listCount = 0
        constantCount = 0
        indexCount = 0
        mark &+= 1
        if mark == 0 {
            locals.update(repeating: (0, 0), count: Int(parameterCount))
            mark = 1
        }
    }

    /// Whether the operation is the path's next one; then it is done.
    @inline(__always)
    mutating func follows(
        _ operation: Operation, _ x: Symbol, _ y: Symbol?, _ z: Symbol?, _ rule: Int32
    ) -> Bool {
        if nodeCount >= limit { return false }
        let state = (constantCount, indexCount)
        let node = nodes[nodeCount]
        if node.operation == operation, follows(node.x, x), y == nil || follows(node.y, y.unsafelyUnwrapped),
            z == nil ? node.z == rule : follows(node.z, z.unsafelyUnwrapped)
        {
            nodeCount += 1
            return true
        }
        takeBack(state)
        return false
    }

    /// Whether the symbol is what the path has; a constant is taken.
    @inline(__always)
    mutating func follows(_ operand: Int32, _ symbol: Symbol) -> Bool {
        if symbol.node < 0 {
            if operand >= 0 { return false }
            take(symbol.value)
            return true
        }
        if symbol.node < parameterCount { return operand == local(symbol.node) }
        return symbol.node >= base && operand == symbol.node - base + parameterCount
    }

    /// The symbol as an operand of a new path.
    mutating func operand(_ symbol: Symbol) -> Int32 {
        if symbol.node >= parameterCount {
            if symbol.node < base || symbol.node >= base + Int32(nodeCount) { Recording.ended() }
            return symbol.node - base + parameterCount
        }
        if symbol.node >= 0 { return local(symbol.node) }
        take(symbol.value)
        return -Int32(constantCount)
    }

    /// Gives back what an operation took that wasn't the path's next one.
    mutating func takeBack(_ state: (constants: Int, indices: Int)) {
        constantCount = state.constants
        for i in state.indices..<indexCount { locals[Int(indices[i])].mark = 0 }
        indexCount = state.indices
    }

    @inline(__always)
    private mutating func take(_ constant: Double) {
        if constantCount == constantCapacity { constants = Follower.grown(constants, &constantCapacity) }
        constants[constantCount] = constant
        constantCount += 1
    }

    /// The number of a parameter in the term that runs.
    @inline(__always)
    private mutating func local(_ index: Int32) -> Int32 {
        let known = locals[Int(index)]
        return known.mark == mark ? known.number : newLocal(index)
    }

    private mutating func newLocal(_ index: Int32) -> Int32 {
        let number = Int32(indexCount)
        locals[Int(index)] = (mark, number)
        if indexCount == indexCapacity { indices = Follower.grown(indices, &indexCapacity) }
        indices[indexCount] = UInt32(index)
        indexCount += 1
        return number
    }

    @inline(never)
    private static func grown<Element>(
        _ memory: UnsafeMutablePointer<Element>, _ capacity: inout Int
    ) -> UnsafeMutablePointer<Element> {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.update(from: memory, count: capacity)
        memory.deallocate()
        capacity *= 2
        return larger
    }
}
