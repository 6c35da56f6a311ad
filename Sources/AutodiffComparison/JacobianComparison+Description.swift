import AutodiffCore

extension JacobianComparison: CustomStringConvertible {
    /// A table: the cost of both modes, the entry in which they differ most, and the verdict.
    public var description: String {
        var lines = [
            "Jacobian of R^\(forward.columns) -> R^\(forward.rows), forward against reverse",
            "  forward   \(counted(forwardPasses, "run", "runs")) on duals, \(forwardTime)",
            "  reverse   1 recording and \(counted(reversePasses, "sweep", "sweeps")), \(reverseTime)",
        ]
        if let worst {
            lines += [
                "  largest difference at row \(worst.row), column \(worst.column):",
                "    forward \(worst.forward)",
                "    reverse \(worst.reverse)",
                "    \(formatted(worst.difference, digits: 3)) units of the row's roundoff (at most \(bound(worst)) allowed)",
            ]
            if worst.allowed > Self.tolerance {
                lines.append(
                    "    the function is ill-conditioned: inputs moved by units in their last place move it as much")
            }
        }
        if let sparse { lines += sparse.lines }
        lines += [
            "  they \(agrees ? "agree (on a wrong rule they would too: checkJacobian takes differences)" : "DISAGREE")",
            "  automatic mode takes \(choice): \(reason)",
        ]
        if let sparse {
            let picture = sparse.sparsity.pattern.picture(lines: 8)
            let shape =
                "  the pattern, \(sparse.sparsity.kind.words): \(counted(sparse.sparsity.pattern.count, "entry", "entries"))"
            lines.append(shape)
            lines += picture.split(separator: "\n").map { "    " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    private func bound(_ entry: Entry) -> String {
        entry.allowed > Self.tolerance ? formatted(entry.allowed, digits: 3) : "\(Int(Self.tolerance))"
    }
}
