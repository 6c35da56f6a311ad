import AutodiffCore
import AutodiffModes
import AutodiffReverse

/// Checks the Jacobian that this toolkit computes with respect to named parameters: `jacobian(at:of:)` against differences, and
/// against it `vjp`. The report names the fields.
///
///     #expect(checkJacobian(at: line) { line in points.map { line.slope * $0.x + line.offset - $0.y } }.passed)
///
/// Everything else as with ``checkGradient(at:options:of:)``.
@_disfavoredOverload
public func checkJacobian<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(),
    @ResultOf<[Variable<Double>]> of f: (P.OnVariables) -> [Variable<Double>]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        checkOnVariables(
            "Jacobian", at: parameters, options: options,
            first: ("jacobian", { jacobian(at: parameters.filled(with: $0), of: f).matrix }), of: f)
    }
}

/// Checks the Jacobian with respect to named parameters that is claimed at a point, a column for each number, against differences
/// of f. The report names the fields.
@_disfavoredOverload
public func checkJacobian<P: Parameters<Double>>(
    _ claimed: Matrix<Double>, at parameters: P, options: CheckOptions = CheckOptions(), of f: (P) -> [Double]
) -> DerivativeCheck {
    checkJacobian(claimed, at: parameters.scalars, options: parameters.named(options)) { x in
        f(parameters.filled(with: x))
    }
}
