import Autodiff

// What is tried first with verbs that run a function on more than one scalar: closures, of one expression and of several
// statements, and functions by name.

private func energy<S: RealScalar>(_ x: [S]) -> S { x[0] * x[1] - 2 * sin(x[0]) }
private func polar<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }

enum FirstTriesRecorded {
    static func hessians(_ x: [Double]) -> [Matrix<Double>] {
        [
            hessian(at: x) { x in x[0] * x[1] + 2 * sin(x[0]) }, hessian(at: x, of: energy),
            hessian(at: [1, 1.5]) { x in
                let (a, b) = (x[0], x[1])
                return pow(1.5 - a + a * b, 2) + pow(2.25 - a + a * b * b, 2) + pow(2.625 - a + a * b * b * b, 2)
            },
            valueWithGradientAndHessian(at: x) { x in 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }.hessian,
        ]
    }

    static func products(_ x: [Double], _ v: [Double]) -> [[Double]] {
        [
            hvp(at: x, along: v) { x in x[0] * x[1] - exp(-x[0]) / 2 }.product,
            hvp(at: x, along: v, of: energy).product,
            hessianDiagonal(at: x, of: energy), hessianDiagonal(at: x) { x in 1 / (1 + x[0] * x[0]) },
            [laplacian(at: x, of: energy), laplacian(at: x) { x in x[0] * x[1] }, divergence(at: x, of: polar)],
        ]
    }

    static func compiled(_ x: [Double]) -> [Double] {
        let rate = 0.3
        let field = compile(at: x) { x in 3 * pow(x[0], 3) - 2 * x[1] / (1 + exp(-rate * x[0])) }
        let function = compile(at: x) { x in
            let radius = 2 * x[0] + rate
            return [radius * cos(x[1]), radius * sin(x[1]) - 1]
        }
        return gradient(at: x, of: field) + jacobian(at: x, of: function).values
            + gradient(at: x, of: compile(at: x, of: energy)) + jacobian(at: x, of: compile(at: x, of: polar)).values
    }

    static func checks(_ x: [Double]) -> [Bool] {
        [
            checkGradient(at: x) { x in x[0] * x[1] }.passed, checkGradient(at: x, of: energy).passed,
            checkHessian(at: x, of: energy).passed, checkHVP(at: x, of: energy).passed,
            checkJacobian(at: x, of: polar).passed, checkJVP(at: x, of: polar).passed,
            checkVJP(at: x, of: polar).passed,
            compareJacobians(at: x) { x in [x[0] * x[1], x[0]] }.agrees, compareJacobians(at: x, of: polar).agrees,
        ]
    }
}
