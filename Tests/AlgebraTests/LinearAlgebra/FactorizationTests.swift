import Autodiff
import Testing

/// Σ of the elements with different weights, and of their squares: no derivative is trivial.
func weighted<S: RealScalar>(_ x: [S]) -> S {
    x.indices.reduce(S(0)) { $0 + Double($1 % 3 + 1) * x[$1] * x[$1] + 0.1 * Double($1) * x[$1] }
}

private enum Operation: CaseIterable {
    case inverse, determinant, logDeterminant, indefinite, leastSquares, residual, orthogonal, tridiagonal, banded
}

/// An operation by the package, or by loops.
private struct Computed: ScalarField {
    let operation: Operation
    let n: Int
    let isByLoop: Bool

    /// The number of inputs.
    var count: Int { n * n + n }

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = Matrix(rows: n, columns: n, values: Array(x[..<(n * n)]))
        let b = Array(x[(n * n)...])
        switch operation {
        case .inverse: return weighted((isByLoop ? inverseLoop(a) : try! inverse(a)).values)
        case .determinant: return isByLoop ? determinantLoop(a) : determinant(a)
        case .logDeterminant: return isByLoop ? log(abs(determinantLoop(a))) : try! logDeterminant(a)
        case .indefinite:
            // Positive and negative eigenvalues.
            var c = a
            for i in 0..<n {
                for j in 0..<n { c[i, j] = 0.5 * (a[i, j] + a[j, i]) * (i % 2 == 0 ? 1 : -1) * (j % 2 == 0 ? 1 : -1) }
                if i % 2 == 1 { c[i, i] = -c[i, i] }
            }
            if isByLoop { return weighted(eliminated(c.values, b)) + log(abs(determinantLoop(c))) }
            let factors = try! ldl(c)
            return weighted(factors.solve(b)) + factors.logDeterminant
        case .leastSquares, .residual: return fitted(a, b)
        case .orthogonal:
            let tall = tall(a, b)
            let (q, r) = isByLoop ? gramSchmidt(tall) : (try! qr(tall).q, try! qr(tall).r)
            return weighted(q.values) + weighted(r.values)
        case .tridiagonal:
            let diagonal = (0..<n).map { a[$0, $0] }
            let (lower, upper) = ((0..<n - 1).map { a[$0 + 1, $0] }, (0..<n - 1).map { a[$0, $0 + 1] })
            if isByLoop { return weighted(eliminated(band(a, 1, 1).values, b)) }
            return weighted(try! solveTridiagonal(lower: lower, diagonal: diagonal, upper: upper, b))
        case .banded:
            if isByLoop { return weighted(eliminated(band(a, 2, 1).values, b)) }
            var bands = Matrix<S>(rows: n, columns: 4, repeating: 0)
            for i in 0..<n {
                for j in max(0, i - 2)..<min(n, i + 2) { bands[i, 2 + j - i] = a[i, j] }
            }
            return weighted(try! solveBanded(bands, lower: 2, upper: 1, b))
        }
    }

    /// A with two rows more.
    private func tall<S: RealScalar>(_ a: Matrix<S>, _ b: [S]) -> Matrix<S> {
        Matrix(rows: n + 2, columns: n, values: a.values + b + b.map { 0.5 * $0 * $0 })
    }

    private func fitted<S: RealScalar>(_ a: Matrix<S>, _ b: [S]) -> S {
        let tall = tall(a, b)
        let right = b + [b[0] * b[0], 1 + b[n - 1]]
        if !isByLoop {
            return weighted(operation == .residual ? try! qr(tall).residual(right) : try! leastSquares(tall, right))
        }
        let transposed = tall.transposed
        let x = eliminated(transposed.times(tall).values, transposed.times(right))
        if operation == .leastSquares { return weighted(x) }
        let product = tall.times(x)
        return weighted(right.indices.map { right[$0] - product[$0] })
    }

    private func band<S: RealScalar>(_ a: Matrix<S>, _ lower: Int, _ upper: Int) -> Matrix<S> {
        var result = Matrix<S>(rows: n, columns: n, repeating: 0)
        for i in 0..<n {
            for j in max(0, i - lower)..<min(n, i + upper + 1) { result[i, j] = a[i, j] }
        }
        return result
    }
}

private func inverseLoop<S: RealScalar>(_ a: Matrix<S>) -> Matrix<S> {
    let n = a.rows
    let columns = (0..<n).map { j in eliminated(a.values, (0..<n).map { S($0 == j ? 1 : 0) }) }
    return Matrix(columns).transposed
}

