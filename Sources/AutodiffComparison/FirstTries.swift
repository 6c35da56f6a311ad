import AutodiffCore
import AutodiffReverse

// What a closure or a function's name can't be given to, yet is tried first. The compiler answers with the cure.

/// Takes a value of a type of yours that conforms; see ``compareJacobians(at:of:)``.
@available(
    *, unavailable,
    message:
        "a closure is of one scalar: struct F: Differentiable { func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] }"
)
public func compareJacobians(
    at x: [Double], of f: ([Variable<Double>]) throws -> [Variable<Double>]
) -> JacobianComparison {
    fatalError()
}
