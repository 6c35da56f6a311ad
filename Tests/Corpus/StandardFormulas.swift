import Autodiff

// Formulas that people write first, in one line each: test functions of optimisation, densities, mechanics, finance,
// and with `Double` variables for data and constants the models of NIST and others.

enum StandardFormulas {
    static func rk4Update<S: RealScalar>(_ u0: S, _ h: Double, _ k1: S, _ k2: S, _ k3: S, _ k4: S) -> S {
        var u = u0
        u += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        return u
    }

    static func rk4UpdateByMean<S: RealScalar>(_ u0: S, _ k1: S, _ k2: S, _ k3: S, _ k4: S) -> S {
        var u = u0
        u += (k1 + 2 * k2 + 2 * k3 + k4) / 6
        return u
    }

    static func verletUpdate<S: RealScalar>(_ x0: S, _ v: S, _ a: S, _ h: Double) -> S {
        var x = x0
        x += h * v + 0.5 * h * h * a
        return x
    }

    static func lossOfTwo<S: RealScalar>(_ a: S, _ b: S, _ d: Double, _ e: Double) -> S {
        var loss: S = 0
        loss += pow(a - d, 2) + pow(b - e, 2)
        return loss
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

    static func negativeBinomial<S: RealScalar>(_ k: S, _ r: S, _ p: S) -> S {
        lgamma(k + r) - lgamma(k + 1) - lgamma(r) + r * log(p) + k * log1p(-p)
    }

    static func vonMises<S: RealScalar>(_ x: S, _ mu: S, _ kappa: S) -> S {
        kappa * cos(x - mu) - log(2 * 3.14159265) - log(kappa)
    }

    static func garch<S: RealScalar>(_ w: S, _ a: S, _ b: S, _ e: S, _ s: S) -> S {
        0.5 * (log(w + a * e * e + b * s) + e * e / (w + a * e * e + b * s))
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

    static func quaternionVector<S: RealScalar>(_ a: [S], _ b: [S]) -> [S] {
        [a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2], a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1]]
    }

    static func blackScholesD1<S: RealScalar>(_ s: S, _ k: S, _ sigma: S, _ t: S, _ r: S) -> S {
        (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
    }

    static func logistic<S: RealScalar>(_ w: [S], _ x: S, _ y: S) -> S { log1p(exp(-(2 * y - 1) * (w[0] + w[1] * x))) }

    static func fall<S: RealScalar>(_ v: S, _ k: S) -> S { -0.5 * 1.225 * 0.47 * k * v * abs(v) - 9.81 }

    static func haversine<S: RealScalar>(_ a: S, _ b: S, _ c: S, _ d: S) -> S {
        2 * 6371 * asin(sqrt(pow(sin((c - a) / 2), 2) + cos(a) * cos(c) * pow(sin((d - b) / 2), 2)))
    }

    static func eggholder<S: RealScalar>(_ x: S, _ y: S) -> S {
        -(y + 47) * sin(sqrt(abs(x / 2 + y + 47))) - x * sin(sqrt(abs(x - y - 47)))
    }

    static func potential<S: RealScalar>(
        _ a: S, _ b: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double, _ g: Double
    ) -> S {
        -(m1 + m2) * g * l1 * cos(a) - m2 * g * l2 * cos(b)
    }

    static func eckerle<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] / b[1] * exp(-0.5 * pow((x - b[2]) / b[1], 2))
    }

    static func gauss1<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] * exp(-b[1] * x) + b[2] * exp(-pow(x - b[3], 2) / (b[4] * b[4])) + b[5]
            * exp(-pow(x - b[6], 2) / (b[7] * b[7]))
    }

    static func mgh09<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3])
    }

    static func bennett5<S: RealScalar>(_ b: [S], _ x: Double) -> S { b[0] * pow(b[1] + x, -1 / b[2]) }

    static func rat42<S: RealScalar>(_ b: [S], _ x: Double) -> S { b[0] / (1 + exp(b[1] - b[2] * x)) }

    static func lanczos<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x)
    }

    static func squaredResidual<S: RealScalar>(_ b: [S], _ x: Double, _ y: Double) -> S {
        pow(y - b[0] * (1 - exp(-b[1] * x)), 2)
    }

    static func lennardJonesWithConstants<S: RealScalar>(_ r: S, _ eps: Double, _ sigma: Double) -> S {
        4 * eps * (pow(sigma / r, 12) - pow(sigma / r, 6))
    }

    static func kernelOfPoints<S: RealScalar>(_ a: S, _ l: S, _ x: Double, _ y: Double) -> S {
        a * a * exp(-0.5 * (x - y) * (x - y) / (l * l))
    }

    static func michaelisMentenOfData<S: RealScalar>(_ vmax: S, _ km: S, _ s: Double, _ i: Double, _ ki: S) -> S {
        vmax * s / (km * (1 + i / ki) + s)
    }

    static func blackScholesOfContract<S: RealScalar>(_ s: S, _ sigma: S, _ k: Double, _ t: Double, _ r: Double) -> S {
        (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
    }

    static func lotka<S: RealScalar>(_ u: S, _ v: S, _ a: Double, _ b: Double) -> S { a * u - b * u * v }

    static func dragWithConstants<S: RealScalar>(_ v: S, _ rho: Double, _ cd: Double, _ area: Double, _ m: Double) -> S
    { -0.5 * rho * cd * area / m * v * abs(v) - 9.81 }

    static func kepler<S: RealScalar>(_ e: S, _ ecc: S, _ m: Double) -> S { e - ecc * sin(e) - m }

    static func logisticLoss<S: RealScalar>(_ w: [S], _ x: [Double], _ y: Double) -> S {
        softplus(w[0] * x[0] + w[1] * x[1] + w[2]) - y * (w[0] * x[0] + w[1] * x[1] + w[2])
    }
}
