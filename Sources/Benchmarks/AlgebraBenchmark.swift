import Autodiff
import Foundation

/// Linear algebra by theorem: what a gradient costs beside the plain numbers, and the plain factorisations by themselves.
func runAlgebraBenchmark() {
    for n in [20, 100, 200] { reportSolve(n) }
    for n in [60, 500] { reportGaussianProcess(n) }
    for n in [100, 200, 500] { reportFactorizations(n) }
}

/// Measures, and prints each least time as a multiple of the first.
private func reportLeast(_ title: String, _ works: [Work]) {
    let times = leastNanoseconds(of: works)
    print(title)
    for (work, time) in zip(works, times) {
        let name = work.name.padding(toLength: 24, withPad: " ", startingAt: 0)
        print("  \(name)", String(format: "%10.2f us %8.2f x", time / 1000, time / times[0]))
    }
}

/// A matrix that is far from singular.
private func testMatrix(_ n: Int) -> [Double] {
    (0..<n * n).map { sin(Double($0 * $0 % 7919)) + ($0 / n == $0 % n ? 4 : 0) }
}

private func reportSolve(_ n: Int) {
    let x = testMatrix(n) + (0..<n).map { cos(Double($0)) }
    let works = [
        Work(name: "solve") { _ in SolvedSystem(n: n).value(at: shifted(x)) },
        Work(name: "value and gradient") { _ in gradient(at: shifted(x), of: SolvedSystem(n: n))[0] },
        Work(name: "hvp") { _ in hvp(at: shifted(x), along: x, of: SolvedSystem(n: n)).product[0] },
        Work(name: "elimination by tape") { _ in gradient(at: shifted(x), of: EliminatedSystem(n: n))[0] },
    ]
    reportLeast("solve, n = \(n)", n > 100 ? Array(works.prefix(3)) : works)
}

/// Σ of the solution of A·x = b, by the package.
private struct SolvedSystem: ScalarField {
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = Matrix(rows: n, columns: n, values: Array(x[..<(n * n)]))
        return sum(try! solve(a, Array(x[(n * n)...])))
    }
}

/// The same by elimination, number by number.
private struct EliminatedSystem: ScalarField {
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        var (a, b) = (x, Array(x[(n * n)...]))
        for k in 0..<n {
            let pivot = (k..<n).max { abs(a[$0 * n + k].primal) < abs(a[$1 * n + k].primal) }!
            for j in 0..<n { a.swapAt(k * n + j, pivot * n + j) }
            b.swapAt(k, pivot)
            for i in k + 1..<max(n, k + 1) {
                let factor = a[i * n + k] / a[k * n + k]
                for j in k + 1..<n { a[i * n + j] -= factor * a[k * n + j] }
                b[i] -= factor * b[k]
            }
        }
        for i in (0..<n).reversed() {
            for j in i + 1..<max(n, i + 1) { b[i] -= a[i * n + j] * b[j] }
            b[i] /= a[i * n + i]
        }
        return sum(b)
    }
}

private func reportGaussianProcess(_ n: Int) {
    let process = GaussianProcess(n: n)
    let byLoop = LoopedProcess(points: process.points, values: process.values)
    let x = [0.1, -0.2, -1.5]
    let compiled = compile(process, at: x)
    let works = [
        Work(name: "log-likelihood") { _ in process.value(at: shifted(x)) },
        Work(name: "gradient, forward") { _ in gradient(at: shifted(x), of: process)[0] },
        Work(name: "gradient, reverse") { _ in gradient(at: shifted(x), of: process, mode: .reverse)[0] },
        Work(name: "gradient, compiled") { _ in gradient(at: shifted(x), of: compiled)[0] },
        Work(name: "by loop, tape") { _ in gradient(at: shifted(x), of: byLoop, mode: .reverse)[0] },
    ]
    reportLeast("Gaussian process, n = \(n), 3 hyperparameters", n > 100 ? Array(works.prefix(4)) : works)
}

