import Autodiff

// Formulas that mix scalars with `Double` variables: data points, rates, steps.

func decay<S: RealScalar>(_ b: [S], at t: Double) -> S { b[0] * (1 - exp(-b[1] * t)) }

func residual<S: RealScalar>(_ b: [S], _ x: Double, _ y: Double) -> S { y - b[0] * (1 - exp(-b[1] * x)) }

func cosinesWithConstant<S: RealScalar>(_ x: S, _ y: S, _ c: Double) -> S {
    pow(x, 2) + pow(y, 2) - 2 * x * y * S(c) + sqrt(x) / 3
}

func polynomial<S: RealScalar>(_ b: [S], _ x: Double) -> S { b[0] + b[1] * x + b[2] * x * x }

func rationalModel<S: RealScalar>(_ b: [S], _ x: Double) -> S {
    let numerator = b[0] + b[1] * x + b[2] * (x * x)
    let denominator = 1 + b[3] * x + b[4] * (x * x)
    return numerator / denominator
}

func euler<S: RealScalar>(_ y: S, _ h: Double, _ k: Double) -> S { y + h * (k * y * (1 - y)) }

func weighted<S: RealScalar>(_ x: [S], _ w: [Double]) -> S { zip(x, w).map { $0 * $1 }.reduce(0, +) }

func squaredError<S: RealScalar>(_ prediction: S, _ target: Double) -> S {
    (prediction - target) * (prediction - target)
}

func longWithLiftedConstant<S: RealScalar>(_ x: [S], _ c: Double) -> S {
    let left = x[0] * sin(x[1]) + exp(-x[0] * x[0] / 2) / c
    let right = 3 * pow(x[1], 3) * (1 - x[0])
    return left - right + pow(x[0], x[1]) / (1 + exp(-x[1]))
}

func momentum<S: RealScalar>(_ v: S, _ g: S, _ rate: Double, _ beta: Double) -> S { beta * v - rate * g }

func standardised<S: RealScalar>(_ x: S, mean: Double, deviation: Double) -> S { (x - mean) / deviation }
