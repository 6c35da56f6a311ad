import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The Jacobian of a function Rⁿ → Rᵐ: m rows (outputs), n columns (inputs).
///
///     let j = jacobian(at: [2, 0.5], of: Polar())
///
/// Cost: by forward mode a run of `f` on ``MultiDual``s for every 16 inputs, by reverse mode one run on variables and a sweep
/// for every 8 outputs. `.automatic` takes forward mode where n ≤ 16 + m; with more than 17 inputs it runs `f` once on
/// numbers, to learn m.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function.
///   - mode: `.automatic`, `.forward` or `.reverse`.
@inlinable
public func jacobian<F: Differentiable>(
    at x: [Double], of f: F, mode: JacobianMode = .automatic
) -> Matrix<Double> {
    valueWithJacobian(at: x, of: f, mode: mode).jacobian
}

/// The value and the Jacobian of a function Rⁿ → Rᵐ; see ``jacobian(at:of:mode:)``.
@inlinable
public func valueWithJacobian<F: Differentiable>(
    at x: [Double], of f: F, mode: JacobianMode = .automatic
) -> (value: [Double], jacobian: Matrix<Double>) {
    isForward(mode, at: x, f) ? forwardJacobian(at: x, of: f) : reverseJacobian(at: x, of: f)
}

/// Whether a Jacobian is computed by forward mode. The number of outputs is found out only where it matters.
@inlinable
func isForward<F: Differentiable>(_ mode: JacobianMode, at x: [Double], _ f: F) -> Bool {
    switch mode {
    case .forward: true
    case .reverse: false
    case .automatic:
        JacobianMode.isForwardCheaper(inputs: x.count, outputs: 1)
            || JacobianMode.isForwardCheaper(inputs: x.count, outputs: f(x).count)
    }
}

/// The Jacobian of a function over any base, nested ones included; see ``jacobian(at:of:mode:)``.
///
/// Cost: by forward mode n runs of `f` on duals, by reverse mode one run on variables and m sweeps. `.automatic` takes
/// forward mode for one input.
@inlinable
public func jacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, mode: JacobianMode = .automatic
) -> Matrix<Base> {
    valueWithJacobian(at: x, of: f, mode: mode).jacobian
}

/// The value and the Jacobian of a function over any base, nested ones included; see ``jacobian(at:of:mode:)``.
@inlinable
public func valueWithJacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, mode: JacobianMode = .automatic
) -> (value: [Base], jacobian: Matrix<Base>) {
    mode == .forward || mode == .automatic && x.count == 1
        ? jacobianByDirections(at: x, of: f, for: "jacobian") : reverseJacobian(at: x, of: f)
}

/// The value and the Jacobian by a run on duals for each column.
@inlinable
func jacobianByDirections<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F, for operation: StaticString
) -> (value: [Base], jacobian: Matrix<Base>) {
    Tape.checkPoint(x, for: operation)
    var direction = [Base](repeating: .zero, count: x.count)
    var value: [Base] = []
    let columns = x.indices.map { j in
        direction[j] = 1
        defer { direction[j] = .zero }
        let run = jvp(at: x, along: direction, of: f)
        value = run.value
        return run.tangent
    }
    for (j, column) in columns.enumerated() where column.count != columns[0].count {
        misuse(
            count: column.count, of: "the result of run \(j) of the function", expected: columns[0].count,
            "the number of outputs must not depend on the run")
    }
    return (value, Matrix(columns).transposed)
}
