import AutodiffCore
import AutodiffGraph
import AutodiffModes

extension SparseWays {
    /// Measures all sparse ways to a Jacobian.
    @inlinable
    init<F: Differentiable>(jacobianOf f: F, at x: [Double], uses: Int) {
        let f = OnOneThread(f: f)
        let ways = [SparseMethod.forward, .reverse, .bidirectional, .compiled].map { method in
            let (plan, making) = Duration.of { jacobianPlan(at: x, of: f, by: method, uses: uses) }
            var matrix = plan.jacobian(at: x)
            let time = Duration.least { plan.jacobian(at: x, into: &matrix) }
            return SparseWay(
                plan.costs[0], colors: plan.coloring?.count ?? 0, time: time, making: making,
                memory: plan.program?.memory
                    ?? plan.state.current.memory(operations: plan.operations), matrix: matrix)
        }
        self.init(sparsity: jacobianSparsity(at: x, of: f), ways: ways, uses: uses)
    }

    /// Measures the sparse ways to a Hessian: by a star colouring, and by a program.
    @inlinable
    init<F: ScalarField>(hessianOf f: F, at x: [Double], uses: Int) {
        let f = OnOneThread(f: f)
        let ways = [SparseMethod.forward, .compiled].map { method in
            let (plan, making) = Duration.of { hessianPlan(at: x, of: f, by: method, uses: uses) }
            var matrix = plan.hessian(at: x)
            let time = Duration.least { plan.hessian(at: x, into: &matrix) }
            return SparseWay(
                plan.costs[0], colors: plan.coloring?.count ?? 0, time: time, making: making,
                memory: plan.program?.memory ?? plan.state.current.memory, matrix: matrix)
        }
        self.init(sparsity: hessianSparsity(at: x, of: f), ways: ways, uses: uses)
    }

    /// Compares with the dense matrix: by units of each row's roundoff, at most `allowed` of them.
    mutating func compare(with dense: Matrix<Double>, allowed: (_ entry: Int) -> Double) {
        for w in ways.indices {
            let found = ways[w].matrix.dense
            for i in 0..<dense.rows {
                let scale = dense.row(i).filter(\.isFinite).map(\.magnitude).max() ?? 0
                let unit = Swift.max(scale * 0x1p-53, .leastNonzeroMagnitude)
                for j in 0..<dense.columns {
                    let difference = JacobianComparison.difference(dense[i, j], found[i, j], unit: unit)
                    if difference > allowed(i * dense.columns + j) { ways[w].agrees = false }
                    ways[w].difference = Swift.max(ways[w].difference, difference)
                }
            }
        }
    }

    /// The sparse part of a table.
    var lines: [String] {
        let name = ways.map(\.name.count).max() ?? 0
        var lines = ways.map { way in
            let padded = way.name + String(repeating: " ", count: name - way.name.count)
            let colors = way.colors == 0 ? "no colours" : counted(way.colors, "colour", "colours")
            return
                "  \(padded)  \(colors), \(SparseWays.time(way.predicted)) predicted, \(SparseWays.time(way.time.nanoseconds)) "
                + "measured, made in \(SparseWays.time(way.making.nanoseconds)), \(SparseWays.bytes(way.memory))"
                + (way.agrees ? "" : "; DISAGREES")
        }
        lines.append("  a plan takes \(ways.first { $0.method == choice }?.name ?? "none"): \(reason)")
        return lines
    }

    static func time(_ nanoseconds: Double) -> String {
        if nanoseconds < 1e3 { return "\(formatted(nanoseconds, digits: 3)) ns" }
        if nanoseconds < 1e6 { return "\(formatted(nanoseconds / 1e3, digits: 3)) us" }
        return "\(formatted(nanoseconds / 1e6, digits: 3)) ms"
    }

    static func bytes(_ count: Int) -> String {
        count < 1 << 20
            ? "\(formatted(Double(count) / 1024, digits: 3)) KiB"
            : "\(formatted(Double(count) / 1024 / 1024, digits: 3)) MiB"
    }
}

extension CompressedJacobian {
    /// About how much memory a run takes: inputs and outputs in lanes, or a tape of the operations with eight adjoints each.
    @usableFromInline
    func memory(operations: Int) -> Int {
        let numbers = pattern.rows + pattern.columns
        let lanes = chunks.reduce(0) { $0 + numbers * (16 + 8 * $1.width) }
        return lanes + (groups.isEmpty ? 0 : (operations + numbers) * (24 + 64))
    }
}

extension CompressedHessian {
    /// About how much memory the inputs and gradients of a run take.
    @usableFromInline
    var memory: Int { chunks.reduce(0) { $0 + 3 * pattern.rows * (16 + 8 * $1.width) } }
}
