import Autodiff

// The same with `Double` variables where a person has them: data, constants, steps. The models of NIST and others.

enum FormulasWithConstants {
    static func lagrangianD<S: RealScalar>(
        _ a: S, _ b: S, _ va: S, _ vb: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double
    ) -> S {
        0.5 * m1 * l1 * l1 * va * va + 0.5 * m2
            * (l1 * l1 * va * va + l2 * l2 * vb * vb + 2 * l1 * l2 * va * vb * cos(a - b))
    }

    static func pendulumD<S: RealScalar>(
        _ a: S, _ b: S, _ va: S, _ vb: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double, _ g: Double
    ) -> S {
        (-g * (2 * m1 + m2) * sin(a) - m2 * g * sin(a - 2 * b) - 2 * sin(a - b) * m2
            * (vb * vb * l2 + va * va * l1 * cos(a - b))) / (l1 * (2 * m1 + m2 - m2 * cos(2 * a - 2 * b)))
    }

    static func pengRobinsonD<S: RealScalar>(_ v: S, _ t: S, _ a: Double, _ b: Double, _ tc: Double, _ m: Double) -> S {
        8.314 * t / (v - b) - a * pow(1 + m * (1 - sqrt(t / tc)), 2) / (v * v + 2 * b * v - b * b)
    }

    static func garchD<S: RealScalar>(_ w: S, _ a: S, _ b: S, _ e: Double, _ s: S) -> S {
        0.5 * (log(w + a * e * e + b * s) + e * e / (w + a * e * e + b * s))
    }

    static func rk4D<S: RealScalar>(_ u: S, _ h: Double, _ k1: S, _ k2: S, _ k3: S, _ k4: S) -> S {
        u + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    }

    static func studentTD<S: RealScalar>(_ x: Double, _ mu: S, _ sigma: S, _ nu: S) -> S {
        lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * log(nu * Double.pi) - log(sigma) - (nu + 1) / 2
            * log1p(pow((x - mu) / sigma, 2) / nu)
    }

    static func longMixed<S: RealScalar>(_ x: [S], _ c: Double) -> S {
        x[0] * sin(x[1]) + exp(-x[0] * x[0] / 2) / c - 3 * pow(x[1], 3) * (1 - x[0]) + pow(x[0], x[1])
            / (1 + exp(-x[1]))
    }

    static func cosinesMixed<S: RealScalar>(_ x: S, _ y: S, _ c: Double) -> S {
        pow(x, 2) + pow(y, 2) - 2 * x * y * cos(c) + sqrt(x) / 3
    }

    static func thurber<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        (b[0] + b[1] * x + b[2] * x * x + b[3] * x * x * x) / (1 + b[4] * x + b[5] * x * x + b[6] * x * x * x)
    }

    static func enso<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] + b[1] * cos(2 * Double.pi * x / 12) + b[2] * sin(2 * Double.pi * x / 12) + b[4]
            * cos(2 * Double.pi * x / b[3]) + b[5] * sin(2 * Double.pi * x / b[3])
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

    static func bennett5<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] * pow(b[1] + x, -1 / b[2])
    }

    static func rat42<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] / (1 + exp(b[1] - b[2] * x))
    }

    static func lanczos<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x)
    }

    static func squaredResidual<S: RealScalar>(_ b: [S], _ x: Double, _ y: Double) -> S {
        pow(y - b[0] * (1 - exp(-b[1] * x)), 2)
    }

    static func misra<S: RealScalar>(_ b: [S], _ x: Double, _ y: Double) -> S {
        y - b[0] * (1 - exp(-b[1] * x))
    }

    static func lennardJonesD<S: RealScalar>(_ r: S, _ eps: Double, _ sigma: Double) -> S {
        4 * eps * (pow(sigma / r, 12) - pow(sigma / r, 6))
    }

    static func kernelD<S: RealScalar>(_ a: S, _ l: S, _ x: Double, _ y: Double) -> S {
        a * a * exp(-0.5 * (x - y) * (x - y) / (l * l))
    }

    static func michaelisD<S: RealScalar>(_ vmax: S, _ km: S, _ s: Double, _ i: Double, _ ki: S) -> S {
        vmax * s / (km * (1 + i / ki) + s)
    }

    static func blackScholesD<S: RealScalar>(_ s: S, _ sigma: S, _ k: Double, _ t: Double, _ r: Double) -> S {
        (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
    }

    static func lotka<S: RealScalar>(_ u: S, _ v: S, _ a: Double, _ b: Double) -> S {
        a * u - b * u * v
    }

    static func lotkaD<S: RealScalar>(_ u: S, _ v: S, _ d: Double, _ g: Double) -> S {
        d * u * v - g * v
    }

    static func dragD<S: RealScalar>(_ v: S, _ rho: Double, _ cd: Double, _ area: Double, _ m: Double) -> S {
        -0.5 * rho * cd * area / m * v * abs(v) - 9.81
    }

    static func kepler<S: RealScalar>(_ e: S, _ ecc: S, _ m: Double) -> S {
        e - ecc * sin(e) - m
    }

    static func logisticLoss<S: RealScalar>(_ w: [S], _ x: [Double], _ y: Double) -> S {
        softplus(w[0] * x[0] + w[1] * x[1] + w[2]) - y * (w[0] * x[0] + w[1] * x[1] + w[2])
    }

    static func vonMisesD<S: RealScalar>(_ x: Double, _ mu: S, _ kappa: S) -> S {
        kappa * cos(x - mu) - log(2 * Double.pi * kappa)
    }

    static func negBinD<S: RealScalar>(_ k: Double, _ r: S, _ p: S) -> S {
        lgamma(k + r) - lgamma(k + 1) - lgamma(r) + r * log(p) + k * log1p(-p)
    }

    static func orbit<S: RealScalar>(_ x: S, _ y: S, _ mu: Double) -> S {
        -mu * x / pow(x * x + y * y, 1.5)
    }

    static func vdpol<S: RealScalar>(_ x: S, _ v: S, _ mu: Double) -> S {
        mu * (1 - x * x) * v - x
    }

    static func chirp<S: RealScalar>(_ a: S, _ f: S, _ k: S, _ t: Double) -> S {
        a * sin(2 * Double.pi * (f * t + 0.5 * k * t * t))
    }

    static func rungeKuttaUpdate<S: RealScalar>(_ u0: S, _ h: Double, _ k1: S, _ k2: S, _ k3: S, _ k4: S) -> S {
        var u = u0
        u += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
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

    static func potential<S: RealScalar>(
        _ a: S, _ b: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double, _ g: Double
    ) -> S {
        -(m1 + m2) * g * l1 * cos(a) - m2 * g * l2 * cos(b)
    }
}
