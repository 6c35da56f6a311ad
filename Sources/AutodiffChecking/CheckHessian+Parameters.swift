import AutodiffCore
import AutodiffModes
import AutodiffReverse

/// Checks the Hessian that this toolkit computes with respect to named parameters, `hessian(at:of:)` against differences of its
/// gradient, after the gradient against differences of f; and `hvp` against the Hessian. The report names the fields.
///
///     #expect(checkHessian(at: spring) { s in energy(s) }.passed)
///
/// Cost: typically 4 evaluations of f and 4 of the gradient for each number, some Hessians, and 2 n products.
@_disfavoredOverload
public func checkHessian<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(),
    @ResultOf<Variable<Variable<Double>>> of f: (P.OnVariables.OnVariables) -> Variable<Variable<Double>>
) -> DerivativeCheck {
    withoutActuallyEscaping(f) { checkHessianOnVariables(at: parameters, options: options, of: $0) }
}

private func checkHessianOnVariables<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions, of f: @escaping (P.OnVariables.OnVariables) -> Variable<Variable<Double>>
) -> DerivativeCheck {
    func slope(_ x: [Double]) -> [Double] { gradient(at: parameters.constant(x), of: f).scalars.map(\.value) }
    var options = parameters.named(options)
    let first = checkGradient(slope, at: parameters.point(), options: options) { x in
        let point = parameters.constant(x)
        return f(point.on(point.scalars.map { Variable(constant: $0) })).value.value
    }
    if !first.isUsable { return first }
    let derivatives = ComputedDerivatives(
        of: slope, jacobians: ["hessian": { hessian(at: parameters.filled(with: $0), of: f).matrix }],
        forward: [
            "hvp": { x, v in
                let point = parameters.filled(with: x)
                return eachProduct(with: v) { v in
                    let (gradient, product) = hvp(at: point, along: point.filled(with: v), of: f)
                    return (gradient.scalars, product.scalars)
                }
            }
        ])
    options.outputNames = options.inputNames
    var result = checkComputed("Hessian", derivatives, at: parameters.scalars, options: options, of: slope)
    result.add(evaluations: first.evaluations)
    return result
}

/// Checks a Hessian with respect to named parameters that is claimed at a point against differences of a gradient, after the
/// gradient against differences of f; and that it is symmetric. The report names the fields.
@_disfavoredOverload
public func checkHessian<P: Parameters<Double>>(
    _ claimed: Matrix<Double>, gradient: (P) -> P, at parameters: P, options: CheckOptions = CheckOptions(),
    of f: (P) -> Double
) -> DerivativeCheck {
    let options = parameters.named(options)
    let first = checkGradient(gradient, at: parameters, options: options, of: f)
    if !first.isUsable { return first }
    var named = options
    named.outputNames = options.inputNames
    var result = withoutActuallyEscaping(gradient) { gradient in
        checkClaim("Hessian", claimed, at: parameters.scalars, options: named) { x in
            gradient(parameters.filled(with: x)).scalars
        }
    }
    result.add(evaluations: first.evaluations)
    if result.isUsable { result.requireSymmetry(of: claimed, named) }
    return result
}
