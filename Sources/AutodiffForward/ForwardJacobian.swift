import AutodiffCore

/// The Jacobian of a function Rⁿ → Rᵐ, by forward mode: one column for each input.
///
/// Cost: n runs of `f` on duals. Traps at an empty point.
@inlinable
public func forwardJacobian<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    var direction = [Base](repeating: .zero, count: x.count)
    let columns = x.indices.map { j in
        direction[j] = 1
        defer { direction[j] = .zero }
        return jvp(at: x, along: direction, of: f).tangent
    }
    if x.isEmpty { misuse("forwardJacobian at an empty point: a function to differentiate has at least one input") }
    for (j, column) in columns.enumerated() where column.count != columns[0].count {
        misuse(
            count: column.count, of: "the result of run \(j) of the function", expected: columns[0].count,
            "the number of outputs must not depend on the run")
    }
    return Matrix(columns).transposed
}
