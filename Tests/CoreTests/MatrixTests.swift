import Autodiff
import Testing

@Suite struct MatrixTests {
    @Test func rowsAreOutputs() {
        let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
        #expect(m.rows == 2 && m.columns == 3 && m[1, 0] == 4 && m.transposed[0, 1] == 4)
        #expect(m.row(1) == [4, 5, 6] && m.column(2) == [3, 6])
    }
}
