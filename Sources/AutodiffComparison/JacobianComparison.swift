import AutodiffCore
import AutodiffForward
import AutodiffModes
import AutodiffReverse

/// A Jacobian computed both ways, forward and reverse, and by the sparse ways, side by side; see ``compareJacobians(at:of:)``.
public struct JacobianComparison: Sendable {
    /// The Jacobian by forward mode: m rows (outputs), n columns (inputs).
    public let forward: Matrix<Double>

    /// The Jacobian by reverse mode.
    public let reverse: Matrix<Double>

    /// The time that forward mode took, the better of two runs.
    public let forwardTime: Duration

    /// The time that reverse mode took, the better of two runs.
    public let reverseTime: Duration

    /// The sparse ways; nil where only the modes were compared.
    public private(set) var sparse: SparseWays?

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

    /// Whether every entry differs by no more than is ``Entry/allowed``, and every sparse way agrees too.
    public var agrees: Bool {
        modesAgree && (sparse?.ways.allSatisfy(\.agrees) ?? true)
    }

    /// Whether the two modes agree.
    var modesAgree: Bool {
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
        sparse: SparseWays? = nil, spread: () -> [Double]
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
        let spreads = isClose ? [] : spread()
        self.worst = isClose ? worst : JacobianComparison.worst(forward, reverse, spread: spreads)
        self.sparse = sparse
        self.sparse?.compare(with: forward) { _ in JacobianComparison.tolerance }
        if self.sparse?.ways.contains(where: { !$0.agrees }) == true {
            // Some way differs by more than rounding makes of a well-conditioned function.
            let spreads = spreads.isEmpty ? spread() : spreads
            self.sparse = sparse
            self.sparse?.compare(with: forward) { entry in
                let row = forward.row(entry / forward.columns)
                let unit = Swift.max(
                    (row.filter(\.isFinite).map(\.magnitude).max() ?? 0) * 0x1p-53, .leastNonzeroMagnitude)
                return Swift.max(JacobianComparison.tolerance, 4 * spreads[entry] / unit)
            }
        }
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

    static func difference(_ f: Double, _ r: Double, unit: Double) -> Double {
        if f == r || f.isNaN && r.isNaN { return 0 }
        if !f.isFinite || !r.isFinite { return .infinity }
        return (f - r).magnitude / unit
    }
}
