import Autodiff
import Testing

@Suite("Linear systems without a solution")
struct SolveErrorTests {
    @Test("a singular matrix is an error that names the pivot")
    func singular() {
        let a: Matrix<Double> = [[1, 2, 3], [2, 4, 6], [1, 0, 1]]
        #expect(throws: LinearAlgebraError.singular(pivot: 2)) { try factor(a) }
        #expect(throws: LinearAlgebraError.singular(pivot: 0)) {
            try solve(Matrix(rows: 2, columns: 2, repeating: 0.0), [1, 2])
        }
        #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try solveLower([[1, 0], [1, 0]], [1.0, 1]) }
        #expect("\(LinearAlgebraError.singular(pivot: 2))".contains("pivot 2"))
    }

    @Test("an indefinite matrix is an error that names the pivot")
    func indefinite() {
        #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 1, value: -3)) {
            try cholesky([[1, 2], [2, 1]] as Matrix<Double>)
        }
    }

    @Test("an entry that isn't finite is an error that names it")
    func notFinite() {
        #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) {
            try factor([[1, 2], [.nan, 1]] as Matrix<Double>)
        }
        #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) {
            try cholesky([[1, -.infinity], [2, 1]] as Matrix<Double>)
        }
    }

    @Test("a matrix that is almost singular is solved, as LAPACK does")
    func nearlySingular() throws {
        let a: Matrix<Double> = [[1, 1], [1, 1 + 0x1p-50]]
        let x = try solve(a, [0, 0x1p-50])
        #expect(x == [-1, 1])
    }

    @Test("in a compiled function a later singular matrix gives nan, and one after that its solution")
    func singularInAReplay() throws {
        let f = compile(at: [2, 1, 1, 3]) { x in
            sum(try! solve(Matrix(rows: 2, columns: 2, values: x), [1, 2]))
        }
        #expect(valueWithGradient(at: [1, 2, 2, 4], of: f).value.isNaN)
        #expect(abs(valueWithGradient(at: [1, 0, 0, 4], of: f).value - 1.5) < 1e-15)
    }
}
