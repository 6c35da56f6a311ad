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
    @usableFromInline
    var header: UnsafeMutablePointer<TapeHeader>

    /// An empty tape.
    @inlinable
    public init() { header = TapePool.acquire() }

    @inlinable
    deinit {
        releaseMemory()
        TapePool.release(header)
    }

    @inlinable
    var identity: TapeIdentity { header.pointee.identity }

    /// A new input with this value.
    @inlinable
    public func variable(_ value: Base) -> Variable<Base> {
        if header.pointee.chunk == nil { return inputs(1) { _ in value }[0] }
        // Behind nodes an input takes a node's place, with a coefficient that leads nowhere.
        header.reserve(for: Base.self)
        header.write(Base.zero, 0)
        header.pointee.inputs += 1
        return Variable(value, index: header.finish(1), identity)
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
        if UInt64(first) + UInt64(count) >= UInt64(UInt32.max) { misuse("a tape holds 2^32 variables at most") }
        header.pointee.newest = first + UInt32(truncatingIfNeeded: count)
        header.pointee.inputs = header.pointee.newest
        let identity = identity
        return (0..<count).map { i in
            Variable(value(i), index: first + 1 + UInt32(truncatingIfNeeded: i), identity)
        }
    }

    /// The number of inputs, and of results at which three or more operands met.
    @inlinable
    public var variableCount: Int { Int(header.pointee.newest) }

    /// The number of nodes written: the results at which three or more operands met.
    @inlinable
    public var nodeCount: Int { variableCount - Int(header.pointee.inputs) }

    /// The memory that the recording takes, in bytes.
    public var byteCount: Int { header.chunkBytes }

    /// Forgets everything, and keeps some memory for the next recording. The variables made so far become invalid.
    @inlinable
    public func reset() {
        releaseMemory()
        if header.pointee.life < TapeIdentity.lives {
            header.startLife()
        } else {
            TapePool.release(header)
            header = TapePool.acquire()
        }
    }

    @inlinable
    func releaseMemory() {
        header.releaseChunks { start, end in
            let first = start.assumingMemoryBound(to: Base.self)
            first.deinitialize(count: (end - start) / MemoryLayout<Base>.stride)
        }
    }
}
