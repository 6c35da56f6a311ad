import AutodiffCore

/// Checks the gradient of f: R^n → R that is claimed at x against differences of f.
///
///     let check = checkGradient([2 * x[0], 1], at: x) { x in x[0] * x[0] + x[1] }
///     print(check)                                   // worst entries first, with error bars
///
/// - Parameters:
///   - claimed: one partial derivative for each input. An infinite one is right where the slope grows without bound.
///   - x: the point; every input should have its natural magnitude there, see ``CheckOptions/typicalMagnitudes``.
///   - options: what may be assumed about f.
///   - f: the function. It is evaluated twice at x itself; a value that is not finite elsewhere is left out.
/// - Returns: the verdict, and every entry that was measured, worst first. Traps if `claimed` and `x` differ in
///   length, or if they are empty.
///
/// Cost: typically 4 evaluations of f for each input up to 64 inputs, 10 to 30 in all beyond; some 60 more for an
/// entry that is in doubt.
public func checkGradient(
    _ claimed: [Double], at x: [Double], options: CheckOptions = CheckOptions(), of f: ([Double]) -> Double
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        check(
            "gradient", claimed: gradientRow(claimed, inputs: x.count), at: x, options: options,
            function: { [f($0)] })
    }
}

/// Checks a function that computes the gradient of f, at x.
///
/// As with claimed numbers. Since the claim can be evaluated at other points too, noise in it (cancellation in a
/// formula) is told from an error.
public func checkGradient(
    _ claimed: ([Double]) -> [Double], at x: [Double], options: CheckOptions = CheckOptions(),
    of f: ([Double]) -> Double
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        withoutActuallyEscaping(claimed) { claimed in
            check(
                "gradient", claimed: gradientRow(claimed(x), inputs: x.count),
                elsewhere: { gradientRow(claimed($0), inputs: $0.count) }, at: x, options: options,
                function: { [f($0)] })
        }
    }
}

/// A gradient as the one row of a Jacobian.
func gradientRow(_ gradient: [Double], inputs: Int) -> Matrix<Double> {
    if gradient.count != inputs {
        misuse("the claimed gradient has \(gradient.count) entries for \(inputs) inputs; it needs one for each")
    }
    return Matrix(rows: 1, columns: inputs, values: gradient)
}
