import AutodiffCore
import _AutodiffShims

/// A tape with its inputs and the memory of its sweeps, kept from one recording to the next: what a workspace does reverse
/// mode with.
///
///     let inputs = tape.begin(at: x, for: "gradient")
///     defer { tape.end() }
///     let y = tape.checked(f.value(at: inputs))
///     tape.writeGradient(of: y, into: &gradient)
///
/// After the first recording nothing is allocated unless a later one needs more room. (The identities of one tape run out
/// after 4 million recordings; then another takes its place.)
@usableFromInline
package final class KeptTape<Base: RealScalar> {
    @usableFromInline
    let tape = Tape<Base>()
    // Unchecked: `claim` has made sure that no other call is under way.
    @exclusivity(unchecked)
    @usableFromInline
    var inputs: [Variable<Base>] = []
    @exclusivity(unchecked)
    @usableFromInline
    var memory = AdjointMemory()
    /// The thread whose call uses the tape, or what is kept with it; 0 between two calls.
    @usableFromInline
    let user = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)

    /// A tape without memory; the first recording finds out how much it takes.
    @usableFromInline
    package init() { user.initialize(to: 0) }

    deinit { user.deallocate() }

    /// Begins a call, or traps while another is under way, in this thread or in any.
    @inlinable
    package func claim() {
        let other = autodiffExchange(user, autodiffThread())
        if other != 0 { KeptTape.usedTwice(by: other) }
    }

    /// Ends the call.
    @inlinable
    package func release() { autodiffStoreRelease(user, 0) }

    /// The inputs of a new recording at the point `x`. Traps at an empty point, naming the operation, and while another
    /// recording is under way.
    @inlinable
    package func begin(at x: [Base], for operation: StaticString) -> [Variable<Base>] {
        Tape.checkPoint(x, for: operation)
        claim()
        tape.recording.belongToOneCall()
        tape.seed(x, in: &inputs)
        return inputs
    }

    @usableFromInline
    @inline(never)
    static func usedTwice(by other: UInt64) -> Never {
        if other != autodiffThread() {
            misuse("a Workspace was used by two threads at the same time: make one for each")
        }
        misuse("a Workspace was used inside a function that it is running: make another for the inner derivative")
    }

    /// Ends the recording, and the life of its variables, so that one kept by the function can't be used.
    @inlinable
    package func end() {
        tape.reset()
        release()
    }

    /// The output, or a trap unless it is a constant or belongs to this recording.
    @inlinable
    package func checked(_ output: Variable<Base>) -> Variable<Base> { tape.checked(output) }

    /// The outputs, or a trap unless each is a constant or belongs to this recording.
    @inlinable
    package func checked(_ outputs: [Variable<Base>]) -> [Variable<Base>] { tape.checked(outputs) }

    /// Sweeps the derivatives of a checked output into `gradient`, as many numbers as there are inputs.
    @inlinable
    package func writeGradient(of output: Variable<Base>, into gradient: inout [Base]) {
        Tape.sweep(OneCotangent<Base>.self, tape.header, in: &memory) { _, adjoints in
            output.seed(adjoints, 1)
        } read: { _, adjoints in
            adjoints.copy(to: &gradient)
        }
    }

    /// Sweeps the products of a cotangent with the Jacobian of checked outputs into `product`, as many numbers as there are
    /// inputs.
    @inlinable
    package func writeProduct(
        of cotangent: [Base], with outputs: [Variable<Base>], into product: inout [Base]
    ) {
        Tape.sweep(OneCotangent<Base>.self, tape.header, in: &memory) { _, adjoints in
            for (output, weight) in zip(outputs, cotangent) where !weight._isZero { output.seed(adjoints, weight) }
        } read: { _, adjoints in
            adjoints.copy(to: &product)
        }
    }

    /// Sweeps the Jacobian of checked outputs into `jacobian`, a row for each output.
    @inlinable
    package func writeJacobian(of outputs: [Variable<Base>], into jacobian: inout Matrix<Base>) {
        if outputs.count != jacobian.rows {
            misuse(
                count: outputs.count, of: "the result of the function", expected: jacobian.rows,
                "as many as the Jacobian has rows")
        }
        tape.sweepRows(of: outputs, in: &memory, into: &jacobian.storage, columns: inputs.count)
    }
}
