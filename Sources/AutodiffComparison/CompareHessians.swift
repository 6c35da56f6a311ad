import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// A Hessian computed densely and by the sparse ways, side by side; see ``compareHessians(at:of:uses:)``.
public struct HessianComparison: Sendable {
    /// The dense Hessian, by forward over reverse mode: n × n.
    public let dense: Matrix<Double>

    /// The time that it took, the better of two runs.
    public let denseTime: Duration

    /// The sparse ways: a star colouring in lanes, and a program.
    public let sparse: SparseWays

    /// Whether all agree but for rounding errors.
    public var agrees: Bool { sparse.ways.allSatisfy(\.agrees) }

    /// The largest difference, in units of the row's roundoff, at which ways agree whatever the function; see
    /// ``JacobianComparison/tolerance``. Second derivatives are sums of more terms.
    public static let tolerance = 4 * JacobianComparison.tolerance

    @usableFromInline
    init(at x: [Double], dense: ([Double]) -> Matrix<Double>, sparse: SparseWays) {
        let (first, time) = Duration.of { dense(x) }
        self.dense = first
        denseTime = Swift.min(time, Duration.of { dense(x) }.time)
        var compared = sparse
        compared.compare(with: first) { _ in HessianComparison.tolerance }
        if compared.ways.contains(where: { !$0.agrees }) {
            // What the function's condition makes of rounding errors.
            let matrices = neighbours(of: x, count: 8).map(dense)
            compared = sparse
            compared.compare(with: first) { entry in
                let row = first.row(entry / first.columns)
                let scale = row.filter(\.isFinite).map(\.magnitude).max() ?? 0
                let unit = Swift.max(scale * 0x1p-53, .leastNonzeroMagnitude)
                return Swift.max(HessianComparison.tolerance, 8 * spread(matrices.map { $0.values[entry] }) / unit)
            }
        }
        self.sparse = compared
    }
}

extension HessianComparison: CustomStringConvertible {
    /// A table: the cost of each way, the verdict, and the pattern.
    public var description: String {
        let pattern = sparse.sparsity.pattern
        let picture = pattern.picture(lines: 8).split(separator: "\n").map { "    " + $0 }
        return
            ([
                "Hessian of R^\(dense.rows) -> R, dense against sparse",
                "  dense     \(SparseWays.time(denseTime.nanoseconds))",
            ] + sparse.lines + [
                "  they \(agrees ? "agree" : "DISAGREE")",
                "  the pattern, \(sparse.sparsity.kind.words): \(counted(pattern.count, "entry", "entries"))",
            ] + picture).joined(separator: "\n")
    }
}

/// Computes a scalar field's Hessian densely, by a star colouring and by a program, and compares them entry by entry.
///
///     print(compareHessians(at: x, of: Rosenbrock()))
///     // Hessian of R^2 -> R, dense against sparse
///     // …
///
/// Cost: two dense Hessians, eight more where a way differs; some by each sparse way, and the making of a program. Traps at an empty
/// point.
@inlinable
public func compareHessians<F: ScalarField>(at x: [Double], of f: F, uses: Int = 1000) -> HessianComparison {
    HessianComparison(
        at: x, dense: { hessian(at: $0, of: f) }, sparse: SparseWays(hessianOf: f, at: x, uses: uses))
}

/// The Hessians of a closure by all ways; see ``compareHessians(at:of:uses:)``.
public func compareHessians(at x: [Double], of f: ([Symbol]) -> Symbol) -> HessianComparison {
    recorded(at: x, f) { compareHessians(at: x, of: $0) }
}
