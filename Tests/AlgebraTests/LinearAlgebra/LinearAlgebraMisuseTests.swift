import Autodiff
import Testing

/// What a process that was expected to trap wrote to its standard error.
private func message(of result: ExitTest.Result?) -> String {
    result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
}

@Suite("Shapes that don't fit")
struct LinearAlgebraMisuseTests {
    @Test func factorOfARectangle() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try factor(Matrix<Double>(rows: 2, columns: 3, repeating: 1))
        }
        #expect(message(of: result).contains("a 2 × 3 matrix can't be factorised: it has to be square"))
    }

    @Test func rightSideTooShort() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try solve(Matrix<Double>.identity(3), [1, 2])
        }
        #expect(message(of: result).contains("the right side of a linear system has 2 elements where 3 are needed"))
    }

    @Test func wideLeastSquares() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try leastSquares(Matrix<Double>(rows: 2, columns: 3, repeating: 1), [1, 2])
        }
        #expect(message(of: result).contains("it needs at least as many rows as columns"))
    }

    @Test func bandsOfAnotherWidth() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try solveBanded(Matrix<Double>(rows: 3, columns: 4, repeating: 1), lower: 1, upper: 1, [1, 2, 3])
        }
        #expect(message(of: result).contains("need 3 columns, not 4"))
    }

    @Test func diagonalsOfDifferentLengths() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try solveTridiagonal(lower: [1.0], diagonal: [1, 2, 3], upper: [1, 1], [1, 2, 3])
        }
        #expect(
            message(of: result).contains("the lower diagonal of a tridiagonal matrix has 1 elements where 2 are needed")
        )
    }

    @Test func eigenvaluesOfARectangle() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try symmetricEigenvalues(Matrix<Double>(rows: 2, columns: 3, repeating: 1))
        }
        #expect(message(of: result).contains("a 2 × 3 matrix can't be asked for its eigenvalues"))
    }

    /// It gave nan, after so many steps.
    @Test func aSolutionWithoutAnEnd() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let decay = CompiledODE(state: [1]) { y, _, _ in [-y[0]] }
            print(odeSolve(decay, from: [1.0], over: 0...(.infinity), steps: 100))
        }
        #expect(message(of: result).contains("a solution from t = 0.0 to inf: both times have to be finite"))
    }

    /// `print` showed what the factors are kept in.
    @Test func factorizationsPrintWhatTheyAre() throws {
        let a: Matrix<Double> = [[2, 1], [1, 3]]
        #expect(try factor(a).description == "LU factorization of a 2 × 2 matrix")
        #expect(try cholesky(a).description == "Cholesky factorization of a 2 × 2 matrix")
        #expect(try ldl(a).description == "LDLᵀ factorization of a 2 × 2 matrix")
        #expect(try qr(a).description == "QR factorization of a 2 × 2 matrix")
    }
}
