import Autodiff

// Scalars in the place of `Double`: constants that are variables in calls and comparisons, ties, whole numbers, matrices.

enum StandIns {
    static func branch<S: RealScalar>(_ x: S, _ d: Double) -> S { x * x - 2 < d * 3 + 1 ? x : 2 * x }

    static func branchOfTwo<S: RealScalar>(_ x: S, _ y: S) -> S {
        x > 0 && y > 0 || 2 * x + y < 1 ? x * y : x / (y * y + 1)
    }

    static func clipped<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> S {
        min(max(x, 0.1), 0.9) * (1 - max(y, z)) + max(0, 1 - x * y)
    }

    static func dragCoefficient<S: RealScalar>(_ re: S) -> S {
        re < 1000 ? 24 / re * (1 + 0.15 * pow(re, 0.687)) : 0.44
    }

    static func closures(_ a: Double, _ b: Double) -> [Double] {
        gradient(at: [1, 2]) { x in a * pow(x[0], b) + max(x[1], a) }
            + gradient(at: [1, 2]) { x in x[0] > a ? x[0] * x[1] : x[1] }
    }

    static func hinge() -> Double {
        derivative(at: 0.5) { max(2 * $0, 0) + min($0, 1) * 3 - max(0, 1 - $0) }
    }

    static func wrapped<S: RealScalar>(_ x: S) -> S { (x + .pi).truncatingRemainder(dividingBy: 2 * .pi) - .pi }

    static func converged<S: RealScalar>(_ x: S, _ y: S) -> Bool { abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1) }

    static func damped<S: RealScalar>(_ a: Matrix<S>, _ b: [S], _ c: S) -> [S] {
        (2 * a * a - a / 3 + c * Matrix.identity(b.count)) * b
    }
}
