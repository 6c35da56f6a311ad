import Autodiff

extension SparseMap {
    static let table: [SparseMap] = [
        SparseMap(name: "tridiagonal", inputs: 30, f: Broyden(), pattern: .tridiagonal(30), columnColors: 3),
        SparseMap(name: "arrow", inputs: 12, f: Arrow(), pattern: arrow(12), columnColors: 12),
        SparseMap(
            name: "band", inputs: 20, f: Banded(below: 2, above: 1), pattern: .banded(20, below: 2, above: 1),
            columnColors: 4),
        SparseMap(name: "diagonal", inputs: 9, f: Banded(below: 0, above: 0), pattern: .diagonal(9), columnColors: 1),
        SparseMap(
            name: "lower band", inputs: 9, f: Banded(below: 3, above: 0), pattern: .banded(9, below: 3, above: 0),
            columnColors: 4),
        SparseMap(name: "blocks", inputs: 12, f: Blocks(size: 4), pattern: blocks(12, 4), columnColors: 4),
        SparseMap(name: "dense", inputs: 5, f: Blocks(size: 5), pattern: .dense(5, 5), columnColors: 5),
        SparseMap(
            name: "dense row", inputs: 8, f: DenseRow(),
            pattern: SparsityPattern(columns: 8, rows: (0..<8).map { [$0] } + [Array(0..<8)]), isEverywhere: false,
            columnColors: 8),
        SparseMap(
            name: "dense column", inputs: 8, f: DenseColumn(),
            pattern: SparsityPattern(columns: 8, rows: (0..<8).map { [0, $0] }), columnColors: 2),
        SparseMap(name: "Laplace", inputs: 25, f: Laplace(side: 5), pattern: laplace(5)),
        SparseMap(name: "reaction", inputs: 50, f: Reaction(side: 5), pattern: Reaction(side: 5).pattern),
        SparseMap(name: "power flow", inputs: 12, f: grid, pattern: grid.pattern),
        SparseMap(
            name: "upwind, one side", inputs: 9, f: Upwind(),
            pattern: SparsityPattern(columns: 9, rows: (1..<8).map { [$0 - 1, $0, $0 + 1] }), isEverywhere: false),
        SparseMap(
            name: "bundle", inputs: 17, f: Bundle(cameras: 3, points: 4), pattern: Bundle(cameras: 3, points: 4).pattern
        ),
        SparseMap(
            name: "maximum", inputs: 4, f: Maximum(),
            pattern: SparsityPattern(columns: 4, rows: [[0, 1], [1, 2], [0, 3]])),
        SparseMap(
            name: "zeros", inputs: 3, f: Zeros(), pattern: SparsityPattern(columns: 3, rows: [[1], [0], [0], [2], []])),
        SparseMap(
            name: "rules", inputs: 3, f: Remainders(),
            pattern: SparsityPattern(columns: 3, rows: [[0, 1, 2], [1, 2], [0], [1, 2], [0], [2]])),
        SparseMap(
            name: "prefix sums", inputs: 7, f: PrefixSums(), pattern: .banded(7, below: 7, above: 0), columnColors: 7),
        SparseMap(
            name: "matrix product", inputs: 8, f: MatrixProduct(),
            pattern: SparsityPattern(columns: 8, rows: [[0, 1, 4, 6], [0, 1, 5, 7], [2, 3, 4, 6], [2, 3, 5, 7]]),
            columnColors: 4),
        SparseMap(
            name: "softmax", inputs: 5, f: SoftmaxOfTwo(),
            pattern: SparsityPattern(columns: 5, rows: [[0, 1, 2], [0, 1, 2], [0, 1, 2], [3, 4], [3, 4]]),
            columnColors: 3),
        SparseMap(
            name: "shared", inputs: 6, f: Shared(),
            pattern: SparsityPattern(columns: 6, rows: (0..<6).map { [0, 1, $0] }), columnColors: 3),
        SparseMap(name: "identity", inputs: 4, f: Identity(), pattern: .diagonal(4), columnColors: 1),
        SparseMap(
            name: "permuted", inputs: 10, f: Permuted(),
            pattern: SparsityPattern(columns: 10, rows: (0..<10).map { [($0 * 7 + 3) % 10] }), columnColors: 1),
        SparseMap(name: "robot", inputs: 6, f: Robot(), pattern: .banded(6, below: 6, above: 0), columnColors: 6),
        SparseMap(
            name: "wide band", inputs: 40, f: Banded(below: 5, above: 5), pattern: .banded(40, 5), columnColors: 11),
    ]

    static let grid = PowerFlow(lines: [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4), (4, 5)], buses: 6)

    static func arrow(_ n: Int) -> SparsityPattern {
        SparsityPattern(columns: n, rows: [Array(0..<n)] + (1..<n).map { [0, $0] })
    }

    static func blocks(_ n: Int, _ size: Int) -> SparsityPattern {
        SparsityPattern(columns: n, rows: (0..<n).map { i in Array(i / size * size..<i / size * size + size) })
    }

    static func laplace(_ side: Int) -> SparsityPattern {
        SparsityPattern(
            columns: side * side,
            rows: (0..<side * side).map { k in
                (0..<side * side).filter { abs($0 / side - k / side) + abs($0 % side - k % side) <= 1 }
            })
    }
}
