import AutodiffCore

extension Tape {
    /// Sweeps back `count` cotangents, several at once over `Double`: `seed` adds those of the outputs, `read` gets the
    /// adjoints that they lead to, from the first cotangent to the last.
    @inlinable
    func sweep(
        cotangents count: Int, in memory: inout AdjointMemory, seed: (_ cotangent: Int, AdjointLane<Base>) -> Void,
        read: (_ cotangent: Int, AdjointLane<Base>) -> Void
    ) {
        var first = 0
        while first < count {
            let group = first..<first + Swift.min(Tape.lanes(for: count - first), count - first)
            switch Tape.lanes(for: count - first) {
            case 8: sweep(Cotangents<SIMD8<Double>>.self, group, in: &memory, seed, read)
            case 4: sweep(Cotangents<SIMD4<Double>>.self, group, in: &memory, seed, read)
            case 2: sweep(Cotangents<SIMD2<Double>>.self, group, in: &memory, seed, read)
            default:
                Tape.sweep(OneCotangent<Base>.self, header, in: &memory) {
                    seed(first, $1)
                } read: {
                    read(first, $1)
                }
            }
            first = group.upperBound
        }
    }

    /// The width of the next sweep, where `count` cotangents are left. A sweep of 2, 4 or 8 takes about 1.2, 1.8 and 3.2 times
    /// as long as one of 1; so a lane may stay empty in one of 4, and two of 8.
    @inlinable
    static func lanes(for count: Int) -> Int {
        if count == 1 || Base.self != Double.self { return 1 }
        return count > 5 ? 8 : count > 2 ? 4 : 2
    }

    /// Sweeps back a group of cotangents at once, where the base is `Double`.
    @inlinable
    func sweep<A: SweepArithmetic>(
        _ arithmetic: A.Type, _ group: Range<Int>, in memory: inout AdjointMemory,
        _ seed: (_ cotangent: Int, AdjointLane<Base>) -> Void, _ read: (_ cotangent: Int, AdjointLane<Base>) -> Void
    ) where A.Base == Double {
        Tape<Double>.sweep(arithmetic, header, group.count, in: &memory) {
            seed(group.lowerBound + $0, AdjointLane(of: $1))
        } read: {
            read(group.lowerBound + $0, AdjointLane(of: $1))
        }
    }
}

/// The number of sweeps in which reverse mode pulls back so many cotangents over `Double`.
package func sweepCount(_ cotangents: Int) -> Int {
    var (left, sweeps) = (cotangents, 0)
    while left > 0 {
        left -= Tape<Double>.lanes(for: left)
        sweeps += 1
    }
    return sweeps
}
