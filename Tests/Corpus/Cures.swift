import Autodiff

// What the type-checker refuses in one line, and its cure.

enum Cures {
    // s * (1 + erf(d1 / sqrt(2))) / 2 - k * exp(-r * t) * (1 + erf(d2 / sqrt(2))) / 2: a function of a literal alone, `sqrt(2)`,
    // may be of any type. A name of its own for it, or for a part of the line.
    static func callPrice<S: RealScalar>(_ s: S, _ k: S, _ d1: S, _ d2: S, _ t: S, _ r: S) -> S {
        let root = Double(2).squareRoot()
        return s * (1 + erf(d1 / root)) / 2 - k * exp(-r * t) * (1 + erf(d2 / root)) / 2
    }

    // pow(sin(.pi * x), 2) + pow(x - 1, 2) * (1 + 10 * pow(sin(.pi * x + 1), 2)) + …: `.pi` may be of any type. `Double.pi`.
    static func levy<S: RealScalar>(_ x: S, _ y: S) -> S {
        let pi = Double.pi
        return pow(sin(pi * x), 2) + pow(x - 1, 2) * (1 + 10 * pow(sin(pi * x + 1), 2)) + pow(y - 1, 2)
            * (1 + pow(sin(2 * pi * y), 2))
    }

    // x += d for a `Double` variable d: there is no such operator.
    static func accumulated<S: RealScalar>(_ x: S, _ d: Double) -> S {
        var x = x
        x += S(d)
        return x
    }
}
