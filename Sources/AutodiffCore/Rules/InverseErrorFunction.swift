#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The y with erf y = x, for |x| ≤ 1.
///
/// A polynomial in log(1 - x²), good to 2e-6, and one step of Halley's method, which triples the digits.
@usableFromInline
func inverseErrorFunction(_ x: Double) -> Double {
    if x == 1 || x == -1 { return x * .infinity }
    if x.isNaN || x < -1 || x > 1 { return .nan }
    let a = x.magnitude
    let w = -log((1 - a) * (1 + a))
    let start = w < 5 ? x * polynomial(centre, w - 2.5) : polynomial(tail, w.squareRoot() - 4.12) * (x < 0 ? -1 : 1)
    let step = inverseErrorFunctionStep(from: start, to: x)
    return start + step / (1 - start * step)
}

/// Newton's step from y towards the root of erf y = x: (x - erf y)/erf' y, accurate near ±1 too.
@usableFromInline
func inverseErrorFunctionStep(from y: Double, to x: Double) -> Double {
    let residual: Double
    if x > 0.5 {
        residual = erfc(y) - (1 - x)
    } else if x < -0.5 {
        residual = (1 + x) - erfc(-y)
    } else {
        residual = x - erf(y)
    }
    return residual * 0.886226925452758 * exp(y * y)
}

/// erfinv(x)/x in w - 2.5 for w = -log(1 - x²) < 5.
private let centre: [Double] = [
    1.50140909, 0.246640388, -0.00417599262, -0.00125327819, 0.000217219992, -4.53346292e-6, -3.1733454e-6,
    3.56180843e-7,
]

/// erfinv(x) in √w - 4.12 for w ≥ 5, x > 0.
private let tail: [Double] = [
    3.96094021, 1.00976031, 0.000965083751, -0.000718973445, 0.000254521083, -7.64517731e-5, 1.71850725e-5,
    -1.84067975e-6,
]
