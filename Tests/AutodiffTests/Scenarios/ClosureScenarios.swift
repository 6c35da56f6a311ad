import Autodiff

// The shapes of code that the toolchain's own differentiation gets silently wrong.

struct ClosureThatCaptures: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        let scaled = { (y: S) -> S in x[0] * y + x[0] }
        return scaled(x[1]) * scaled(x[0])
    }
}

struct ClosureOfTheSquare: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        let square = { x[0] * x[0] }
        return square() * square()
    }
}

struct ClosureMadeByAFunction: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        func scaling(by factor: S) -> (S) -> S { { factor * sin($0) } }
        return scaling(by: x[0])(x[1])
    }
}

struct ForEachAccumulating: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum: S = 0
        x.forEach { sum += $0 * $0 * x[0] }
        return sum
    }
}

struct NestedFunctionMutating: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var state = x[0]
        func step(_ y: S) { state = state * y + 1 }
        step(x[1])
        step(x[0])
        step(state)
        return state
    }
}

/// x·∇g(x) of a g of its own: the derivative of a pullback.
struct PullbackInside: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { dot(x, gradient(at: x, of: Inner())) }

    struct Inner: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] * sin(x[1]) + exp(x[0] * x[1]) }
    }
}

struct ClassWithAStoredProperty: ScalarField {
    final class Box<S> {
        var content: S
        init(_ content: S) { self.content = content }
    }

    func value<S: RealScalar>(at x: [S]) -> S {
        let box = Box(x[0])
        box.content *= x[1]
        let alias = box
        alias.content = alias.content * box.content
        return box.content
    }
}
