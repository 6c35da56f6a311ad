import Autodiff
import Testing

@Suite struct MatrixMarketTests {
    @Test func theSameBitsAreReadBack() throws {
        let a = SparseMatrix(
            rows: 3, columns: 2, triplets: [(0, 1, 0.1), (2, 0, -.leastNonzeroMagnitude), (2, 1, .infinity), (1, 0, 0)])
        #expect(try SparseMatrix(matrixMarket: a.matrixMarket) == a)
        let empty = SparseMatrix<Double>(pattern: .empty(0, 5))
        #expect(try SparseMatrix(matrixMarket: empty.matrixMarket) == empty)
    }

    @Test func otherKinds() throws {
        func read(_ header: String, _ rest: String) throws -> Matrix<Double> {
            try SparseMatrix(matrixMarket: "%%MatrixMarket matrix \(header)\n% a comment\n\n\(rest)").dense
        }
        #expect(try read("coordinate integer symmetric", "2 2 2\n1 1 4\n2 1 -3\n") == [[4, -3], [-3, 0]])
        #expect(try read("coordinate real skew-symmetric", "2 2 1\r\n2 1 0.5") == [[0, -0.5], [0.5, 0]])
        #expect(try read("coordinate pattern general", "2 3 2\n1 3\n2 1") == [[0, 0, 1], [1, 0, 0]])
        #expect(try read("array real general", "2 2\n1\n2\n3\n0") == [[1, 3], [2, 0]])
        #expect(try read("array real symmetric", "2 2\n1\n2\n3") == [[1, 2], [2, 3]])
        #expect(try read("array real skew-symmetric", "3 3\n1\n2\n3") == [[0, -1, -2], [1, 0, -3], [2, 3, 0]])
    }

    /// Each with the line that the error names.
    @Test(arguments: [
        ("", 1), ("%%MatrixMarket vector coordinate real general\n", 1),
        ("%%MatrixMarket matrix coordinate complex general\n1 1 0", 1),
        ("%%MatrixMarket matrix array pattern general\n1 1", 1),
        ("%%MatrixMarket matrix coordinate real hermitian\n1 1 0", 1),
        ("%%MatrixMarket matrix coordinate real general\n%\n", 3),
        ("%%MatrixMarket matrix coordinate real general\n2 2", 2),
        ("%%MatrixMarket matrix coordinate real general\n-2 2 0", 2),
        ("%%MatrixMarket matrix coordinate real general\n99999999999 2 0", 2),
        ("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1", 3),
        ("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 x", 3),
        ("%%MatrixMarket matrix coordinate real general\n2 2 1\n\n3 1 1", 4),
        ("%%MatrixMarket matrix coordinate real general\n2 2 1\n0 1 1", 3),
        ("%%MatrixMarket matrix coordinate real general\n2 2 2\n1 1 1\n1 1 2", 4),
        ("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 1 1\n1 2 2", 4),
        ("%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n1 2 1", 3),
        ("%%MatrixMarket matrix coordinate real symmetric\n2 3 1\n2 1 1", 2),
        ("%%MatrixMarket matrix array real general\n1 2\n1", 3),
        ("%%MatrixMarket matrix array real general\n1 1\n1 2", 3),
    ])
    func errorsNameTheLine(_ text: String, line: Int) {
        let error = #expect(throws: MatrixMarketError.self) { try SparseMatrix(matrixMarket: text) }
        #expect(error?.line == line && error?.description.hasPrefix("line \(line): ") == true)
    }
}
