import AutodiffCore

/// Records the terms of a sum a few at a time, on one piece of tape, and sweeps them together.
///
/// A variable of one term can't be used wrongly in a later one: as long as they are on the same recording it is a plain
/// result of it, and after the sweep it traps.
@usableFromInline
package final class TermRecorder<Base: RealScalar> {
    @usableFromInline
    let tape = Tape<Base>()
    @usableFromInline
    package var inputs: [Variable<Base>] = []

    /// How often `inputs` have been made anew.
    @usableFromInline
    package var life = 0

    @usableFromInline
    var outputs: [Variable<Base>] = []
    @usableFromInline
    var memory = AdjointMemory()
    @usableFromInline
    var value = Base.zero
    @usableFromInline
    var total: [Base] = []

    @inlinable
    package init() {}

    /// Terms are swept as soon as there are so many nodes. Enough that making new inputs for the next ones costs little
    /// beside them, and few enough to stay in the cache.
    @inlinable
    func limit(_ inputs: Int) -> Int { Swift.max(2 * inputs, 1024) }

    /// Begins a sum: new inputs with the values of the parameters.
    @inlinable
    package func begin(at parameters: [Base]) {
        value = .zero
        total = [Base](repeating: .zero, count: parameters.count)
        outputs.removeAll(keepingCapacity: true)
        tape.reset()
        tape.recording.belongToOneCall()
        tape.seed(parameters, in: &inputs)
        life += 1
    }

    /// Adds a term that was computed from `inputs`, or traps if it belongs to another recording; and sweeps when there are
    /// enough of them.
    @inlinable
    package func add(_ y: Variable<Base>, at parameters: [Base]) {
        value += y.value
        if !y.isConstant {
            y.tape.check(tape.identity)
            outputs.append(y)
        }
        let limit = limit(parameters.count)
        if tape.nodeCount >= limit || outputs.count >= limit {
            sweep()
            tape.reset()
            tape.recording.belongToOneCall()
            tape.seed(parameters, in: &inputs)
            life += 1
        }
    }

    /// Ends the sum, and the life of its variables.
    @inlinable
    package func end() -> (value: Base, gradient: [Base]) {
        sweep()
        tape.reset()
        return (value, total)
    }

    /// The value and the gradient of the sum of the terms of all `samples`.
    @inlinable
    func sum<Term: DataTerm, Samples: Collection<Term.Sample>>(
        of term: Term, at parameters: [Base], over samples: Samples
    ) -> (value: Base, gradient: [Base]) {
        begin(at: parameters)
        for sample in samples { add(term.value(at: inputs, for: sample), at: parameters) }
        return end()
    }

    /// Adds the terms' share to the gradient.
    @inlinable
    func sweep() {
        Tape.sweep(OneCotangent<Base>.self, tape.header, in: &memory) { _, adjoints in
            for y in outputs { y.seed(adjoints, 1) }
        } read: { _, adjoints in
            for i in total.indices { total[i] += adjoints[i + 1] }
        }
        outputs.removeAll(keepingCapacity: true)
    }
}