func determinantLoop<S: RealScalar>(_ a: Matrix<S>) -> S {
    let n = a.rows
    var (a, product) = (a, S(1))
    for k in 0..<n {
        product *= a[k, k]
        for i in k + 1..<max(n, k + 1) {
            let factor = a[i, k] / a[k, k]
            for j in k..<n { a[i, j] -= factor * a[k, j] }
        }
    }
    return product
}

private func gramSchmidt<S: RealScalar>(_ a: Matrix<S>) -> (q: Matrix<S>, r: Matrix<S>) {
    let n = a.columns
    var r = Matrix<S>(rows: n, columns: n, repeating: 0)
    var columns: [[S]] = []
    for j in 0..<n {
        var column = a.column(j)
        for i in 0..<j {
            r[i, j] = dot(columns[i], column)
            for k in column.indices { column[k] -= r[i, j] * columns[i][k] }
        }
        r[j, j] = sqrt(dot(column, column))
        columns.append(column.map { $0 / r[j, j] })
    }
    return (Matrix(columns).transposed, r)
}

@Suite("Factorisations and what is made of them")
struct FactorizationTests {
    @Test("each has the derivatives of the loop in every mode", arguments: Operation.allCases, [1, 2, 5])
    private func derivatives(operation: Operation, n: Int) {
        var numbers = Numbers(seed: UInt64(10 * n))
        let x = randomMatrix(n, seed: 17, shift: 3).values + numbers.next(n)
        expectSame(
            Computed(operation: operation, n: n, isByLoop: false), Computed(operation: operation, n: n, isByLoop: true),
            at: x, tolerance: 1e-10)
    }

    @Test("at n = 20 gradients and products with the Hessian", arguments: Operation.allCases)
    private func larger(operation: Operation) {
        let n = 20
        var numbers = Numbers(seed: 77)
        let x = randomMatrix(n, seed: 19, shift: 6).values + numbers.next(n)
        let v = numbers.next(x.count)
        let f = Computed(operation: operation, n: n, isByLoop: false)
        let g = Computed(operation: operation, n: n, isByLoop: true)
        #expect(deviation([f.value(at: x)], [g.value(at: x)]) < 1e-11)
        let (a, b) = (hvp(at: x, along: v, of: f), hvp(at: x, along: v, of: g))
        #expect(deviation(a.gradient, b.gradient) < 1e-10)
        #expect(deviation(a.product, b.product) < 1e-10)
        #expect(deviation(jvp(at: x, along: v, of: f).tangent, jvp(at: x, along: v, of: g).tangent) < 1e-10)
    }

    @Test(
        "indefinite matrices of sizes up to 60, with and without zeros on the diagonal", arguments: [1, 2, 3, 10, 60])
    func indefinite(n: Int) throws {
        for seed in 0..<UInt64(20) {
            let a = randomMatrix(n, seed: 100 + seed)
            var symmetric = a
            for i in 0..<n {
                for j in 0..<n { symmetric[i, j] = a[i, j] + a[j, i] }
                if seed % 2 == 0 && n > 1 { symmetric[i, i] = 0 }
            }
            var numbers = Numbers(seed: seed)
            let b = numbers.next(n)
            let factors = try ldl(symmetric)
            #expect(deviation(symmetric.times(factors.solve(b)), b) < 1e-9)
            #expect(abs(factors.logDeterminant - (try logDeterminant(symmetric))) < 1e-9)
            let eigenvalues = try symmetricEigenvalues(symmetric)
            #expect(factors.inertia.negative == eigenvalues.filter { $0 < 0 }.count)
        }
    }

    @Test("least squares of larger sizes", arguments: [(3, 1), (40, 30), (130, 70)])
    func leastSquaresBySize(m: Int, n: Int) throws {
        var numbers = Numbers(seed: 4)
        let a = Matrix(rows: m, columns: n, values: numbers.next(m * n))
        let b = numbers.next(m)
        let factors = try qr(a)
        #expect(deviation(factors.q.times(factors.r).values, a.values) < 1e-13)
        #expect(
            deviation(factors.q.transposed.times(factors.q).values, Matrix<Double>.identity(n).values) < 1e-13)
        let residual = factors.residual(b)
        #expect(norm(a.transposed.times(residual)) < 1e-12)
        let fitted = a.times(factors.solve(b))
        #expect(deviation(b.indices.map { b[$0] - fitted[$0] }, residual) < 1e-12)
    }
}
