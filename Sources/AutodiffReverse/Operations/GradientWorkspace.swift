import AutodiffCore

/// The memory that a gradient needs, kept from one call to the next: for gradients of one shape that are taken again and
/// again, as in a descent.
///
///     let workspace = GradientWorkspace<Double>()
///     for _ in 0..<1000 {
///         let value = workspace.evaluate(at: x, of: f)
///         for i in x.indices { x[i] -= rate * workspace.gradient[i] }
///     }
///
/// After the first call nothing is allocated, unless `f` does so itself, a later call needs more room, or a result kept
/// from `gradient` has to be left as it is. (Once in four million calls a tape is retired, for the sake of the checks on
/// its variables, and makes place for another.) The bits are those of the function ``gradient(at:_:)``.
///
/// A workspace belongs to one task at a time.
public final class GradientWorkspace<Base: RealScalar> {
    /// The gradient that the last call of `evaluate` without a place of its own computed; empty before the first.
    @inlinable
    public var gradient: [Base] { result }

    @usableFromInline
    var result: [Base] = []
    @usableFromInline
    let tape = Tape<Base>()
    @usableFromInline
    var inputs: [Variable<Base>] = []
    @usableFromInline
    var memory = AdjointMemory()
    @usableFromInline
    var isBusy = false

    /// A workspace without memory; the first call finds out how much it takes.
    public init() {}

    /// The value at `x` of a closure on variables; its gradient is in `gradient` afterwards.
    ///
    /// - Parameters:
    ///   - x: The point: n numbers. Traps if there are none.
    ///   - f: The function. It is run once; it must not use this workspace itself, or it traps.
    @inlinable
    @discardableResult
    public func evaluate(
        at x: [Base], _ f: ([Variable<Base>]) throws -> Variable<Base>
    ) rethrows -> Base {
        try sweep(at: x, f) { adjoints in
            if result.count != x.count { result = [Base](repeating: .zero, count: x.count) }
            adjoints.copy(to: &result)
        }
    }

    /// The value at `x` of a closure on variables, and its gradient into `gradient`, an array of n numbers (or a trap with
    /// both counts). If `f` throws, `gradient` is left as it was.
    @inlinable
    @discardableResult
    public func evaluate(
        at x: [Base], into gradient: inout [Base], _ f: ([Variable<Base>]) throws -> Variable<Base>
    ) rethrows -> Base {
        if gradient.count != x.count {
            misuse(count: gradient.count, of: "the place for a gradient", expected: x.count, "one for each input")
        }
        return try sweep(at: x, f) { $0.copy(to: &gradient) }
    }

    /// The value of a scalar field at `x`; its gradient is in `gradient` afterwards.
    @inlinable
    @discardableResult
    public func evaluate<F: ScalarField>(at x: [Base], of f: F) -> Base {
        evaluate(at: x) { f.value(at: $0) }
    }

    /// The value of a scalar field at `x`, and its gradient into `gradient`, an array of n numbers (or a trap with both
    /// counts).
    @inlinable
    @discardableResult
    public func evaluate<F: ScalarField>(at x: [Base], into gradient: inout [Base], of f: F) -> Base {
        evaluate(at: x, into: &gradient) { f.value(at: $0) }
    }

    /// Runs `f` and sweeps; `read` gets the adjoints, that of input i by the index i + 1.
    @inlinable
    func sweep(
        at x: [Base], _ f: ([Variable<Base>]) throws -> Variable<Base>, read: (AdjointLane<Base>) -> Void
    ) rethrows -> Base {
        try record(at: x, f) { y in
            if !y.isConstant { y.tape.check(tape.identity) }
            Tape.sweep(OneCotangent<Base>.self, tape.header, in: &memory) { _, adjoints in
                y.seed(adjoints, 1)
            } read: { _, adjoints in
                read(adjoints)
            }
            return y.value
        }
    }

    /// Runs `f` on new inputs, and `sweep` on its result.
    @inlinable
    func record<Output, Result>(
        at x: [Base], _ f: ([Variable<Base>]) throws -> Output, _ sweep: (Output) -> Result
    ) rethrows -> Result {
        if x.isEmpty { misuse("gradient at an empty point: a function to differentiate has at least one input") }
        if isBusy {
            misuse("a GradientWorkspace was used inside its own evaluate: make another for the inner gradient")
        }
        isBusy = true
        tape.seed(x, in: &inputs)
        // The variables' life ends here, so that one kept by `f` can't be used.
        defer {
            tape.reset()
            isBusy = false
        }
        return sweep(try f(inputs))
    }
}

extension Tape {
    /// New inputs with the values `x` on an empty tape, in the place of `inputs` where these are as many.
    @inlinable
    func seed(_ x: [Base], in inputs: inout [Variable<Base>]) {
        if inputs.count != x.count {
            inputs = variables(x)
            return
        }
        header.pointee.newest = UInt32(truncatingIfNeeded: x.count)
        header.pointee.inputs = header.pointee.newest
        let identity = identity
        inputs.withUnsafeMutableBufferPointer { inputs in
            for i in x.indices { inputs[i] = Variable(x[i], index: UInt32(truncatingIfNeeded: i) + 1, identity) }
        }
    }
}
