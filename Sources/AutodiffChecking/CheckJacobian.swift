import AutodiffCore

/// Checks the Jacobian of f: R^n → R^m that is claimed at x against differences of f.
///
///     checkJacobian([[1, 0], [2 * x[0], 1]], at: x) { x in [x[0], x[0] * x[0] + x[1]] }
///
/// - Parameters:
///   - claimed: m × n, one row for each output. An infinite entry is right where the slope grows without bound.
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the function. It is evaluated twice at x itself; a value that is not finite elsewhere is left out.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if `claimed` doesn't fit the numbers
///   of inputs and outputs, or if x is empty.
///
/// Cost: typically 4 evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond; some 60 more for an
/// entry that is in doubt.
public func checkJacobian(
    _ claimed: Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        check("Jacobian", claimed: claimed, at: x, options: options, function: f)
    }
}

/// Checks a function that computes the Jacobian of f, at x.
///
/// As with a claimed matrix. Since the claim can be evaluated at other points too, noise in it (cancellation in a
/// formula) is told from an error.
public func checkJacobian(
    _ claimed: ([Double]) -> Matrix<Double>, at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> [Double]
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { claimed in
            check("Jacobian", claimed: claimed(x), elsewhere: claimed, at: x, options: options, function: f)
        }
    }
}
