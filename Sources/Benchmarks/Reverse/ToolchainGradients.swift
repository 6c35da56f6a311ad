#if canImport(_Differentiation)
import Foundation
import _Differentiation

// The problems of `benchmarks reverse` in the toolchain's own differentiation, where it can take them: assignment to the
// elements of an array, which the mixture and the LSTM do, it can't. (This file doesn't import Autodiff: their operators
// would be ambiguous.)

/// Value and gradient of a problem by `_Differentiation`.
let toolchainGradients: [String: @Sendable ([Double]) -> (value: Double, gradient: [Double])] = [
    "Rosenbrock, n = 1000": { gradient(at: $0, rosenbrock) },
    "Speelpenning, n = 1000": { gradient(at: $0, speelpenning) },
    "chain s·a + x·b, 1e6": { gradient(at: $0, linearChain) },
    "chain, a and b inputs, 1e6": { gradient(at: $0, bilinearChain) },
    "chain sin(s), 1e6": { gradient(at: $0, sineChain) },
]

private func gradient(
    at x: [Double], _ f: @differentiable(reverse) ([Double]) -> Double
) -> (value: Double, gradient: [Double]) {
    let (value, gradient) = valueWithGradient(at: x, of: f)
    return (value, gradient.base)
}

@differentiable(reverse)
private func rosenbrock(_ x: [Double]) -> Double {
    var total = 0.0
    for i in 0..<withoutDerivative(at: x.count - 1) {
        let a = 1 - x[i]
        let b = x[i + 1] - x[i] * x[i]
        total = total + a * a + 100 * b * b
    }
    return total
}

@differentiable(reverse)
private func speelpenning(_ x: [Double]) -> Double {
    var product = x[0]
    for i in 1..<withoutDerivative(at: x.count) { product = product * x[i] }
    return product
}

@differentiable(reverse)
private func linearChain(_ x: [Double]) -> Double {
    var s = x[0]
    let y = x[1]
    for _ in 0..<1_000_000 { s = s * 0.999_999 + y * 1e-6 }
    return s
}

@differentiable(reverse)
private func bilinearChain(_ x: [Double]) -> Double {
    var s = x[0]
    let (a, y, b) = (x[1], x[2], x[3])
    for _ in 0..<1_000_000 { s = s * a + y * b }
    return s
}

@differentiable(reverse)
private func sineChain(_ x: [Double]) -> Double {
    var s = x[0]
    for _ in 0..<1_000_000 { s = sin(s) }
    return s
}
#else
/// No toolchain's own differentiation to compare with.
let toolchainGradients: [String: @Sendable ([Double]) -> (value: Double, gradient: [Double])] = [:]
#endif
