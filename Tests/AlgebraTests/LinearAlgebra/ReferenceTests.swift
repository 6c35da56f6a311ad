import Autodiff
import Foundation
import Testing

/// What each line of `linear-algebra.txt` says: how it was made stands in `Notes/algebra.md`.
private struct ReferenceLine: Sendable, CustomTestStringConvertible {
    let operation: String
    let n: Int
    let value: Double, first: Double, second: Double

    var testDescription: String { "\(operation), n = \(n)" }

    static let all: [ReferenceLine] = {
        let url = Bundle.module.url(forResource: "linear-algebra", withExtension: "txt", subdirectory: "Reference")
        let text = try! String(contentsOf: url!, encoding: .utf8)
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: " ")
            let numbers = fields[2...].map { Double($0)! }
            return ReferenceLine(
                operation: String(fields[0]), n: Int(fields[1])!, value: numbers[0], first: numbers[1],
                second: numbers[2])
        }
    }()
}

/// The matrices of the table: ((p·i + q·j + r·i·j + s) mod m - m/2)/m.
private func pattern(_ rows: Int, _ columns: Int, _ p: Int, _ q: Int, _ r: Int, _ s: Int, _ m: Int) -> [Double] {
    (0..<rows * columns).map { k in
        let (i, j) = (k / columns, k % columns)
        return Double((p * i + q * j + r * i * j + s) % m - m / 2) / Double(m)
    }
}

/// The weighted sum of an operation's results as a function of the entries of A, of b, and of two rows more.
private struct WeightedResult: ScalarField {
    let operation: String
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S { try! result(x) }

    private func result<S: RealScalar>(_ x: [S]) throws -> S {
        let a = Matrix(rows: n, columns: n, values: Array(x[..<(n * n)]))
        let b = Array(x[(n * n)..<(n * n + n)])
        let wide = Double(n) / 2 + 2
        switch operation {
        case "solve": return vector(try solve(shifted(a, wide), b))
        case "determinant": return determinant(shifted(a, 1))
        case "logDeterminant": return try logDeterminant(shifted(a, wide))
        case "inverse": return matrix(try inverse(shifted(a, wide)))
        case "cholesky": return matrix(try cholesky(shifted(a, wide)).lower)
        case "choleskySolve": return vector(try cholesky(shifted(a, wide)).solve(b))
        case "choleskyLogDeterminant": return try cholesky(shifted(a, wide)).logDeterminant
        case "ldlSolve": return vector(try ldl(shifted(a, 1.0 / 16)).solve(b))
        case "leastSquares": return vector(try leastSquares(tall(a, x), b + [b[0], b[n - 1]]))
        case "q": return matrix(try qr(tall(a, x)).q)
        case "r": return matrix(try qr(tall(a, x)).r)
        case "banded": return vector(try solveBanded(bands(a), lower: 2, upper: 1, b))
        case "tridiagonal":
            let c = shifted(a, 2)
            return vector(
                try solveTridiagonal(
                    lower: (0..<n - 1).map { c[$0 + 1, $0] }, diagonal: c.diagonal,
                    upper: (0..<n - 1).map { c[$0, $0 + 1] },
                    b))
        case "lower": return vector(try solveLower(shifted(a, 2), b))
        case "upper": return vector(try solveUpper(shifted(a, 2), b))
        case "eigenvalues": return vector(try symmetricEigenvalues(a))
        case "eigenvectors": return matrix(try symmetricEigen(a).vectors)
        case "singularValues": return vector(try singularValues(shifted(a, 1)))
        case "exponential": return matrix(matrixExponential(a))
        default: return matrix(try matrixSquareRoot(shifted(a, wide)))
        }
    }

    private func shifted<S: RealScalar>(_ a: Matrix<S>, _ shift: Double) -> Matrix<S> {
        var a = a
        for i in 0..<n { a[i, i] = a[i, i] + shift }
        return a
    }

