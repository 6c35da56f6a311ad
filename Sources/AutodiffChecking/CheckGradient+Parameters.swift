import AutodiffCore
import AutodiffModes
import AutodiffReverse

/// Checks the gradient that this toolkit computes with respect to named parameters: `gradient(at:of:)` against differences. The
/// report names the fields.
///
///     #expect(checkGradient(at: spring) { s in energy(s) }.passed)
///
/// The closure runs on variables alone, so the function is differenced by the values that it computes there, which have the bits
/// of every other mode; `jacobian` and `vjp` must agree with the gradient to rounding. A check by all modes takes a
/// `ScalarField`, see ``inOrder(_:)``.
///
/// - Parameters:
///   - parameters: the point. Traps if it has no number.
///   - options: what may be assumed about f; magnitudes are in the order of ``Parameters/scalars``.
///   - f: the function.
///
/// Cost: that of a claimed gradient, and some 5 gradients.
@_disfavoredOverload
public func checkGradient<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(),
    @ResultOf<Variable<Double>> of f: (P.OnVariables) -> Variable<Double>
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { f in
        checkOnVariables(
            "gradient", at: parameters, options: options,
            first: (
                "gradient",
                { x in
                    let gradient = gradient(at: parameters.filled(with: x), of: f).scalars
                    return Matrix(rows: 1, columns: x.count, values: gradient)
                }
            ), of: { [f($0)] })
    }
}

/// Checks the gradient with respect to named parameters that is claimed at a point against differences of f. The report names the
/// fields.
///
///     let check = checkGradient(Spring(stiffness: 0.5, damping: 0, offsets: [0, 2]), at: spring) { s in energy(s) }
///
/// As ``checkGradient(_:at:options:of:)`` of arrays does. Traps if claim and point differ in the number of their numbers.
@_disfavoredOverload
public func checkGradient<P: Parameters<Double>>(
    _ claimed: P, at parameters: P, options: CheckOptions = CheckOptions(), of f: (P) -> Double
) -> DerivativeCheck {
    checkGradient(
        claimed.scalars, at: parameters.scalars, options: parameters.named(options)
    ) { x in f(parameters.filled(with: x)) }
}

/// Checks a function that computes the gradient with respect to named parameters, at a point.
@_disfavoredOverload
public func checkGradient<P: Parameters<Double>>(
    _ claimed: (P) -> P, at parameters: P, options: CheckOptions = CheckOptions(), of f: (P) -> Double
) -> DerivativeCheck {
    checkGradient(
        { x in claimed(parameters.filled(with: x)).scalars }, at: parameters.scalars, options: parameters.named(options)
    ) { x in f(parameters.filled(with: x)) }
}

extension Parameters<Double> {
    /// The options, with the names of the numbers for inputs that have no others.
    func named(_ options: CheckOptions) -> CheckOptions {
        var options = options
        if options.inputNames.isEmpty { options.inputNames = scalarNames }
        return options
    }

    /// The same struct on constants of the values `x`, on which a closure gives its value and records nothing.
    func constant(_ x: [Double]) -> OnVariables { on(x.map { Variable(constant: $0) }) }
}

/// Checks what reverse mode computes of a closure on variables: the first of its verbs against differences of the closure's
/// values, `jacobian` and `vjp` against that.
func checkOnVariables<P: Parameters<Double>>(
    _ subject: String, at parameters: P, options: CheckOptions,
    first: (name: String, jacobian: ([Double]) -> Matrix<Double>), of f: @escaping (P.OnVariables) -> [Variable<Double>]
) -> DerivativeCheck {
    withoutActuallyEscaping(first.jacobian) { jacobianOfFirst in
        let derivatives = ComputedDerivatives(
            of: { f(parameters.constant($0)).map(\.value) },
            jacobians: [
                first.name: jacobianOfFirst,
                "jacobian": { jacobian(at: parameters.filled(with: $0), of: f).matrix },
            ],
            reverse: [
                "vjp": { x, u in
                    let (value, pullback) = vjp(at: parameters.filled(with: x), of: f)
                    return (value, u.map { pullback($0).scalars })
                }
            ])
        return checkComputed(
            subject, derivatives, at: parameters.point(), options: parameters.named(options), of: derivatives.value)
    }
}
