import AutodiffCore
import _AutodiffShims

/// The path that a thread's function takes: a hash of what its comparisons come out as, and of what it reads.
@usableFromInline
enum PathWatch {
    /// Notes an outcome.
    @inlinable
    @inline(__always)
    static func note(_ outcome: UInt64) {
        let trace = autodiffTrace()
        let mixed = (trace.pointee.path ^ outcome) &* 0x9E37_79B9_7F4A_7C15
        trace.pointee.path = mixed ^ mixed >> 29
    }

    /// Notes the outcome of a comparison, and returns it.
    @inlinable
    @inline(__always)
    static func note(_ outcome: Bool) -> Bool {
        note(outcome ? 0xD1B5_4A32_D192_ED03 : 0x94D0_49BB_1331_11EB)
        return outcome
    }

    /// Runs `body`, and returns the hash of the path that it took. What an outer run has noted is kept.
    @inlinable
    static func watch<Result>(_ body: () throws -> Result) rethrows -> (result: Result, path: UInt64) {
        let trace = autodiffTrace()
        let outer = trace.pointee
        trace.pointee = AutodiffTrace(path: 0, branches: 0, tape: nil)
        defer { trace.pointee = outer }
        let result = try body()
        return (result, trace.pointee.path)
    }
}

/// Where the operations of ``Traced`` are written: a list of nodes that grows.
@frozen
@usableFromInline
struct TraceTape {
    @usableFromInline
    var nodes: UnsafeMutablePointer<Dependences.Node>
    @usableFromInline
    var count = 0
    @usableFromInline
    var room: Int
    @usableFromInline
    let inputs: Int
    @usableFromInline
    var lists: [Int32] = []

    @usableFromInline
    init(inputs: Int) {
        self.inputs = inputs
        room = 1024
        nodes = .allocate(capacity: room)
    }

    /// Adds a node, and returns its number.
    @inlinable
    @inline(__always)
    static func add(_ kind: Dependences.Kind, _ x: Int32, _ y: Int32) -> Int32 {
        guard let tape = autodiffTrace().pointee.tape?.assumingMemoryBound(to: TraceTape.self) else { ended() }
        if tape.pointee.count == tape.pointee.room { grow(tape) }
        let count = tape.pointee.count
        (tape.pointee.nodes + count).initialize(to: Dependences.Node(kind, x, y))
        tape.pointee.count = count + 1
        return Int32(truncatingIfNeeded: tape.pointee.inputs + count)
    }

    /// Adds a function of many, and returns its number; that of a constant if none is more.
    @usableFromInline
    static func add(_ kind: Dependences.Kind, _ operands: [Int32]) -> Int32 {
        let active = operands.filter { $0 >= 0 }
        if active.isEmpty { return operands.contains(Traced.stopped) ? Traced.stopped : Traced.constant }
        guard let tape = autodiffTrace().pointee.tape?.assumingMemoryBound(to: TraceTape.self) else { ended() }
        let place = tape.pointee.lists.count
        tape.pointee.lists += active
        return add(kind, Int32(place), Int32(active.count))
    }

    @usableFromInline
    @inline(never)
    static func grow(_ tape: UnsafeMutablePointer<TraceTape>) {
        let room = 2 * tape.pointee.room
        if room > Int(Int32.max) / 2 { misuse("a function of more than 2^30 operations has no pattern found") }
        let nodes = UnsafeMutablePointer<Dependences.Node>.allocate(capacity: room)
        nodes.moveInitialize(from: tape.pointee.nodes, count: tape.pointee.count)
        tape.pointee.nodes.deallocate()
        tape.pointee.nodes = nodes
        tape.pointee.room = room
    }

    @usableFromInline
    @inline(never)
    static func ended() -> Never {
        misuse("a number of a run that looks for a pattern was used after it, or on another thread")
    }
}

/// What one run of a function has shown.
@frozen
@usableFromInline
struct Trace {
    @usableFromInline
    let dependences: Dependences

    /// The hash of the path, and the number of comparisons that an input had a part in.
    @usableFromInline
    let path: UInt64
    @usableFromInline
    let branches: Int

    @usableFromInline
    init(dependences: Dependences, path: UInt64, branches: Int) {
        self.dependences = dependences
        self.path = path
        self.branches = branches
    }

    /// Runs `f` once.
    @inlinable
    static func of(_ x: [Double], for operation: StaticString, _ f: ([Traced]) -> [Traced]) -> Trace {
        if x.isEmpty { misuse("\(operation) at an empty point: a function to differentiate has at least one input") }
        let inputs = x.indices.map { Traced(value: x[$0], node: Int32($0)) }
        let tape = begin(x.count)
        let outer = autodiffTrace().pointee
        autodiffTrace().pointee = AutodiffTrace(path: 0, branches: 0, tape: UnsafeMutableRawPointer(tape))
        let outputs = f(inputs)
        let trace = autodiffTrace().pointee
        autodiffTrace().pointee = outer
        return end(tape, outputs, trace)
    }

    @usableFromInline
    static func begin(_ inputs: Int) -> UnsafeMutablePointer<TraceTape> {
        let tape = UnsafeMutablePointer<TraceTape>.allocate(capacity: 1)
        tape.initialize(to: TraceTape(inputs: inputs))
        return tape
    }

    @usableFromInline
    static func end(
        _ tape: UnsafeMutablePointer<TraceTape>, _ outputs: [Traced], _ trace: AutodiffTrace
    ) -> Trace {
        var dependences = Dependences(inputs: tape.pointee.inputs)
        dependences.nodes = Array(UnsafeBufferPointer(start: tape.pointee.nodes, count: tape.pointee.count))
        dependences.lists = tape.pointee.lists
        dependences.outputs = outputs.map(\.node)
        tape.pointee.nodes.deallocate()
        tape.deinitialize(count: 1)
        tape.deallocate()
        return Trace(dependences: dependences, path: trace.path, branches: Int(trace.branches))
    }
}