    private func tall<S: RealScalar>(_ a: Matrix<S>, _ x: [S]) -> Matrix<S> {
        Matrix(rows: n + 2, columns: n, values: shifted(a, 2).values + x[(n * n + n)...])
    }

    private func bands<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
        let a = shifted(a, 2)
        var bands = Matrix<S>(rows: n, columns: 4, repeating: 0)
        for i in 0..<n {
            for j in max(0, i - 2)..<min(n, i + 2) { bands[i, 2 + j - i] = a[i, j] }
        }
        return bands
    }

    private func matrix<S: RealScalar>(_ m: Matrix<S>) -> S {
        dot(pattern(m.rows, m.columns, 3, 17, 1, 1, 16), m.values)
    }
    private func vector<S: RealScalar>(_ x: [S]) -> S { matrix(Matrix(rows: x.count, columns: 1, values: x)) }
}

@Suite("Linear algebra against references of 30 digits")
struct LinearAlgebraReferenceTests {
    @Test("value, first and second derivatives in every mode", arguments: ReferenceLine.all)
    private func reference(line: ReferenceLine) {
        let n = line.n
        let f = WeightedResult(operation: line.operation, n: n)
        let x = pattern(n, n, 7, 13, 3, 5, 32) + pattern(n, 1, 5, 1, 1, 3, 16) + pattern(2, n, 3, 5, 1, 7, 16)
        let v = pattern(n, n, 11, 5, 7, 2, 32) + pattern(n, 1, 9, 1, 1, 4, 16) + pattern(2, n, 7, 9, 1, 6, 16)
        // Rounding errors of n² numbers, each of the size of the largest, times the condition of what is computed.
        let conditions = [
            "ldlSolve": 30.0, "eigenvectors": 100, "leastSquares": 10, "q": 10, "r": 10, "determinant": 10,
        ]
        let tolerance =
            2e-15 * Double(n + 2)
            * (n < 20 ? 1 + (conditions[line.operation] ?? 1) / 3 : conditions[line.operation] ?? 3)
        func expect(_ what: String, _ found: Double, _ exact: Double) {
            let error = abs(found - exact) / max(1, abs(exact))
            #expect(error < tolerance, "\(what): \(found), and not \(exact)")
        }
        expect("value", f.value(at: x), line.value)
        expect("jvp", jvp(at: x, along: v, of: f).tangent[0], line.first)
        let slope = gradient(at: x, of: f, mode: .reverse)
        expect("gradient", dot(slope, v), line.first)
        expect("hvp", dot(hvp(at: x, along: v, of: f).product, v), line.second)
        let series = taylor(at: x, along: v, order: 2, of: f)
        expect("series, first", series[1], line.first)
        expect("series, second", 2 * series[2], line.second)
        expect("derivative of derivative", secondDerivative(f, x, v), line.second)
        if n > 5 { return }
        expect("gradient by forward mode", dot(gradient(at: x, of: f, mode: .forward), v), line.first)
        let compiled = compile(f, at: x)
        expect("compiled", dot(gradient(at: x, of: compiled), v), line.first)
        expect("compiled, second", dot(hvp(at: x, along: v, of: compiled).product, v), line.second)
        expect("reverse over reverse", dot(gradient(at: x, of: SlopeAlong(f: f, v: v), mode: .reverse), v), line.second)
    }
}

/// Forward over forward mode.
private func secondDerivative<F: ScalarField>(_ f: F, _ x: [Double], _ v: [Double]) -> Double {
    jvp(at: x, along: v, of: SlopeForwards(f: f, v: v)).tangent[0]
}

private struct SlopeForwards<F: ScalarField>: ScalarField {
    let f: F
    let v: [Double]
    func value<S: RealScalar>(at x: [S]) -> S { jvp(at: x, along: v.map { S($0) }, of: f).tangent[0] }
}

private struct SlopeAlong<F: ScalarField>: ScalarField {
    let f: F
    let v: [Double]
    func value<S: RealScalar>(at x: [S]) -> S { dot(v, gradient(at: x, of: f, mode: .reverse)) }
}
