import AutodiffCore

/// Records the terms of a sum a few at a time, on one piece of tape, and sweeps them together.
///
/// A variable of one term can't be used wrongly in a later one: as long as they are on the same recording it is a plain
/// result of it, and after the sweep it traps.
@usableFromInline
final class TermRecorder<Base: RealScalar> {
    @usableFromInline
    let tape = Tape<Base>()
    @usableFromInline
    var inputs: [Variable<Base>] = []
    @usableFromInline
    var outputs: [Variable<Base>] = []
    @usableFromInline
    var memory = AdjointMemory()
    @usableFromInline
    var total: [Base] = []

    @inlinable
    init() {}

    /// Terms are swept as soon as there are so many nodes. Enough that making new inputs for the next ones costs little
    /// beside them, and few enough to stay in the cache.
    @inlinable
    func limit(_ inputs: Int) -> Int { Swift.max(2 * inputs, 1024) }

    /// The value and the gradient of the sum of the terms of all `samples`.
    @inlinable
    func sum<Samples: Collection>(
        of term: ([Variable<Base>], Samples.Element) throws -> Variable<Base>, at parameters: [Base],
        over samples: Samples
    ) rethrows -> (value: Base, gradient: [Base]) {
        let count = parameters.count
        let limit = limit(count)
        var value = Base.zero
        total = [Base](repeating: .zero, count: count)
        tape.reset()
        tape.seed(parameters, in: &inputs)
        for sample in samples {
            let y = try term(inputs, sample)
            value += y.value
            if !y.isConstant {
                y.tape.check(tape.identity)
                outputs.append(y)
            }
            if tape.nodeCount >= limit || outputs.count >= limit {
                sweep()
                tape.reset()
                tape.seed(parameters, in: &inputs)
            }
        }
        sweep()
        tape.reset()
        return (value, total)
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
