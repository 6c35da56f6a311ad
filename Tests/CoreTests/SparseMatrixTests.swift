import Autodiff
import Testing

@Suite struct SparseMatrixTests {
    let a = SparseMatrix(rows: 2, columns: 3, triplets: [(1, 2, 5), (0, 1, 2), (1, 2, -1), (0, 0, 3)])

    @Test func entries() {
        #expect(a.pattern == SparsityPattern(columns: 3, rows: [[0, 1], [2]]) && a.values == [3, 2, 4])
        #expect(a[0, 1] == 2 && a[1, 0] == 0 && a.dense == [[3, 2, 0], [0, 0, 4]] && a.diagonal == [3, 0])
        #expect(a.row(0).map(\.column) == [0, 1] && a.row(0).map(\.value) == [3, 2])
        var b = a
        b[1, 2] = 7
        b.values[0] = 1
        #expect(b.dense == [[1, 2, 0], [0, 0, 7]] && a.dense[1, 2] == 4 && a != b)
        #expect(SparseMatrix(a.dense) == a && a.map { 2 * $0 }.values == [6, 4, 8])
        #expect(SparseMatrix(a.dense, pattern: .dense(2, 3)).values == [3, 2, 0, 0, 0, 4])
        #expect(a.description == "[3.0, 2.0, ·]\n[·, ·, 4.0]")
        #expect(SparseMatrix<Double>(pattern: .diagonal(20)).description.hasPrefix("20 × 20, 20 entries\n"))
    }

    /// Against the dense products, whose sums run in the same order.
    @Test func productsAgainstDenseOnes() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<50 {
            let (m, n) = (Int.random(in: 1...8, using: &random), Int.random(in: 1...8, using: &random))
            let dense = Matrix(
                rows: m, columns: n, values: random.normals(m * n).map { random.uniform() < 0.4 ? $0 : 0 })
            let sparse = SparseMatrix(dense)
            let (x, w) = (random.normals(n), random.normals(m))
            let b = Matrix(rows: n, columns: 3, values: random.normals(3 * n))
            #expect(sparse.times(x) == dense.times(x) && sparse.times(b) == dense.times(b))
            #expect(sparse.transposedTimes(w) == dense.transposed.times(w))
            #expect(sparse.transposed.dense == dense.transposed)
            #expect(sparse.gram.dense == dense.transposed.times(dense))
            #expect(sparse.gram.pattern == sparse.pattern.gram && sparse.gram.transposed == sparse.gram)
            #expect(sparse.scalingRows(by: w).dense == Matrix.diagonal(w).times(dense))
            #expect(sparse.scalingColumns(by: x).dense == dense.times(Matrix.diagonal(x)))
            let damped = sparse.gram.adding(diagonal: [Double](repeating: 2, count: n))
            #expect(damped.dense == sparse.gram.dense + 2 * Matrix.identity(n))
            #expect((0..<n).allSatisfy { damped.pattern.contains($0, $0) })
        }
    }

    @Test func productsOnOtherScalars() {
        let b = a.map { Dual($0, 1) }
        #expect(b.times([Dual(1), Dual(2), Dual(3)]).map(\.tangent) == [3, 3])
    }

    @Test func misuseTraps() async {
        await #expect(processExitsWith: .failure) { _ = SparseMatrix(pattern: .diagonal(2), values: [1.0]) }
        await #expect(processExitsWith: .failure) {
            var a = SparseMatrix(pattern: .diagonal(2), values: [1.0, 2])
            a[0, 1] = 1
        }
        await #expect(processExitsWith: .failure) {
            var a = SparseMatrix(pattern: .diagonal(2), values: [1.0, 2])
            a.values.append(3)
        }
        await #expect(processExitsWith: .failure) {
            _ = SparseMatrix(pattern: .diagonal(2), values: [1.0, 2]).times([1])
        }
        await #expect(processExitsWith: .failure) {
            var place = SparseMatrix<Double>(pattern: .diagonal(2))
            SparseMatrix(pattern: .dense(2, 2), values: [1.0, 2, 3, 4]).gram(into: &place)
        }
    }
}
