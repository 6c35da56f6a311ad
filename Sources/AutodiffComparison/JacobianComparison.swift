import AutodiffCore
import AutodiffForward
import AutodiffModes
import AutodiffReverse

/// A Jacobian computed both ways, forward and reverse, side by side; see ``compareJacobians(at:of:)``.
public struct JacobianComparison: Sendable {
    /// The Jacobian by forward mode: m rows (outputs), n columns (inputs).
    public let forward: Matrix<Double>

    /// The Jacobian by reverse mode.
    public let reverse: Matrix<Double>

    /// The time that forward mode took, the better of two runs.
    public let forwardTime: Duration

    /// The time that reverse mode took, the better of two runs.
    public let reverseTime: Duration

    /// One entry of the two Jacobians.
    public struct Entry: Sendable, Hashable {
        /// The output.
        public let row: Int

        /// The input.
        public let column: Int

        /// The derivative by forward mode.
        public let forward: Double

        /// The derivative by reverse mode.
        public let reverse: Double

        /// |forward - reverse| in units of the roundoff of the row's largest entry, 2⁻⁵³ · maxⱼ|Jᵢⱼ|; infinite where
        /// just one of the two is nan, or where they are different infinities.
        public let difference: Double

        /// The difference, in the same units, at which the two still agree: ``JacobianComparison/tolerance``, or what the
        /// function's own condition makes of rounding errors, if that is more.
        ///
        /// It is measured where an entry differs by more than the tolerance: at eight points next to x, every input moved by one
        /// to three units in its last place, four times the width of the entry's range by either mode.
        public let allowed: Double
    }

    /// The entry in which the two differ most, as measured by what is allowed there; the first one if they are the same
    /// everywhere. Nil without outputs.
    public let worst: Entry?

    /// The largest difference, in units of the row's roundoff, at which the two agree whatever the function. Measured on correct
    /// implementations of well-conditioned functions it stays below 11; mistakes in a rule are off by 10⁹ and more.
    public static let tolerance = 64.0

    /// Whether every entry differs by no more than is ``Entry/allowed``.
    public var agrees: Bool {
        guard let worst else { return true }
        return worst.difference <= worst.allowed
    }

    /// The number of runs on duals that forward mode took: one for up to 16 inputs, and one or two for those left over.
    public var forwardPasses: Int { ChunkPlan.runs(forward.columns) }

    /// The number of sweeps over the tape that reverse mode took, after one recording: one for up to 8 outputs, and one or
    /// two for those left over.
    public var reversePasses: Int { sweepCount(forward.rows) }

    /// The mode that `jacobian(at:of:)` would choose.
    public var choice: JacobianMode {
        JacobianMode.isForwardCheaper(inputs: forward.columns, outputs: forward.rows) ? .forward : .reverse
    }

    /// Why it would be chosen, in words.
    public var reason: String {
        let (n, m) = (forward.columns, forward.rows)
        let forward = "\(n) \(n == 1 ? "direction" : "directions"), 16 in one run,"
        let reverse = "a recording and \(m) \(m == 1 ? "row" : "rows"), 8 in one sweep"
        return choice == .forward
            ? "\(forward) cost less than \(reverse)" : "\(reverse), cost less than \(forward.dropLast())"
    }

    /// - Parameter spread: How far each entry moves where the inputs do by units in their last place, the sum for both modes;
    ///   called if some entry differs by more than ``tolerance``.
    init(
        forward: Matrix<Double>, reverse: Matrix<Double>, forwardTime: Duration, reverseTime: Duration,
        spread: () -> [Double]
    ) {
        if forward.rows != reverse.rows {
            misuse(
                count: reverse.rows, of: "the function's result on variables", expected: forward.rows,
                "it gave as many on duals, and must give as many on every scalar")
        }
        self.forward = forward
        self.reverse = reverse
        self.forwardTime = forwardTime
        self.reverseTime = reverseTime
        let worst = JacobianComparison.worst(forward, reverse, spread: [])
        let isClose = (worst?.difference ?? 0) <= JacobianComparison.tolerance
        self.worst = isClose ? worst : JacobianComparison.worst(forward, reverse, spread: spread())
    }

    private static func worst(_ forward: Matrix<Double>, _ reverse: Matrix<Double>, spread: [Double]) -> Entry? {
        var worst: Entry?
        for i in 0..<forward.rows {
            let rowScale = (forward.row(i) + reverse.row(i)).filter(\.isFinite).map(\.magnitude).max() ?? 0
            let unit = Swift.max(rowScale * 0x1p-53, .leastNonzeroMagnitude)
            for j in 0..<forward.columns {
                let (f, r) = (forward[i, j], reverse[i, j])
                let difference = difference(f, r, unit: unit)
                let moved = spread.isEmpty ? 0 : 4 * spread[i * forward.columns + j] / unit
                let allowed = Swift.max(tolerance, moved)
                if worst == nil || difference / allowed > worst!.difference / worst!.allowed {
                    worst = Entry(row: i, column: j, forward: f, reverse: r, difference: difference, allowed: allowed)
                }
            }
        }
        return worst
    }

    private static func difference(_ f: Double, _ r: Double, unit: Double) -> Double {
        if f == r || f.isNaN && r.isNaN { return 0 }
        if !f.isFinite || !r.isFinite { return .infinity }
        return (f - r).magnitude / unit
    }
}

/// Computes a function's Jacobian by forward and by reverse mode and compares them entry by entry.
///
///     print(compareJacobians(at: [2, 0.5], of: Polar()))
///
/// No differences are taken: both are exact up to rounding, so they agree within a few units of the row's roundoff. An
/// ill-conditioned function makes more of rounding errors, in either mode; how much is measured, by inputs moved by units in
/// their last place, and printed. Where the modes differ by more, the function isn't the same on every scalar, or a rule of
/// your own reads its direction in one way forward and in another in reverse.
///
/// A derivative rule that is wrong is wrong in both modes alike, which no comparison of them can see: `checkGradient`,
/// `checkJacobian` and `checkRule` compare with differences of values, and do.
///
/// Cost: two Jacobians by each mode (the second ones are timed with everything warm), and eight more where they differ.
/// Traps at an empty point.
@inlinable
public func compareJacobians<F: Differentiable>(at x: [Double], of f: F) -> JacobianComparison {
    JacobianComparison(
        at: x, forward: { jacobian(at: $0, of: f, mode: .forward) },
        reverse: { jacobian(at: $0, of: f, mode: .reverse) })
}
