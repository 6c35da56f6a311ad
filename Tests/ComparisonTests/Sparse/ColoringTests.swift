import Autodiff
import Testing

@Suite struct ColoringTests {
    /// Every kind and order, on random patterns, with the compressed products themselves as the witness.
    @Test func randomPatternsAreRecovered() {
        var random = SplitMix64(seed: 77)
        for round in 0..<120 {
            let (m, n) = (Int.random(in: 1...14, using: &random), Int.random(in: 1...14, using: &random))
            let density = [0.05, 0.15, 0.3, 0.7][round % 4]
            let p = SparsityPattern(
                columns: n, rows: (0..<m).map { _ in (0..<n).filter { _ in random.uniform() < density } })
            for order in ColoringOrder.allCases {
                #expect(p.columnColoring(order: order).firstConflict(in: p) == nil)
                #expect(p.rowColoring(order: order).firstConflict(in: p) == nil)
            }
            #expect(p.columnColoring().firstConflict(in: p) == nil && p.rowColoring().firstConflict(in: p) == nil)
            let both = p.bidirectionalColoring()
            #expect(both.firstConflict(in: p) == nil)
            #expect(both.count <= min(p.columnColoring().count, p.rowColoring().count))
        }
    }

    @Test func randomSymmetricPatternsAreRecovered() {
        var random = SplitMix64(seed: 78)
        for round in 0..<120 {
            let n = Int.random(in: 1...16, using: &random)
            let density = [0.05, 0.15, 0.3, 0.7][round % 4]
            let half = SparsityPattern(
                columns: n, rows: (0..<n).map { _ in (0..<n).filter { _ in random.uniform() < density } })
            let p = half.union(half.transposed)
            for order in ColoringOrder.allCases {
                #expect(p.starColoring(order: order).firstConflict(in: p) == nil)
                #expect(p.acyclicColoring(order: order).firstConflict(in: p) == nil)
            }
        }
    }

    @Test(arguments: SparseMap.table)
    func knownCounts(_ map: SparseMap) {
        let coloring = map.pattern.columnColoring()
        #expect(coloring.firstConflict(in: map.pattern) == nil)
        if let known = map.columnColors { #expect(coloring.count == known) }
    }

    @Test(arguments: SparseField.table)
    func knownCountsOfStars(_ field: SparseField) {
        let star = field.pattern.starColoring()
        #expect(star.firstConflict(in: field.pattern) == nil)
        if let known = field.starColors { #expect(star.count == known) }
        #expect(field.pattern.acyclicColoring().count <= star.count)
    }

    @Test func boundsThatAreReached() {
        #expect(SparsityPattern.tridiagonal(500).columnColoring().count == 3)
        #expect(SparsityPattern.tridiagonal(500).starColoring().count == 3)
        #expect(SparsityPattern.tridiagonal(500).acyclicColoring().count == 2)
        #expect(SparsityPattern.banded(300, 4).columnColoring().count == 9)
        #expect(SparseMap.arrow(200).starColoring().count == 2)
        // 3n - 2 entries can't come out of 2 sums of n each.
        #expect(SparseMap.arrow(200).bidirectionalColoring().count == 3)
        #expect(SparseMap.arrow(200).columnColoring().count == 200)
        let row = SparsityPattern(columns: 50, rows: (0..<50).map { [$0] } + [Array(0..<50)])
        #expect(row.bidirectionalColoring().count == 2 && row.transposed.bidirectionalColoring().count == 2)
        #expect(SparsityPattern.empty(3, 4).columnColoring().count == 0)
    }

    /// An arrow of 20,000 rows has 4·10⁸ pairs of columns that meet in its first row alone.
    @Test func hubsCostNoSquare() {
        let arrow = SparseMap.arrow(20_000)
        #expect(arrow.starColoring().count == 2)
        let row = SparsityPattern(columns: 60_000, rows: [Array(0..<60_000)])
        #expect(row.columnColoring().count == 60_000 && row.bidirectionalColoring().count == 1)
    }

    @Test func aColoringThatDoesNotFitIsSaidSo() {
        let p = SparsityPattern.tridiagonal(4)
        let conflict = Coloring(.columns, columnColors: [0, 1, 0, 1]).firstConflict(in: p)
        #expect(conflict?.row == 1 && conflict?.column == 0)
        #expect(Coloring(.columns, columnColors: [0, 1, 2, -1]).firstConflict(in: p)?.column == 3)
        #expect(Coloring(.star, columnColors: [0, 1, 0, 1]).firstConflict(in: p)?.row == 1)
        #expect(Coloring(.acyclic, columnColors: [0, 1, 0, 1]).firstConflict(in: p) == nil)
        let square = SparsityPattern(columns: 4, rows: [[1, 3], [0, 2], [1, 3], [0, 2]])
        #expect(Coloring(.acyclic, columnColors: [0, 1, 0, 1]).firstConflict(in: square) != nil)
        #expect(Coloring(.acyclic, columnColors: [0, 1, 0, 2]).firstConflict(in: square) == nil)
    }

    @Test func misuseTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Coloring(.columns, columnColors: [0]).firstConflict(in: .tridiagonal(4))
        }
        await #expect(processExitsWith: .failure) { _ = Coloring(.columns, columnColors: [-2]) }
        await #expect(processExitsWith: .failure) {
            _ = SparsityPattern(columns: 2, rows: [[0, 1], []]).starColoring()
        }
    }
}
