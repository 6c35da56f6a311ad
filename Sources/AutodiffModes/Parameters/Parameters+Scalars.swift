import AutodiffCore
import AutodiffReverse

extension Parameters {
    /// The numbers, in the order in which `map` passes them.
    @inlinable
    public var scalars: [Scalar] {
        var numbers: [Scalar] = []
        // One allocation for a few numbers: how many there are is known only after a `map` of its own.
        numbers.reserveCapacity(16)
        append(to: &numbers)
        return numbers
    }

    /// How many numbers there are.
    @inlinable
    public var scalarCount: Int {
        var count = 0
        let _: Self = map { number in
            count += 1
            return number
        }
        return count
    }

    /// The struct with other numbers, in the order of ``scalars``. Traps unless there are as many.
    ///
    ///     let zero = spring.filled(with: [0, 0, 0, 0])
    @inlinable
    public func filled(with numbers: [Scalar]) -> Self {
        var next = 0
        let result: Self = map { number in
            defer { next += 1 }
            return next < numbers.count ? numbers[next] : number
        }
        if next != numbers.count {
            misuse(
                count: numbers.count, of: "the array to fill parameters with", expected: next, "one for each number")
        }
        return result
    }

    /// The struct with these variables for its numbers.
    @inlinable
    package func on(_ variables: [Variable<Scalar>]) -> OnVariables {
        var next = 0
        let result: OnVariables = map { _ in
            if next == variables.count { mapVaries() }
            defer { next += 1 }
            return variables[next]
        }
        if next != variables.count { mapVaries() }
        return result
    }

    /// Adds the numbers to an array.
    @inlinable
    package func append(to numbers: inout [Scalar]) {
        let _: Self = map { number in
            numbers.append(number)
            return number
        }
    }

    /// The numbers, for a derivative: a `map` that hasn't been looked at yet is checked.
    @inlinable
    package func point() -> [Scalar] {
        let numbers = scalars
        checkMap(numbers.count)
        return numbers
    }
}

/// The numbers of `x` one after the other, to be put into parameters by their `map`: the way to a function on any scalar,
/// for the verbs that need one.
///
///     struct Energy: ScalarField {
///         let template: Spring<Double>
///         func value<S: RealScalar>(at x: [S]) -> S { energy(template.map(inOrder(x))) }
///     }
///     print(compareJacobians(at: spring.scalars, of: Energy(template: spring)))
///     // Jacobian of R^4 -> R^1, forward against reverse
///     // …
///
/// What it returns gives the next number at every call, whatever it is called with. Traps when there is none left, and, at the
/// end of its life, if some but not all have been taken.
///
/// Cost: a look at an array for each number.
@inlinable
public func inOrder<Old, New>(_ x: [New]) -> (Old) -> New {
    let numbers = NumbersInOrder(x)
    return { _ in numbers.next() }
}

/// Numbers that are handed out one by one.
@usableFromInline
final class NumbersInOrder<Number> {
    @usableFromInline
    let numbers: [Number]
    @usableFromInline
    var position = 0

    @inlinable
    init(_ numbers: [Number]) { self.numbers = numbers }

    @inlinable
    func next() -> Number {
        if position == numbers.count {
            misuse("inOrder has \(numbers.count) numbers, and the parameters that they are put into need more")
        }
        defer { position += 1 }
        return numbers[position]
    }

    @inlinable
    deinit {
        if position != 0 && position != numbers.count {
            misuse("inOrder has \(numbers.count) numbers, and the parameters that they were put into took \(position)")
        }
    }
}

@usableFromInline
@inline(never)
func mapVaries() -> Never {
    misuse(
        "map of parameters passed more or fewer numbers than a moment ago: it must always pass all of them, in one order"
    )
}
