import Autodiff

// Ordinary formulas over a generic scalar. Each must type-check within the budget that `.ci/run` sets.

func longFormula<S: RealScalar>(_ x: [S], _ c: S) -> S {
    x[0] * sin(x[1]) + exp(-x[0] * x[0] / 2) / c - 3 * pow(x[1], 3) * (1 - x[0]) + pow(x[0], x[1]) / (1 + exp(-x[1]))
}

func leastSquares<S: RealScalar>(_ x: S, _ y: S) -> S {
    100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
}

func circuit<S: RealScalar>(_ x: S, _ y: S) -> S {
    (x + sigmoid(y)) / (sigmoid(x) + (x + y) * (x + y))
}

func beale<S: RealScalar>(_ x: S, _ y: S) -> S {
    pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2) + pow(2.625 - x + x * y * y * y, 2)
}

func mixtureTerm<S: RealScalar>(_ alpha: S, _ q: [S], _ x: [S]) -> S {
    alpha + q[0] + q[1] - 0.5 * (pow(exp(q[0]) * x[0], 2) + pow(exp(q[1]) * x[1] + q[2] * x[0], 2))
}

func rodrigues<S: RealScalar>(_ r: [S], _ p: [S]) -> S {
    let theta = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2])
    let (c, s) = (cos(theta), sin(theta))
    let w = (r[0] / theta, r[1] / theta, r[2] / theta)
    let t = (w.0 * p[0] + w.1 * p[1] + w.2 * p[2]) * (1 - c)
    return p[0] * c + (w.1 * p[2] - w.2 * p[1]) * s + w.0 * t
}

func lawOfCosines<S: RealScalar>(_ x: S, _ y: S, _ c: S) -> S {
    pow(x, 2) + pow(y, 2) - 2 * x * y * cos(c) + sqrt(x) / 3
}

func blackScholes<S: RealScalar>(_ s: S, _ k: S, _ sigma: S, _ t: S, _ r: S) -> S {
    let d1 = (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
    let d2 = d1 - sigma * sqrt(t)
    return s * normal(d1) - k * exp(-r * t) * normal(d2)
}

func normal<S: RealScalar>(_ x: S) -> S { (1 + erf(x / sqrt(2))) / 2 }

func lorenzStep<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> [S] {
    [x + 0.01 * 10 * (y - x), y + 0.01 * (x * (28 - z) - y), z + 0.01 * (x * y - 8 * z / 3)]
}

func gelu<S: RealScalar>(_ x: S) -> S {
    0.5 * x * (1 + tanh(sqrt(2 / 3.14159265) * (x + 0.044715 * x * x * x)))
}

func arrhenius<S: RealScalar>(_ a: S, _ e: S, _ t: S) -> S { a * exp(-e / (8.314 * t)) }

func piecewise<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> S {
    let a = max(x, 0) + max(0, y) - min(x, y, z)
    let b = max(x, y, z) * abs(x - y)
    let c = max(x, 0.5) + min(0.5, y) + relu(1 - z)
    return a + b + c
}

/// ((x + d) d - d) / d + n, times x, by compound assignments.
public func compound<S: RealScalar>(_ x: S, _ d: Double, _ n: Int) -> S {
    var y = x
    y += S(d)
    y *= S(d)
    y -= S(d)
    y /= S(d)
    y += S(n)
    y *= x
    return y
}

func quaternionEntry<S: RealScalar>(_ w: S, _ x: S, _ y: S, _ z: S) -> [S] {
    [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)]
}

func softmaxCrossEntropy<S: RealScalar>(_ x: [S], _ label: Int) -> S { logSumExp(x) - x[label] }

func gaussian<S: RealScalar>(_ x: S, _ mu: S, _ sigma: S) -> S {
    exp(-0.5 * (x - mu) * (x - mu) / (sigma * sigma)) / (sigma * sqrt(2 * 3.141592653589793))
}

func himmelblau<S: RealScalar>(_ x: S, _ y: S) -> S {
    pow(x * x + y - 11, 2) + pow(x + y * y - 7, 2)
}

func ackley<S: RealScalar>(_ x: S, _ y: S) -> S {
    let a = -20 * exp(-0.2 * sqrt(0.5 * (x * x + y * y)))
    let turn = 2 * Double.pi
    let b = exp(0.5 * (cos(turn * x) + cos(turn * y)))
    return a - b + 22.718281828459045
}

func vanDerWaals<S: RealScalar>(_ v: S, _ t: S) -> S { 8.314 * t / (v - 4.3e-5) - 0.364 / (v * v) }

func projection<S: RealScalar>(_ x: S, _ y: S, _ k1: S, _ k2: S) -> S {
    let r2 = x * x + y * y
    return x * (1 + k1 * r2 + k2 * r2 * r2)
}
