import Autodiff

/// Linear least squares: half the sum of the squares of s(tᵢ) - Σⱼ xⱼ tᵢʲ, with tᵢ from -1 to 1 and their signs s.
///
/// The gradient is that of a sum over data, compiled.
let llsq: [String: Function] = [
    "primal": Function(
        read: LeastSquares.init,
        prepare: { problem in
            Prepared { problem.data.reduce(0) { $0 + SquaredError().value(at: problem.x, for: $1) } }
        },
        write: { .number($0) }),
    "gradient": Function(
        read: LeastSquares.init,
        prepare: { problem in
            let loss = compile(SquaredError(), over: problem.data, at: problem.x)
            return Prepared(loss) { gradient(at: problem.x, of: loss) }
        },
        write: { .numbers($0) }),
]

private struct LeastSquares {
    let x: [Double]
    let data: [Double]

    init(_ input: JSON) throws {
        x = try input.numbers("x")
        let n = try input.integer("n", in: 2...100_000_000)
        data = (0..<n).map { -1 + Double($0) * 2 / Double(n - 1) }
    }
}

/// The term of one t.
private struct SquaredError: DataTerm {
    func value<S: RealScalar>(at x: [S], for t: Double) -> S {
        var difference = S(t > 0 ? 1 : t < 0 ? -1 : 0)
        var power = 1.0
        for coefficient in x {
            difference -= coefficient * power
            power *= t
        }
        return difference * difference / 2
    }
}