/// The log-likelihood of values under a Gaussian process with a squared exponential covariance and noise.
struct GaussianProcess: ScalarField {
    let points: [Double]
    let values: [Double]

    init(n: Int) {
        points = (0..<n).map { 10 * Double($0) / Double(n) + 0.01 * sin(Double($0 * $0)) }
        values = points.map { sin($0) + 0.1 * cos(50 * $0) }
    }

    func value<S: RealScalar>(at x: [S]) -> S {
        let c = try! cholesky(covariance(points, x))
        return -0.5 * (dot(values, c.solve(values)) + c.logDeterminant)
    }
}

/// The same by the textbook's loops.
private struct LoopedProcess: ScalarField {
    let points: [Double]
    let values: [Double]

    func value<S: RealScalar>(at x: [S]) -> S {
        let n = points.count
        var a = covariance(points, x)
        for j in 0..<n {
            for k in 0..<j {
                for i in j..<n { a[i, j] -= a[i, k] * a[j, k] }
            }
            let root = sqrt(a[j, j])
            for i in j..<n { a[i, j] /= root }
        }
        var (z, logDeterminant) = (values.map { S($0) }, S(0))
        for i in 0..<n {
            for k in 0..<i { z[i] -= a[i, k] * z[k] }
            z[i] /= a[i, i]
            logDeterminant += 2 * log(a[i, i])
        }
        return -0.5 * (dot(z, z) + logDeterminant)
    }
}

private func covariance<S: RealScalar>(_ points: [Double], _ x: [S]) -> Matrix<S> {
    let n = points.count
    let (variance, scale, noise) = (exp(2 * x[0]), -0.5 * exp(-2 * x[1]), exp(2 * x[2]))
    var matrix = Matrix<S>(rows: n, columns: n, repeating: variance + noise)
    for i in 0..<n {
        for j in 0..<i {
            let distance = points[i] - points[j]
            let entry = variance * exp(scale * (distance * distance))
            matrix[i, j] = entry
            matrix[j, i] = entry
        }
    }
    return matrix
}

private func reportFactorizations(_ n: Int) {
    let general = testMatrix(n)
    let matrix = Matrix(rows: n, columns: n, values: general)
    let definite = matrix.times(matrix.transposed)
    let b = (0..<n).map { cos(Double($0)) }
    reportLeast(
        "plain factorisations, n = \(n)",
        [
            Work(name: "LU") { _ in try! factor(shifted(matrix)).solve(b)[0] },
            Work(name: "Cholesky") { _ in try! cholesky(shifted(definite)).lower[0, 0] },
            Work(name: "LDL") { _ in try! ldl(shifted(definite)).solve(b)[0] },
            Work(name: "QR, least squares") { _ in try! qr(shifted(matrix)).solve(b)[0] },
            Work(name: "QR, both factors") { _ in try! qr(shifted(matrix)).r[0, 0] },
            Work(name: "eigenvalues") { _ in try! symmetricEigenvalues(shifted(definite))[0] },
            Work(name: "and vectors") { _ in try! symmetricEigen(shifted(definite)).values[0] },
            Work(name: "product") { _ in shifted(matrix).times(matrix)[0, 0] },
            Work(name: "exponential") { _ in matrixExponential(shifted(matrix))[0, 0] },
            Work(name: "inverse by LU") { _ in try! factor(shifted(matrix)).inverse[0, 0] },
            Work(name: "inverse by Cholesky") { _ in try! cholesky(shifted(definite)).inverse[0, 0] },
        ])
}

private func shifted(_ matrix: Matrix<Double>) -> Matrix<Double> {
    Matrix(rows: matrix.rows, columns: matrix.columns, values: shifted(matrix.values))
}

/// The points that have been so far.
nonisolated(unsafe) private var pointsSoFar = 0

/// A point that hasn't been before: a compiled function remembers factors.
private func shifted(_ point: [Double]) -> [Double] {
    var x = point
    pointsSoFar += 1
    x[0] *= 1 + 1e-12 * Double(pointsSoFar)
    return x
}
