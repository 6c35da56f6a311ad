import Autodiff

// What scalars have in order to stand in for `Double`: functions with removable singularities, rounding and remainders, ties, constants
// that are `Double` variables.

struct RemovableSingularities: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [
            sinc(x[0]), exprel(x[0] * x[1]), log1prel(x[1]), tgamma(x[1]), sinc(x[0] - 0.75), exprel(x[1] - 2.25),
            hypot(x[0], x[1], 2),
        ]
    }
}

struct RoundingAndRemainders: Differentiable {
    func callAsFunction<S: RealScalar>(_ p: [S]) -> [S] {
        let (x, y) = (p[0], p[1])
        return [
            x.truncatingRemainder(dividingBy: y) * x, remainder(x * x, y), copysign(x, -y) * y,
            floor(x) * y + ceil(y) * x * x,
            x.rounded() * x * y, fmod(x * y, 0.5), fma(x, y, x) * y, trunc(y).squareRoot() * x * x,
            (x + y).remainder(dividingBy: .pi) * y,
        ]
    }
}

struct ConstantsAndTies: Differentiable {
    func callAsFunction<S: RealScalar>(_ p: [S]) -> [S] {
        let (x, y, d) = (p[0], p[1], 1.5)
        return [
            clamp(x * y, 0...20) * x + clamp(y * y, 0...1), max(x, y, x * y, 2) * x, min(x, y, x * x) * y,
            pow(x, d) * pow(d, y), hypot(x, d),
            atan2(x, d) + atan2(d, y), max(x, d) * min(d, y), x > d ? x * x : y, 2 * .pi * x * x,
            stopGradient(x) * x * y, max(of: p) * y,
            stride(from: x, to: 20, by: y).reduce(0) { $0 + $1 * $1 },
        ]
    }
}
