import AutodiffCore

/// The record of a computation, from which derivatives are swept back.
///
/// `gradient` and `vjp` make one for themselves. A tape of your own keeps the recording open, say to sweep several
/// outputs:
///
///     let tape = Tape<Double>()
///     let x = tape.variables([3, -4])
///     let y = x[0] * sin(x[1])
///     let g = tape.gradient(of: y, withRespectTo: x)
///
/// Its variables are valid until it is deallocated or `reset`. A tape belongs to one task at a time.
public final class Tape<Base: RealScalar> {
    // Unchecked: a tape belongs to one task, and what looks at these runs no other code meanwhile. The runtime's check at each
    // access would take as long as a small gradient.
    @exclusivity(unchecked)
    @usableFromInline
    var recording: Recording

    /// The indices of inputs that were made after the first node.
    @exclusivity(unchecked)
    @usableFromInline
    var lateInputs: Set<UInt32> = []

    /// An empty tape.
    @inlinable
    public init() { recording = TapePool.acquire() }

    @inlinable
    deinit {
        forget()
        TapePool.release(recording)
    }

    /// Where the tape stands.
    @inlinable
    var header: UnsafeMutablePointer<TapeHeader> { recording.header }

    @inlinable
    var identity: TapeIdentity { recording.identity }

    /// A new input with this value.
    @inlinable
    public func variable(_ value: Base) -> Variable<Base> {
        if header.pointee.chunk == nil { return inputs(1) { _ in value }[0] }
        // Behind nodes an input takes a node's place, with a coefficient that leads nowhere.
        let index = recording.writeFull(Base.zero, .zero, .none, .zero, .zero, .none)
        lateInputs.insert(index)
        // And another place, so that no node stands right behind the input: what that handed on to its neighbour would
        // stay in the sweep's register and never reach the input's adjoint.
        _ = recording.writeFull(Base.zero, .zero, .none, .zero, .zero, .none)
        return Variable(value, index: index, identity)
    }

    /// New inputs with these values.
    @inlinable
    public func variables(_ values: [Base]) -> [Variable<Base>] {
        if header.pointee.chunk == nil { return inputs(values.count) { values[$0] } }
        return values.map(variable)
    }

    /// Inputs in front of all nodes: they take indices, but no memory.
    @inlinable
    func inputs(_ count: Int, _ value: (Int) -> Base) -> [Variable<Base>] {
        let first = header.pointee.newest
        if Int(first) + count >= TapeHeader.capacity { TapeHeader.full() }
        header.pointee.newest = first + UInt32(truncatingIfNeeded: count)
        header.pointee.inputs = header.pointee.newest
        let identity = identity
        return [Variable<Base>](unsafeUninitializedCapacity: count) { buffer, initialized in
            for i in 0..<count {
                let index = first + 1 + UInt32(truncatingIfNeeded: i)
                buffer.initializeElement(at: i, to: Variable(value(i), index: index, identity))
            }
            initialized = count
        }
    }

    /// The number of inputs and of nodes.
    @inlinable
    public var variableCount: Int { Int(header.pointee.newest) - lateInputs.count }

    /// The number of results written down: those at which three or more operands met, and the outputs of array functions and
    /// of rules of several values.
    @inlinable
    public var nodeCount: Int { variableCount - Int(header.pointee.inputs) - lateInputs.count }

    /// Whether `variable` was made by this tape, and isn't a result; x + c passes, as its derivatives are those of x.
    @inlinable
    func isInput(_ variable: Variable<Base>) -> Bool {
        let index = variable.operands.first
        return variable.operands.isSingle && variable.coefficient0._isOne
            && (index <= header.pointee.inputs || lateInputs.contains(index))
    }

    /// The memory that the recording takes, in bytes.
    public var byteCount: Int { recording.recordedBytes }

    /// Forgets everything, and keeps the memory for the next recording. The variables made so far become invalid.
    @inlinable
    public func reset() {
        forget()
        if recording.hasAnotherLife {
            recording.startLife()
        } else {
            TapePool.release(recording)
            recording = TapePool.acquire()
        }
    }

    @inlinable
    func forget() {
        lateInputs = []
        let hasBlocks = header.pointee.hasBlocks
        recording.forget { start, end in TapeNode<Base>.deinitialize(from: start, to: end, hasBlocks: hasBlocks) }
    }
}
