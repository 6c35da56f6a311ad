import AutodiffCore

/// The Jacobian of a function Rⁿ → Rᵐ, by reverse mode: one row for each output.
///
/// Cost: one run of `f` on variables and m sweeps. Traps at an empty point.
@inlinable
public func reverseJacobian<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F) -> Matrix<Base> {
    jacobian(at: x) { (x: [Variable<Base>]) in f(x) }
}

/// The Jacobian of a closure on variables, by reverse mode: one row for each output.
///
///     let j = jacobian(at: [2, 0.5]) { x in [x[0] * cos(x[1]), x[0] * sin(x[1])] }
///
/// Cost: one run of `f` on variables and m sweeps. Traps at an empty point.
@inlinable
public func jacobian<Base: RealScalar>(
    at x: [Base], _ f: ([Variable<Base>]) throws -> [Variable<Base>]
) rethrows -> Matrix<Base> {
    let (value, pullback) = try vjp(at: x, f)
    var cotangent = [Base](repeating: .zero, count: value.count)
    var entries: [Base] = []
    entries.reserveCapacity(value.count * x.count)
    for i in value.indices {
        cotangent[i] = 1
        entries += pullback(cotangent)
        cotangent[i] = .zero
    }
    return Matrix(rows: value.count, columns: x.count, values: entries)
}
