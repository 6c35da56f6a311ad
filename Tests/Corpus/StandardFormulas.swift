import Autodiff

// Formulas that people write first, in one line each: test functions of optimisation, densities, mechanics, finance. `.ci/run`
// checks each within its budget, without Foundation and beside it.

enum StandardFormulas {
    static func longFormula<S: RealScalar>(_ x: [S], _ c: S) -> S {
        x[0] * sin(x[1]) + exp(-x[0] * x[0] / 2) / c - 3 * pow(x[1], 3) * (1 - x[0]) + pow(x[0], x[1])
            / (1 + exp(-x[1]))
    }

    static func leastSquares<S: RealScalar>(_ x: S, _ y: S) -> S {
        100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
    }

    static func rosenbrock<S: RealScalar>(_ x: S, _ y: S) -> S {
        100 * pow(y - x * x, 2) + pow(1 - x, 2)
    }

    static func circuitOfCS231n<S: RealScalar>(_ x: S, _ y: S) -> S {
        (x + sigmoid(y)) / (sigmoid(x) + pow(x + y, 2))
    }

    static func neuronOfCS231n<S: RealScalar>(_ w: [S], _ x: [S]) -> S {
        1 / (1 + exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    }

    static func beale<S: RealScalar>(_ x: S, _ y: S) -> S {
        pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2) + pow(2.625 - x + x * y * y * y, 2)
    }

    static func mixtureTerm<S: RealScalar>(_ alpha: S, _ q: [S], _ x: [S]) -> S {
        alpha + q[0] + q[1] - 0.5 * (pow(exp(q[0]) * x[0], 2) + pow(exp(q[1]) * x[1] + q[2] * x[0], 2))
    }

    static func lawOfCosines<S: RealScalar>(_ x: S, _ y: S, _ c: S) -> S {
        pow(x, 2) + pow(y, 2) - 2 * x * y * cos(c) + sqrt(x) / 3
    }

