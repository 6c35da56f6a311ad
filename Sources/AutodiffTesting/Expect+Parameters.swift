public import AutodiffChecking
public import AutodiffCore
public import AutodiffModes
public import AutodiffReverse

/// Expects that the toolkit's gradient with respect to named parameters agrees with differences of f; a failure names the fields.
///
///     expectGradient(at: spring) { s in energy(s) }
///
/// As with arrays. Traps if the parameters have no number. Cost: that of `checkGradient`.
@_disfavoredOverload
@discardableResult
public func expectGradient<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    @ResultOf<Variable<Double>> of f: (P.OnVariables) -> Variable<Double>
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(at: parameters, options: options, of: f), comment, at: site)
}

/// Expects that a gradient with respect to named parameters that is claimed at a point agrees with differences of f.
@_disfavoredOverload
@discardableResult
public func expectGradient<P: Parameters<Double>>(
    _ claimed: P, at parameters: P, options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: (P) -> Double
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(claimed, at: parameters, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's Jacobian with respect to named parameters agrees with differences of f.
@_disfavoredOverload
@discardableResult
public func expectJacobian<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    @ResultOf<[Variable<Double>]> of f: (P.OnVariables) -> [Variable<Double>]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJacobian(at: parameters, options: options, of: f), comment, at: site)
}

/// Expects that the toolkit's Hessian with respect to named parameters agrees with differences of its gradient.
@_disfavoredOverload
@discardableResult
public func expectHessian<P: Parameters<Double>>(
    at parameters: P, options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    @ResultOf<Variable<Variable<Double>>> of f: (P.OnVariables.OnVariables) -> Variable<Variable<Double>>
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHessian(at: parameters, options: options, of: f), comment, at: site)
}
