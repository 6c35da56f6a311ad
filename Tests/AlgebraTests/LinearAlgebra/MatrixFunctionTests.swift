import Autodiff
import Testing

/// The entry (i, j) of a function of a matrix.
private struct Entry: ScalarField {
    enum Function { case exponential, squareRoot }

    let function: Function
    let n: Int
    let i: Int, j: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = Matrix(rows: n, columns: n, values: x)
        return function == .exponential ? matrixExponential(a)[i, j] : try! matrixSquareRoot(a)[i, j]
    }
}

@Suite("Functions of matrices")
struct MatrixFunctionTests {
    @Test("the exponential at 0 is I, its derivative the identity, its second derivative the mean of the products")
    func exponentialAtZero() {
        let n = 3
        let zero = Matrix<Double>(rows: n, columns: n, repeating: 0)
        #expect(matrixExponential(zero) == .identity(n))
        var numbers = Numbers(seed: 81)
        let e = Matrix(rows: n, columns: n, values: numbers.next(n * n))
        let square = e.times(e)
        for i in 0..<n {
            for j in 0..<n {
                let f = Entry(function: .exponential, n: n, i: i, j: j)
                let slopes = gradient(at: zero.values, of: f, mode: .reverse)
                #expect(slopes.indices.allSatisfy { slopes[$0] == ($0 == i * n + j ? 1 : 0) })
                let second = dot(e.values, hvp(at: zero.values, along: e.values, of: f).product)
                #expect(abs(second - square[i, j]) < 1e-15)
            }
        }
    }

    @Test(
        "of a rotation's generator it is the rotation, with the derivatives of sine and cosine",
        arguments: [0.1, 1, 3, 10, 100])
    func rotation(angle: Double) {
        func entry<S: RealScalar>(_ t: S, _ i: Int, _ j: Int) -> S {
            matrixExponential([[S(0), -t], [t, S(0)]])[i, j]
        }
        let tolerance = 4e-16 * max(1, angle)
        #expect(abs(derivative(at: angle) { entry($0, 0, 0) } + sin(angle)) < tolerance)
        #expect(abs(derivative(at: angle) { entry($0, 1, 0) } - cos(angle)) < tolerance)
        let series = taylor(at: angle, order: 3) { entry($0, 0, 0) }
        for (found, exact) in zip(series, [cos(angle), -sin(angle), -cos(angle) / 2, sin(angle) / 6]) {
            #expect(abs(found - exact) < tolerance)
        }
    }

    @Test("matrices without a basis of eigenvectors have exponentials and roots like others")
    func defective() throws {
        let jordan: Matrix<Double> = [[1, 1], [0, 1]]
        let e = matrixExponential(jordan)
        #expect(deviation(e.values, [exp(1), exp(1), 0, exp(1)]) < 1e-15)
        #expect(deviation(try matrixSquareRoot(jordan).values, [1, 0.5, 0, 1]) < 1e-15)
        // The derivative of the root solves X·L + L·X = E.
        let x = try matrixSquareRoot(jordan)
        let e2 = [0.3, -1, 2, 0.7]
        let l = Matrix(
            rows: 2, columns: 2,
            values: jvp(at: jordan.values, along: e2) { a in
                try! matrixSquareRoot(Matrix(rows: 2, columns: 2, values: a)).values
            }.tangent)
        #expect(deviation((x.times(l) + l.times(x)).values, e2) < 1e-14)
    }

    @Test("roots of matrices of sizes up to 40, and where there are none", arguments: [1, 2, 10, 40])
    func roots(n: Int) throws {
        let a = randomMatrix(n, seed: 82, shift: 1 + Double(n).squareRoot())
        let x = try matrixSquareRoot(a)
        #expect(deviation(x.times(x).values, a.values) < 1e-13)
        let definite = randomDefiniteMatrix(n, seed: 83)
        let y = try matrixSquareRoot(definite)
        #expect(deviation(y.times(y).values, definite.values) < 1e-13)
        #expect(throws: LinearAlgebraError.self) { try matrixSquareRoot(-1.0 * definite) }
        #expect(throws: LinearAlgebraError.singular(pivot: 0)) {
            try matrixSquareRoot(Matrix<Double>(rows: n, columns: n, repeating: 0))
        }
    }

    @Test("against finite differences")
    func checked() {
        let x = randomMatrix(3, seed: 84, shift: 3).values
        for function in [.exponential, .squareRoot] as [Entry.Function] {
            let f = Entry(function: function, n: 3, i: 0, j: 2)
            #expect(checkGradient(at: x, of: f).passed)
            #expect(checkHessian(at: x, of: f).passed)
        }
    }

    @Test("norms, quadratic forms and Kronecker products")
    func small() throws {
        let a: Matrix<Double> = [[1, -2], [3, 4]]
        #expect(frobeniusNorm(a) == 30.0.squareRoot())
        #expect(oneNorm(a) == 6 && infinityNorm(a) == 7)
        #expect(quadraticForm(a, [1, 2]) == 19)
        let product = kronecker(a, [[0, 1]])
        #expect(product == [[0, 1, 0, -2], [0, 3, 0, 4]])
        // xᵀ·A·x has the gradients (A + Aᵀ)·x and x·xᵀ.
        let x = [1.0, 2, 1, -2, 3, 4]
        let slopes = gradient(at: x) { x in
            quadraticForm(Matrix(rows: 2, columns: 2, values: Array(x[2...])), Array(x[..<2]))
        }
        #expect(slopes == [4, 17, 1, 2, 2, 4])
        let constants = gradient(at: [1, 2]) { x in quadraticForm(a, x) }
        #expect(constants == [4, 17])
        #expect(gradient(at: a.values) { x in oneNorm(Matrix(rows: 2, columns: 2, values: x)) } == [0, -1, 0, 1])
        #expect(
            deviation(
                gradient(at: a.values) { x in frobeniusNorm(Matrix(rows: 2, columns: 2, values: x)) },
                a.values.map { $0 / 30.0.squareRoot() }) < 1e-15)
    }
}
