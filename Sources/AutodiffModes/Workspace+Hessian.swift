import AutodiffCore
import AutodiffForward
import AutodiffReverse

extension Workspace where Base == Double {
    /// The Hessian of a scalar field into an n × n matrix; see ``hessian(at:of:)``.
    @inlinable
    public func hessian<F: ScalarField>(at x: [Double], of f: F, into hessian: inout Matrix<Double>) {
        if slopes.count != x.count { slopes = x }
        _ = valueWithGradientAndHessian(at: x, of: f, into: &slopes, &hessian)
    }

    /// The value, which is returned, the gradient of a scalar field into n numbers, and its Hessian into an n × n matrix.
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
        defer { end() }
        if x.count <= ForwardLimit.hessian {
            let value = forwardHessian(at: x, of: f, into: &gradient, &hessian, inputs: &chunks)
            if !hessian.values.askForReverseMode { return value }
        }
        return reverseHessian(at: x, of: f, into: &gradient, &hessian, inputs: &chunks, memory: &columns)
    }

    /// The gradient of a scalar field into n numbers, and its Hessian times `v` into n numbers; see ``hvp(at:along:of:)``.
    @inlinable
    public func hvp<F: ScalarField>(
        at x: [Double], along v: [Double], of f: F, into gradient: inout [Double], _ product: inout [Double]
    ) {
        check(x, v, gradient, product)
        begin()
        defer { end() }
        if x.count <= ForwardLimit.product {
            forwardHVP(at: x, along: v, of: f, into: &gradient, &product, inputs: &chunks)
            if !product.askForReverseMode { return }
        }
        productByReverseMode(at: x, along: v, of: f, into: &gradient, &product)
    }
}

extension Workspace {
    /// The gradient of a scalar field over any base into n numbers, and its Hessian times `v` into n numbers; see
    /// ``hvp(at:along:of:)``.
    @inlinable
    public func hvp<F: ScalarField>(
        at x: [Base], along v: [Base], of f: F, into gradient: inout [Base], _ product: inout [Base]
    ) {
        check(x, v, gradient, product)
        begin()
        defer { end() }
        productByReverseMode(at: x, along: v, of: f, into: &gradient, &product)
    }

    /// Traps unless the direction and the two places have an element for each input.
    @inlinable
    func check(_ x: [Base], _ v: [Base], _ gradient: [Base], _ product: [Base]) {
        checkDirection(v, at: x)
        check(gradient, x.count, "the place for a gradient")
        check(product, x.count, "the place for a product")
    }

    /// By a gradient on duals.
    @inlinable
    func productByReverseMode<F: ScalarField>(
        at x: [Base], along v: [Base], of f: F, into gradient: inout [Base], _ product: inout [Base]
    ) {
        Dual.seed(v, at: x, in: &duals, .sealed, for: "hvp")
        _ = products.recordGradient(at: duals, of: f, for: "hvp")
        Dual.write(products.gradient, into: &gradient, &product, .sealed)
    }
}
