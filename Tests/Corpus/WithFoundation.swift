import Autodiff
import Foundation

// The same beside Foundation, whose own `sin`, `exp`, `pow` … are in scope too.

func longFormulaBesideFoundation<S: RealScalar>(_ x: [S], _ c: S) -> S {
    x[0] * sin(x[1]) + exp(-x[0] * x[0] / 2) / c - 3 * pow(x[1], 3) * (1 - x[0]) + pow(x[0], x[1]) / (1 + exp(-x[1]))
}

func circuitBesideFoundation<S: RealScalar>(_ x: S, _ y: S) -> S {
    (x + sigmoid(y)) / (sigmoid(x) + (x + y) * (x + y))
}

func bealeBesideFoundation<S: RealScalar>(_ x: S, _ y: S) -> S {
    pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2) + pow(2.625 - x + x * y * y * y, 2)
}

func decayBesideFoundation<S: RealScalar>(_ b: [S], at t: Double) -> S { b[0] * (1 - exp(-b[1] * t)) }

func plainDoublesBesideFoundation(_ x: Double, _ y: Double) -> Double {
    exp(-x * x / 2) * sin(y) + pow(x, 3) / (1 + exp(-y)) - hypot(x, y) * atan2(y, x) + Double.pi * sqrt(x) / 3
}

func maximumBesideFoundation<S: RealScalar>(_ x: S, _ y: S) -> S { max(x, 0) + max(0, y) + abs(x) + min(x, y) }
