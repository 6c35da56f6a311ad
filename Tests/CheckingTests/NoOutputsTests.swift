import Autodiff
import Testing

@Suite struct NoOutputsTests {
    @Test func aFunctionWithoutOutputsIsNotOutsideOfADomain() {
        let check = checkJacobian(Matrix(rows: 0, columns: 2, values: []), at: [1, 2]) { _ in [] }
        #expect(check.passed)
        #expect(!"\(check)".contains("outside of the domain"))
    }
}
