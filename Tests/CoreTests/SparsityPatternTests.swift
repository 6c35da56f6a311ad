import Autodiff
import Testing

@Suite struct SparsityPatternTests {
    let arrow = SparsityPattern(columns: 4, rows: [[3, 0, 1, 2], [1, 0], [2, 0, 2], [0, 3]])

    @Test func rowsAreSortedAndNamedOnce() {
        #expect(arrow.rowStarts == [0, 4, 6, 8, 10] && arrow.columnIndices == [0, 1, 2, 3, 0, 1, 0, 2, 0, 3])
        #expect(arrow.row(2) == [0, 2] && arrow.count == 10 && arrow.density == 0.625)
        #expect(arrow.contains(3, 0) && !arrow.contains(3, 1) && arrow.place(2, 2) == 7 && arrow.isSymmetric)
        #expect(
            SparsityPattern(rows: 4, columns: 4, rowStarts: arrow.rowStarts, columnIndices: arrow.columnIndices)
                == arrow)
    }

    @Test func shapesByName() {
        #expect(SparsityPattern.diagonal(3) == SparsityPattern(columns: 3, rows: [[0], [1], [2]]))
        #expect(SparsityPattern.tridiagonal(3) == SparsityPattern(columns: 3, rows: [[0, 1], [0, 1, 2], [1, 2]]))
        #expect(
            SparsityPattern.banded(4, below: 0, above: 2)
                == SparsityPattern(columns: 4, rows: [[0, 1, 2], [1, 2, 3], [2, 3], [3]]))
        #expect(SparsityPattern.banded(2, .max) == .dense(2, 2) && SparsityPattern.dense(2, 3).count == 6)
        #expect(SparsityPattern.empty(2, 3).count == 0 && SparsityPattern.empty(0, 3).density == 0)
        #expect(SparsityPattern.diagonal(0) == .empty(0, 0))
    }

    @Test func unionAndSubset() {
        let (a, b) = (SparsityPattern.banded(5, below: 1, above: 0), SparsityPattern.banded(5, below: 0, above: 1))
        #expect(a.union(b) == .tridiagonal(5) && a.union(a) == a && a.union(.empty(5, 5)) == a)
        #expect(a.isSubset(of: .tridiagonal(5)) && !SparsityPattern.tridiagonal(5).isSubset(of: a))
        let missing = SparsityPattern.tridiagonal(5).firstEntry(missingFrom: a)
        #expect(missing?.row == 0 && missing?.column == 1)
        #expect(a.transposed == b && !a.isSymmetric)
    }

    @Test func theEntriesOfADenseMatrix() {
        #expect(
            SparsityPattern([[0, .nan, -0.0], [1, 0, 0]] as Matrix<Double>)
                == SparsityPattern(columns: 3, rows: [[1], [0]]))
    }

    /// Against a loop over all entries, for random shapes.
    @Test func transpositionAndGramAgainstLoops() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<50 {
            let (m, n) = (Int.random(in: 0...7, using: &random), Int.random(in: 0...7, using: &random))
            let p = SparsityPattern(
                columns: n, rows: (0..<m).map { _ in (0..<n).filter { _ in random.uniform() < 0.3 } })
            let gram = p.gram
            for j in 0..<n {
                for i in 0..<m { #expect(p.transposed.contains(j, i) == p.contains(i, j)) }
                for k in 0..<n {
                    #expect(gram.contains(j, k) == (0..<m).contains { p.contains($0, j) && p.contains($0, k) })
                }
            }
            #expect(p.transposed.transposed == p && gram.isSymmetric)
        }
    }

    @Test func pictures() {
        #expect(SparsityPattern.tridiagonal(3).description == "3 × 3, 7 entries\n• • ·\n• • •\n· • •")
        #expect(SparsityPattern.empty(0, 4).description == "0 × 4, 0 entries")
        // 32 rows at 8 lines are 32 dots, each one entry's.
        let dots = SparsityPattern.diagonal(32).picture(lines: 8).split(separator: "\n")
        #expect(dots.count == 8 && dots[0] == "\u{2811}\u{2884}" + String(repeating: "\u{2800}", count: 14))
        let large = SparsityPattern.banded(100_000, 2).picture()
        #expect(large.split(separator: "\n").count <= 16 && large.hasPrefix("\u{283B}"))
    }

    @Test func shapesThatAreNoneTrap() async {
        await #expect(processExitsWith: .failure) { _ = SparsityPattern(columns: 2, rows: [[0, 2]]) }
        await #expect(processExitsWith: .failure) {
            _ = SparsityPattern(rows: 1, columns: 3, rowStarts: [0, 2], columnIndices: [1, 1])
        }
        await #expect(processExitsWith: .failure) {
            _ = SparsityPattern(rows: 2, columns: 3, rowStarts: [0, 2, 1], columnIndices: [1])
        }
        await #expect(processExitsWith: .failure) { _ = SparsityPattern.diagonal(2).union(.diagonal(3)) }
        await #expect(processExitsWith: .failure) { _ = SparsityPattern.diagonal(2).contains(0, 2) }
    }
}
