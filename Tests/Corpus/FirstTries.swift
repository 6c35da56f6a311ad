import Autodiff

// What is tried first, and can be: every verb with a value, a closure, and the name of a generic function.

private func cube<S: RealScalar>(_ x: S) -> S { x * x * x }
private func energy<S: RealScalar>(_ x: [S]) -> S { x[0] * x[1] - 2 * sin(x[0]) }
private func product<S: RealScalar>(_ x: S, _ y: S) -> S { x * y }
private func polar<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }

private struct Energy: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { energy(x) }
}

private struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { polar(x) }
}

enum FirstTries {
    static func ofOneNumber(_ d: Double) -> [Double] {
        [
            derivative(at: 2, of: cube), derivative(at: d, of: cube), derivative(at: 2.5, cube),
            derivative(at: 2) { x in 3 * pow(x, 3) - 2 * x / (1 + exp(-x)) },
            derivative(at: 0.5, order: 3, of: cube), derivative(at: 0.5, order: 2) { x in x * sin(2 * x) },
            valueWithDerivative(at: 2, of: cube).derivative, taylor(at: 1, order: 2, of: cube)[2],
            taylor(at: d, order: 2) { x in 1 / (1 + x * x) }[2],
        ]
    }

    static func gradients(_ x: [Double]) -> [[Double]] {
        let (dx, dy) = gradient(at: (3, -4)) { x, y in x * x * sin(y) }
        let (du, dv) = gradient(at: (3, -4), of: product)
        let (da, db, dc) = valueWithGradient(at: (1, 2, 3)) { a, b, c in a * b - c }.gradient
        return [
            gradient(at: [1, 2], of: Energy()), gradient(at: x, of: energy), gradient(at: x, energy),
            gradient(at: x) { x in x[0] * x[1] - 2 * sin(x[0]) }, gradient(at: x, of: Energy(), mode: .forward),
            valueWithGradient(at: x, of: energy).gradient, [dx, dy, du, dv, da, db, dc],
            hessianDiagonal(at: x, of: Energy()), hvp(at: x, along: [1, 0], of: Energy()).product,
        ]
    }

    static func matrices(_ x: [Double]) -> [Matrix<Double>] {
        [
            jacobian(at: [2, 0.5], of: Polar()), jacobian(at: x, of: polar), jacobian(at: x, polar),
            jacobian(at: x) { x in [x[0] * cos(x[1]), 2 * x[0] * sin(x[1]) - 1] },
            valueWithJacobian(at: x, of: polar).jacobian, hessian(at: x, of: Energy()),
        ]
    }

    static func products(_ x: [Double], _ v: [Double]) -> [[Double]] {
        let (_, pullback) = vjp(at: x, of: polar)
        return [
            jvp(at: x, along: v, of: Polar()).tangent, jvp(at: x, along: v, of: polar).tangent,
            jvp(at: x, along: v) { x in [x[0] * x[1], 2 * x[0]] }.tangent,
            vjp(at: x, of: Polar()).pullback(v), pullback(v), vjp(at: x) { x in [x[0] * x[1], 2 * x[0]] }.pullback(v),
        ]
    }
}
