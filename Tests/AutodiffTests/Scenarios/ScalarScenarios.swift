import Autodiff

// Functions of one variable.

struct Cubic: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] * x[0] - 2 * x[0] + 1 }
}

struct ExpSin: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { exp(sin(x[0])) }
}

struct Swish: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x[0] * sigmoid(x[0]) }
}

struct TanhOfTanh: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { tanh(tanh(x[0])) }
}

struct Rational: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { (x[0] * x[0] + 1) / (x[0] - 3) }
}

struct PowerOfItself: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { pow(x[0], x[0]) }
}

struct NegativePower: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { pow(x[0], -3) }
}

struct RootOfLog: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { sqrt(log(1 + x[0] * x[0])) }
}

/// Newton's iteration for √x, six steps from x: a loop over a value that depends on the input.
struct NewtonRoot: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var y = x[0]
        for _ in 0..<6 { y = (y + x[0] / y) / 2 }
        return y
    }
}

/// xⁿ by repeated squaring, recursively.
struct RecursivePower: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { power(x[0], 11) }

    func power<S: RealScalar>(_ x: S, _ n: Int) -> S {
        if n == 0 { return 1 }
        let half = power(x, n / 2)
        return n % 2 == 0 ? half * half : half * half * x
    }
}

/// A series that stops when its term is small: the length of the loop depends on the value.
struct SeriesWithBreak: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var (sum, term, k): (S, S, Int) = (0, 1, 0)
        while true {
            sum += term
            k += 1
            term = term * x[0] / Double(k)
            if abs(term) < 1e-20 { return sum }
        }
    }
}

struct SelectRoot: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { select(x[0] > 0, sqrt(x[0]), 0) * x[0] }
}
