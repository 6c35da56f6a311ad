import AutodiffCore

/// The pattern of a function's Jacobian: which output depends on which input.
///
///     let sparsity = jacobianSparsity(at: grid, of: Tridiagonal())
///     sparsity.pattern.row(0)             // the inputs that output 0 depends on
///
/// It is exact up to cancellation: a product with the constant 0 and whatever has the slope 0 everywhere (rounding, a stopped
/// gradient) make no entry, x - x does. It holds on the path that the function takes at x, or everywhere; see ``Sparsity/kind``.
///
/// Cost: one run of `f` on numbers that write down what they depend on, and O(operations + entries). Traps at an empty point.
@inlinable
public func jacobianSparsity<F: Differentiable>(at x: [Double], of f: F) -> Sparsity {
    Sparsity(jacobianOf: Trace.of(x, for: "jacobianSparsity") { f($0) })
}

/// The pattern of a function's Jacobian on the paths of several points: the union. Traps without a point.
@inlinable
public func jacobianSparsity<F: Differentiable>(atPoints points: [[Double]], of f: F) -> Sparsity {
    Sparsity.union(points, for: "jacobianSparsity") { jacobianSparsity(at: $0, of: f) }
}

/// The pattern of a scalar field's Hessian: the pairs of inputs that meet in an operation which isn't linear in them.
///
/// It is exact up to cancellation, and symmetric. It holds on the path that the field takes at x, or everywhere.
///
/// Cost: one run of `f` on numbers that write down what they depend on, and O(operations + pairs met). Traps at an empty point.
@inlinable
public func hessianSparsity<F: ScalarField>(at x: [Double], of f: F) -> Sparsity {
    Sparsity(hessianOf: Trace.of(x, for: "hessianSparsity") { [f.value(at: $0)] })
}

/// The pattern of a scalar field's Hessian on the paths of several points: the union. Traps without a point.
@inlinable
public func hessianSparsity<F: ScalarField>(atPoints points: [[Double]], of f: F) -> Sparsity {
    Sparsity.union(points, for: "hessianSparsity") { hessianSparsity(at: $0, of: f) }
}

extension Sparsity {
    @usableFromInline
    init(jacobianOf trace: Trace) {
        self.init(pattern: trace.dependences.jacobianPattern(), path: trace.path, branches: trace.branches)
    }

    @usableFromInline
    init(hessianOf trace: Trace) {
        self.init(pattern: trace.dependences.hessianPattern(), path: trace.path, branches: trace.branches)
    }

    @usableFromInline
    static func union(
        _ points: [[Double]], for operation: StaticString, _ sparsity: ([Double]) -> Sparsity
    ) -> Sparsity {
        guard let first = points.first else { misuse("\(operation) at no point: give at least one") }
        return points.dropFirst().reduce(sparsity(first)) { $0.widened(by: sparsity($1)) }
    }
}
