import Autodiff

// Functions of several variables with one value.

struct Graph: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        (x[0] + sigmoid(x[1])) / (sigmoid(x[0]) + pow(x[0] + x[1], 2))
    }
}

struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum: S = 0
        for i in 0..<x.count - 1 {
            sum += 100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2)
        }
        return sum
    }
}

struct Beale: ScalarField {
    func value<S: RealScalar>(at p: [S]) -> S {
        let (x, y) = (p[0], p[1])
        return pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2) + pow(2.625 - x + x * y * y * y, 2)
    }
}

struct Speelpenning: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { product(x) }
}

struct LogSumExp: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { logSumExp(x) }
}

struct Angle: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { atan2(x[0], x[1]) }
}

struct Length: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { norm(x) * hypot(x[0], x[1]) }
}

struct Branch: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        if x[0] > x[1] { return x[0] * x[1] * x[1] }
        return x[0] - exp(x[1])
    }
}

struct MaxMinAbs: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        max(x[0] * x[0], x[1]) * min(x[0], x[1], 7) - abs(x[1] * x[0]) + relu(x[0])
    }
}

struct SquaresByMapReduce: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x.map { $0 * $0 * $0 }.reduce(0, +) * x[0] }
}

/// A quadratic form by dot products of rows.
struct QuadraticForm: ScalarField {
    let a: [[Double]] = [[2, -1, 0.5], [0.25, 3, 1], [-2, 0.75, 1]]

    func value<S: RealScalar>(at x: [S]) -> S {
        dot(x, a.map { row in dot(row.map { S($0) }, x) })
    }
}

/// Values that pass through a dictionary and a string of tuples on the way.
struct ThroughCollections: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var table: [String: S] = [:]
        for (i, v) in x.enumerated() { table["x\(i)"] = sin(v) }
        let pairs = zip(x, x.dropFirst()).map { ($0, $1) }
        return pairs.reduce(table["x0"]! * table["x2"]!) { $0 + $1.0 / (1 + $1.1 * $1.1) }
    }
}
