import AutodiffCore

extension JacobianComparison {
    /// Runs both, twice each, and keeps the better time.
    @usableFromInline
    init(forward: () -> Matrix<Double>, reverse: () -> Matrix<Double>) {
        let (f, firstForward) = JacobianComparison.timed(forward)
        let (r, firstReverse) = JacobianComparison.timed(reverse)
        self.init(
            forward: f, reverse: r,
            forwardTime: Swift.min(firstForward, JacobianComparison.timed(forward).1),
            reverseTime: Swift.min(firstReverse, JacobianComparison.timed(reverse).1))
    }

    private static func timed(_ run: () -> Matrix<Double>) -> (Matrix<Double>, Duration) {
        var result = Matrix<Double>(rows: 0, columns: 0, values: [])
        let time = ContinuousClock().measure { result = run() }
        return (result, time)
    }
}