    static func goldsteinPrice<S: RealScalar>(_ x: S, _ y: S) -> S {
        (1 + pow(x + y + 1, 2) * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y))
            * (30 + pow(2 * x - 3 * y, 2) * (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y))
    }

    static func levy<S: RealScalar>(_ x: S, _ y: S) -> S {
        pow(sin(3.14159 * x), 2) + pow(x - 1, 2) * (1 + 10 * pow(sin(3.14159 * x + 1), 2)) + pow(y - 1, 2)
            * (1 + pow(sin(2 * 3.14159 * y), 2))
    }

    static func ackley<S: RealScalar>(_ x: S, _ y: S) -> S {
        -20 * exp(-0.2 * sqrt(0.5 * (x * x + y * y))) - exp(0.5 * (cos(6.2832 * x) + cos(6.2832 * y))) + 2.71828 + 20
    }

    static func himmelblau<S: RealScalar>(_ x: S, _ y: S) -> S {
        pow(x * x + y - 11, 2) + pow(x + y * y - 7, 2)
    }

    static func branin<S: RealScalar>(_ x: S, _ y: S) -> S {
        pow(y - 5.1 / (4 * 3.14159 * 3.14159) * x * x + 5 / 3.14159 * x - 6, 2) + 10 * (1 - 1 / (8 * 3.14159)) * cos(x)
            + 10
    }

    static func michalewicz<S: RealScalar>(_ x: S, _ y: S) -> S {
        -sin(x) * pow(sin(x * x / 3.14159), 20) - sin(y) * pow(sin(2 * y * y / 3.14159), 20)
    }

    static func styblinskiTang<S: RealScalar>(_ x: S, _ y: S) -> S {
        0.5 * (pow(x, 4) - 16 * x * x + 5 * x + pow(y, 4) - 16 * y * y + 5 * y)
    }

    static func rastrigin<S: RealScalar>(_ x: S, _ y: S) -> S {
        20 + x * x - 10 * cos(6.283185307 * x) + y * y - 10 * cos(6.283185307 * y)
    }

    static func threeHump<S: RealScalar>(_ x: S, _ y: S) -> S {
        2 * x * x - 1.05 * pow(x, 4) + pow(x, 6) / 6 + x * y + y * y
    }

    static func easom<S: RealScalar>(_ x: S, _ y: S) -> S {
        -cos(x) * cos(y) * exp(-(pow(x - 3.14159, 2) + pow(y - 3.14159, 2)))
    }

    static func pendulumAcceleration<S: RealScalar>(
        _ a: S, _ b: S, _ va: S, _ vb: S, _ m1: S, _ m2: S, _ l1: S, _ l2: S, _ g: S
    ) -> S {
        (-g * (2 * m1 + m2) * sin(a) - m2 * g * sin(a - 2 * b) - 2 * sin(a - b) * m2
            * (vb * vb * l2 + va * va * l1 * cos(a - b))) / (l1 * (2 * m1 + m2 - m2 * cos(2 * a - 2 * b)))
    }

    static func studentT<S: RealScalar>(_ x: S, _ nu: S) -> S {
        lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * log(nu * 3.14159) - (nu + 1) / 2 * log1p(x * x / nu)
    }

    static func negativeBinomial<S: RealScalar>(_ k: S, _ r: S, _ p: S) -> S {
        lgamma(k + r) - lgamma(k + 1) - lgamma(r) + r * log(p) + k * log1p(-p)
    }

    static func vonMises<S: RealScalar>(_ x: S, _ mu: S, _ kappa: S) -> S {
        kappa * cos(x - mu) - log(2 * 3.14159265) - log(kappa)
    }

    static func normalLogDensity<S: RealScalar>(_ x: S, _ mu: S, _ sigma: S) -> S {
        -0.5 * pow((x - mu) / sigma, 2) - log(sigma) - 0.5 * log(2 * 3.14159265)
    }

    static func gammaDensity<S: RealScalar>(_ x: S, _ a: S, _ b: S) -> S {
        a * log(b) - lgamma(a) + (a - 1) * log(x) - b * x
    }

    static func betaDensity<S: RealScalar>(_ x: S, _ a: S, _ b: S) -> S {
        lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1) * log(x) + (b - 1) * log1p(-x)
    }

    static func pengRobinson<S: RealScalar>(_ v: S, _ t: S, _ a: S, _ b: S, _ tc: S, _ m: S) -> S {
        8.314 * t / (v - b) - a * pow(1 + m * (1 - sqrt(t / tc)), 2) / (v * v + 2 * b * v - b * b)
    }

    static func garch<S: RealScalar>(_ w: S, _ a: S, _ b: S, _ e: S, _ s: S) -> S {
        0.5 * (log(w + a * e * e + b * s) + e * e / (w + a * e * e + b * s))
    }

    static func rungeKuttaByMean<S: RealScalar>(_ u: S, _ k1: S, _ k2: S, _ k3: S, _ k4: S) -> S {
        u + (k1 + 2 * k2 + 2 * k3 + k4) / 6
    }

    static func blackScholesD1<S: RealScalar>(_ s: S, _ k: S, _ sigma: S, _ t: S, _ r: S) -> S {
        (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
    }

    static func lagrangian<S: RealScalar>(_ a: S, _ b: S, _ va: S, _ vb: S, _ m1: S, _ m2: S, _ l1: S, _ l2: S) -> S {
        0.5 * m1 * l1 * l1 * va * va + 0.5 * m2
            * (l1 * l1 * va * va + l2 * l2 * vb * vb + 2 * l1 * l2 * va * vb * cos(a - b))
    }

    static func lennardJones<S: RealScalar>(_ r: S, _ eps: S, _ sigma: S) -> S {
        4 * eps * (pow(sigma / r, 12) - pow(sigma / r, 6))
    }

    static func michaelisMenten<S: RealScalar>(_ s: S, _ vmax: S, _ km: S, _ ki: S, _ i: S) -> S {
        vmax * s / (km * (1 + i / ki) + s * (1 + s / ki))
    }

    static func gpKernel<S: RealScalar>(_ a: S, _ l: S, _ d: S, _ p: S) -> S {
        a * a * exp(-0.5 * d * d / (l * l) - 2 * pow(sin(3.14159 * d / p), 2) / (l * l))
    }

    static func quaternionW<S: RealScalar>(_ a: [S], _ b: [S]) -> S {
        a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3]
    }

    static func quaternionV<S: RealScalar>(_ a: [S], _ b: [S]) -> [S] {
        [a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2], a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1]]
    }

    static func logistic<S: RealScalar>(_ w: [S], _ x: S, _ y: S) -> S {
        log1p(exp(-(2 * y - 1) * (w[0] + w[1] * x)))
    }

    static func fall<S: RealScalar>(_ v: S, _ k: S) -> S {
        -0.5 * 1.225 * 0.47 * k * v * abs(v) - 9.81
    }

    static func haversine<S: RealScalar>(_ a: S, _ b: S, _ c: S, _ d: S) -> S {
        2 * 6371 * asin(sqrt(pow(sin((c - a) / 2), 2) + cos(a) * cos(c) * pow(sin((d - b) / 2), 2)))
    }

    static func eggholder<S: RealScalar>(_ x: S, _ y: S) -> S {
        -(y + 47) * sin(sqrt(abs(x / 2 + y + 47))) - x * sin(sqrt(abs(x - y - 47)))
    }

    static func gelu<S: RealScalar>(_ x: S) -> S {
        0.5 * x * (1 + tanh(sqrt(2 / 3.14159265) * (x + 0.044715 * x * x * x)))
    }

    static func lorenz<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> [S] {
        [x + 0.01 * 10 * (y - x), y + 0.01 * (x * (28 - z) - y), z + 0.01 * (x * y - 8 * z / 3)]
    }

    static func gaussian<S: RealScalar>(_ x: S, _ mu: S, _ sigma: S) -> S {
        exp(-0.5 * (x - mu) * (x - mu) / (sigma * sigma)) / (sigma * sqrt(2 * 3.141592653589793))
    }

    static func vanDerWaals<S: RealScalar>(_ v: S, _ t: S) -> S {
        8.314 * t / (v - 4.3e-5) - 0.364 / (v * v)
    }

    static func heston<S: RealScalar>(_ u: S, _ k: S, _ th: S, _ s: S, _ r: S) -> S {
        (k - r * s * u) * (k - r * s * u) / (s * s) * (1 - exp(-k * th)) + 2 * k * th / (s * s)
    }

    static func dixonPrice<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> S {
        pow(x - 1, 2) + 2 * pow(2 * y * y - x, 2) + 3 * pow(2 * z * z - y, 2)
    }

    static func mccormick<S: RealScalar>(_ x: S, _ y: S) -> S {
        sin(x + y) + pow(x - y, 2) - 1.5 * x + 2.5 * y + 1
    }

    static func booth<S: RealScalar>(_ x: S, _ y: S) -> S {
        pow(x + 2 * y - 7, 2) + pow(2 * x + y - 5, 2)
    }

    static func schaffer2<S: RealScalar>(_ x: S, _ y: S) -> S {
        0.5 + (pow(sin(x * x - y * y), 2) - 0.5) / pow(1 + 0.001 * (x * x + y * y), 2)
    }
}
