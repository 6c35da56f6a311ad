import Autodiff
import Foundation

// The same beside Foundation.

enum CuresWithFoundation {
    static func goldsteinPrice<S: RealScalar>(_ x: S, _ y: S) -> S {
        let first = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y
        let second = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y
        return (1 + pow(x + y + 1, 2) * first) * (30 + pow(2 * x - 3 * y, 2) * second)
    }

    static func branin<S: RealScalar>(_ x: S, _ y: S) -> S {
        let pi = Double.pi
        let (b, c, t) = (5.1 / (4 * pi * pi), 5 / pi, 1 / (8 * pi))
        let parabola = y - b * x * x + c * x - 6
        return parabola * parabola + 10 * (1 - t) * cos(x) + 10
    }

    static func levy<S: RealScalar>(_ x: S, _ y: S) -> S {
        let pi = Double.pi
        let (a, b, c) = (sin(pi * x), sin(pi * x + 1), sin(2 * pi * y))
        let middle = pow(x - 1, 2) * (1 + 10 * b * b)
        return a * a + middle + pow(y - 1, 2) * (1 + c * c)
    }

    static func michalewicz<S: RealScalar>(_ x: S, _ y: S) -> S {
        let (a, b) = (sin(x * x / Double.pi), sin(2 * y * y / Double.pi))
        return -sin(x) * pow(a, 20) - sin(y) * pow(b, 20)
    }

    static func studentT<S: RealScalar>(_ x: S, _ nu: S) -> S {
        let half = (nu + 1) / 2
        let scale = lgamma(half) - lgamma(nu / 2) - 0.5 * log(nu * Double.pi)
        return scale - half * log1p(x * x / nu)
    }

    static func pengRobinson<S: RealScalar>(_ v: S, _ t: S, _ a: Double, _ b: Double, _ tc: Double, _ m: Double) -> S {
        let alpha = pow(1 + m * (1 - sqrt(t / tc)), 2)
        let volume = v * v + 2 * b * v - b * b
        return 8.314 * t / (v - b) - a * alpha / volume
    }

    static func garch<S: RealScalar>(_ w: S, _ a: S, _ b: S, _ e: Double, _ s: S) -> S {
        let variance = w + a * (e * e) + b * s
        return 0.5 * (log(variance) + e * e / variance)
    }

    static func rationalNIST<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        let numerator = b[0] + x * (b[1] + x * (b[2] + x * b[3]))
        let denominator = 1 + x * (b[4] + x * (b[5] + x * b[6]))
        return numerator / denominator
    }

    static func enso<S: RealScalar>(_ b: [S], _ x: Double) -> S {
        let turn = 2 * Double.pi * x
        let year = b[0] + b[1] * S(cos(turn / 12)) + b[2] * S(sin(turn / 12))
        let phase = turn / b[3]
        return year + b[4] * cos(phase) + b[5] * sin(phase)
    }

    static func lagrangian<S: RealScalar>(
        _ a: S, _ b: S, _ va: S, _ vb: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double
    ) -> S {
        let (u, v) = (l1 * va, l2 * vb)
        let squares = u * u + v * v + 2 * u * v * cos(a - b)
        return 0.5 * m1 * u * u + 0.5 * m2 * squares
    }

    static func pendulumAcceleration<S: RealScalar>(
        _ a: S, _ b: S, _ va: S, _ vb: S, _ m1: Double, _ m2: Double, _ l1: Double, _ l2: Double, _ g: Double
    ) -> S {
        let total = 2 * m1 + m2
        let pull = -g * total * sin(a) - m2 * g * sin(a - 2 * b)
        let swing = vb * vb * l2 + va * va * l1 * cos(a - b)
        let mass = total - m2 * cos(2 * a - 2 * b)
        return (pull - 2 * m2 * sin(a - b) * swing) / (l1 * mass)
    }

    static func lawOfCosinesWithAngle<S: RealScalar>(_ x: S, _ y: S, _ angle: Double) -> S {
        let cosine = S(cos(angle))
        return pow(x, 2) + pow(y, 2) - 2 * x * y * cosine + sqrt(x) / 3
    }

    static func callPrice<S: RealScalar>(_ s: S, _ k: S, _ d1: S, _ d2: S, _ t: S, _ r: S) -> S {
        let (first, second) = ((1 + erf(d1 / sqrt(2))) / 2, (1 + erf(d2 / sqrt(2))) / 2)
        return s * first - k * exp(-r * t) * second
    }
}
