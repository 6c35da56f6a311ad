import AutodiffChecking
import AutodiffComparison
import AutodiffCore
import AutodiffGraph

// Expectations of our own derivatives, of a closure or of a function by its name; see `OfClosures.swift` of the checks.

/// Expects the gradient of a closure to agree with differences; see ``expectGradient(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectGradient(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkGradient(at: x, options: options, of: f), comment, at: site)
}

/// Expects gradient and Hessian of a closure to agree with differences; see ``expectHessian(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectHessian(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHessian(at: x, options: options, of: f), comment, at: site)
}

/// Expects Hessian-vector products of a closure to agree with differences; see ``expectHVP(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectHVP(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> Symbol
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkHVP(at: x, options: options, of: f), comment, at: site)
}

/// Expects the Jacobian of a closure to agree with differences; see ``expectJacobian(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectJacobian(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJacobian(at: x, options: options, of: f), comment, at: site)
}

/// Expects Jacobian-vector products of a closure to agree with differences; see ``expectJVP(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectJVP(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkJVP(at: x, options: options, of: f), comment, at: site)
}

/// Expects vector-Jacobian products of a closure to agree with differences; see ``expectVJP(at:options:of:_:fileID:filePath:line:column:)``.
@discardableResult
public func expectVJP(
    at x: [Double], options: CheckOptions = CheckOptions(), _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> [Symbol]
) -> DerivativeCheck {
    let site = CallSite(fileID: fileID, filePath: filePath, line: line, column: column)
    return expect(checkVJP(at: x, options: options, of: f), comment, at: site)
}

/// Expects the Jacobians of a closure by both modes to agree; see `compareJacobians`.
@discardableResult
public func expectJacobiansAgree(
    at x: [Double], _ comment: @autoclosure () -> String = "",
    fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
    of f: ([Symbol]) -> [Symbol]
) -> JacobianComparison {
    recorded(at: x, f) {
        expectJacobiansAgree(
            at: x, of: $0, comment(), fileID: fileID, filePath: filePath, line: line, column: column)
    }
}
