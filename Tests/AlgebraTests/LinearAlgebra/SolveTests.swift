import Autodiff
import Testing

/// x ↦ Σ cᵢ xᵢ² of the solution: its second derivatives are not trivial.
private struct Solved: ScalarField {
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        weighted(try! solve(Matrix(rows: n, columns: n, values: Array(x[..<(n * n)])), Array(x[(n * n)...])))
    }
}

private struct Eliminated: ScalarField {
    let n: Int

    func value<S: RealScalar>(at x: [S]) -> S { weighted(eliminated(Array(x[..<(n * n)]), Array(x[(n * n)...]))) }
}

private struct Definite: ScalarField {
    let n: Int
    let isByLoop: Bool

    func value<S: RealScalar>(at x: [S]) -> S {
        let b = Matrix(rows: n, columns: n, values: x)
        let a = b.times(b.transposed)
        let right = (0..<n).map { x[$0] + 1 }
        if isByLoop {
            let lower = choleskyLoop(a)
            let entries = a.values
            return weighted(eliminated(entries, right)) + weighted((0..<n).map { log(lower[$0, $0]) }) + lower[n - 1, 0]
        }
        let c = try! cholesky(a)
        let lower = c.lower
        return weighted(c.solve(right)) + weighted((0..<n).map { log(lower[$0, $0]) }) + lower[n - 1, 0]
    }
}

@Suite("Linear systems")
struct SolveTests {
    @Test("a solve has the derivatives of the elimination in every mode", arguments: [1, 2, 5])
    func solveMatchesElimination(n: Int) {
        var numbers = Numbers(seed: UInt64(n))
        let x = randomMatrix(n, seed: 7, shift: 3).values + numbers.next(n)
        expectSame(Solved(n: n), Eliminated(n: n), at: x)
    }

    @Test("Cholesky's factor, its solves and its logarithm have the derivatives of the loops", arguments: [1, 2, 5])
    func choleskyMatchesLoops(n: Int) {
        let x = randomMatrix(n, seed: 11, shift: 3).values
        expectSame(Definite(n: n, isByLoop: false), Definite(n: n, isByLoop: true), at: x)
    }

    @Test("the larger sizes in which kernels work by blocks", arguments: [20, 53, 110])
    func largeSizes(n: Int) throws {
        let a = randomMatrix(n, seed: 3, shift: 2)
        var numbers = Numbers(seed: 5)
        let b = Matrix(rows: n, columns: 3, values: numbers.next(3 * n))
        let lu = try factor(a)
        #expect(deviation(a.times(lu.solve(b)).values, b.values) < 1e-12)
        #expect(deviation(a.transposed.times(lu.solveTransposed(b)).values, b.values) < 1e-12)
        #expect(deviation(a.times(lu.inverse).values, Matrix<Double>.identity(n).values) < 1e-11)
        let definite = randomDefiniteMatrix(n, seed: 9)
        let c = try cholesky(definite)
        #expect(deviation(c.lower.times(c.lower.transposed).values, definite.values) < 1e-14)
        #expect(c.lower.values == choleskyLoop(definite).values)
        #expect(deviation(definite.times(c.inverse).values, Matrix<Double>.identity(n).values) < 1e-11)
        #expect(deviation(definite.times(c.solve(b)).values, b.values) < 1e-11)
        #expect(abs(c.logDeterminant - (try factor(definite).logDeterminant)) < 1e-10)
    }
}
