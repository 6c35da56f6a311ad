import AutodiffCore

extension Parameters {
    /// x ← x + a·y, number by number: a step of a descent.
    ///
    ///     var spring = Spring(stiffness: 2, damping: 0.1, offsets: [0, 1])
    ///     spring.add(gradient(at: spring, of: energy), scaledBy: -0.01)
    ///
    /// Traps unless both have as many numbers.
    @inlinable
    public mutating func add(_ other: Self, scaledBy factor: Scalar) {
        self = combined(with: other) { $0 + factor * $1 }
    }

    /// The struct with `f` of every number and its counterpart in another one.
    ///
    ///     var momentum = spring.filled(with: [0, 0, 0, 0])
    ///     let slope = gradient(at: spring, of: energy)
    ///     momentum = momentum.combined(with: slope) { 0.9 * $0 + $1 }
    ///
    /// Traps unless both have as many numbers. What isn't a parameter stays as it is here.
    @inlinable
    public func combined(with other: Self, _ f: (Scalar, Scalar) -> Scalar) -> Self {
        let others = other.scalars
        var next = 0
        let result: Self = map { number in
            defer { next += 1 }
            return next < others.count ? f(number, others[next]) : number
        }
        if next != others.count {
            misuse(
                count: others.count, of: "the other parameters", expected: next, "as many numbers as the first have")
        }
        return result
    }
}
