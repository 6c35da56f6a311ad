import Autodiff
import Testing

@Suite struct MatrixProductTests {
    @Test func productsOfNumbers() {
        let a: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
        #expect(a.times([1, 0, -1]) == [-2, -2])
        #expect(a.times(a.transposed) == [[14, 32], [32, 77]])
        #expect(Matrix<Double>(rows: 0, columns: 3, values: []).times([1, 2, 3]) == [])
    }

    /// d(A·x) is A along x, and x along the row of A, whether the matrix or the vector is differentiated, or both.
    @Test func derivatives() {
        let a: Matrix<Double> = [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]
        let x = [0.5, -1, 2, 3, -4]
        #expect(jacobian(at: x) { x in a.times(x) } == a)
        #expect(
            gradient(at: a.values) { a in
                Matrix(rows: 2, columns: 5, values: a).times(x.map { Variable($0) })[1]
            } == [0, 0, 0, 0, 0] + x)
        #expect(
            gradient(at: a.values + x) { v in
                Matrix(rows: 2, columns: 5, values: Array(v[..<10])).times(Array(v[10...]))[0]
            } == x + [0, 0, 0, 0, 0] + a.row(0))
        #expect(jvp(at: x, along: [1, 1, 0, 0, 0]) { x in a.times(x) }.tangent == [3, 13])
        #expect(
            gradient(at: a.values) { v in
                let a = Matrix(rows: 2, columns: 5, values: v)
                return a.times(a.transposed)[0, 1]
            } == a.row(1) + a.row(0))
    }

    @Test func shapesThatDontFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let a: Matrix<Double> = [[1, 2], [3, 4]]
            print(a.times([1, 2, 3]))
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("a 2 × 2 matrix can't be multiplied by a vector or matrix of 3 rows"))
    }
}
