import AutodiffCore

extension JacobianComparison {
    /// Runs both, twice each, and keeps the better time; and where they differ, at neighbours of the point.
    @usableFromInline
    init(
        at x: [Double], forward: ([Double]) -> Matrix<Double>, reverse: ([Double]) -> Matrix<Double>,
        sparse: () -> SparseWays?
    ) {
        let (f, firstForward) = JacobianComparison.timed { forward(x) }
        let (r, firstReverse) = JacobianComparison.timed { reverse(x) }
        self.init(
            forward: f, reverse: r,
            forwardTime: Swift.min(firstForward, JacobianComparison.timed { forward(x) }.1),
            reverseTime: Swift.min(firstReverse, JacobianComparison.timed { reverse(x) }.1), sparse: sparse()
        ) {
            let points = neighbours(of: x, count: 8)
            return zip(Self.spreads(points.map(forward), of: f), Self.spreads(points.map(reverse), of: r)).map {
                $0 + $1
            }
        }
    }

    /// The width of the range of every entry; 0 where the number of rows changes, which is no matter of rounding.
    private static func spreads(_ matrices: [Matrix<Double>], of matrix: Matrix<Double>) -> [Double] {
        let isAlike = matrices.allSatisfy { $0.values.count == matrix.values.count }
        return matrix.values.indices.map { k in isAlike ? spread(matrices.map { $0.values[k] }) : 0 }
    }

    private static func timed(_ run: () -> Matrix<Double>) -> (Matrix<Double>, Duration) {
        var result = Matrix<Double>(rows: 0, columns: 0, values: [])
        let time = ContinuousClock().measure { result = run() }
        return (result, time)
    }
}
