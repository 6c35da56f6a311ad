import AutodiffCore
import AutodiffForward
import AutodiffReverse

extension Workspace where Base == Double {
    /// The Hessian of a scalar field into an n × n matrix; see ``hessian(at:of:)``.
    ///
    /// Allocated are a gradient, and beyond 8 inputs a tape.
    @inlinable
    public func hessian<F: ScalarField>(at x: [Double], of f: F, into hessian: inout Matrix<Double>) {
        var gradient = [Double](repeating: 0, count: x.count)
        _ = valueWithGradientAndHessian(at: x, of: f, into: &gradient, &hessian)
    }

    /// The value, which is returned, the gradient of a scalar field into n numbers, and its Hessian into an n × n matrix.
    ///
    /// Allocated is, beyond 8 inputs, a tape.
    @inlinable
    public func valueWithGradientAndHessian<F: ScalarField>(
        at x: [Double], of f: F, into gradient: inout [Double], _ hessian: inout Matrix<Double>
    ) -> Double {
        Tape.checkPoint(x, for: "hessian")
        check(gradient, x.count, "the place for a gradient")
        if hessian.rows != x.count || hessian.columns != x.count {
            misuse(
                "the Hessian of a function of \(x.count) inputs doesn't fit a \(hessian.rows) × \(hessian.columns) matrix"
            )
        }
        begin()
        defer { isRunning = false }
        return x.count <= ForwardLimit.hessian
            ? forwardHessian(at: x, of: f, into: &gradient, &hessian, inputs: &chunks)
            : reverseHessian(at: x, of: f, into: &gradient, &hessian, inputs: &chunks)
    }

    /// The gradient of a scalar field into n numbers, and its Hessian times `v` into n numbers; see ``hvp(at:along:of:)``.
    ///
    /// Allocated is, beyond 16 inputs, what a gradient on duals allocates.
    @inlinable
    public func hvp<F: ScalarField>(
        at x: [Double], along v: [Double], of f: F, into gradient: inout [Double], _ product: inout [Double]
    ) {
        checkDirection(v, at: x)
        if x.count > ForwardLimit.product {
            jvp(at: x, along: v, of: GradientMap(f: f), into: &gradient, &product)
            return
        }
        check(gradient, x.count, "the place for a value", "one for each output")
        check(product, x.count, "the place for a tangent", "one for each output")
        begin()
        defer { isRunning = false }
        forwardHVP(at: x, along: v, of: f, into: &gradient, &product, inputs: &chunks)
    }
}

extension Workspace {
    /// The gradient of a scalar field into n numbers, and its Hessian times `v` into n numbers; see ``hvp(at:along:of:)``.
    ///
    /// Allocated is what a gradient on duals allocates.
    @inlinable
    public func hvp<F: ScalarField>(
        at x: [Base], along v: [Base], of f: F, into gradient: inout [Base], _ product: inout [Base]
    ) {
        checkDirection(v, at: x)
        jvp(at: x, along: v, of: GradientMap(f: f), into: &gradient, &product)
    }
}
