import AutodiffCore
import AutodiffForward
import AutodiffReverse

extension Workspace {
    /// The gradient of a closure on variables, by reverse mode, into n numbers; see ``gradient(at:of:)``.
    @inlinable
    public func gradient(
        at x: [Base], into gradient: inout [Base], _ f: ([Variable<Base>]) throws -> Variable<Base>
    ) rethrows {
        _ = try valueWithGradient(at: x, into: &gradient, f)
    }

    /// The value, which is returned, and the gradient of a closure on variables, by reverse mode, into n numbers.
    @inlinable
    public func valueWithGradient(
        at x: [Base], into gradient: inout [Base], _ f: ([Variable<Base>]) throws -> Variable<Base>
    ) rethrows -> Base {
        check(gradient, x.count, "the place for a gradient")
        let inputs = begin(at: x, for: "gradient")
        defer { tape.end() }
        let y = tape.checked(try f(inputs))
        tape.writeGradient(of: y, into: &gradient)
        return y.value
    }

    /// The gradient of a scalar field, by reverse mode, into n numbers; see ``gradient(at:of:mode:)``.
    @_disfavoredOverload
    @inlinable
    public func gradient<F: ScalarField>(at x: [Base], of f: F, into gradient: inout [Base]) {
        _ = valueWithReverseGradient(at: x, of: f, into: &gradient)
    }

    /// The value, which is returned, and the gradient of a scalar field, by reverse mode, into n numbers.
    @_disfavoredOverload
    @inlinable
    public func valueWithGradient<F: ScalarField>(at x: [Base], of f: F, into gradient: inout [Base]) -> Base {
        valueWithReverseGradient(at: x, of: f, into: &gradient)
    }

    @inlinable
    func valueWithReverseGradient<F: ScalarField>(at x: [Base], of f: F, into gradient: inout [Base]) -> Base {
        check(gradient, x.count, "the place for a gradient")
        let inputs = begin(at: x, for: "gradient")
        defer { tape.end() }
        let y = tape.checked(f.value(at: inputs))
        tape.writeGradient(of: y, into: &gradient)
        return y.value
    }
}

extension Workspace where Base == Double {
    /// The gradient of a scalar field into n numbers; see ``gradient(at:of:mode:)``.
    @inlinable
    public func gradient<F: ScalarField>(
        at x: [Double], of f: F, into gradient: inout [Double], mode: JacobianMode = .automatic
    ) {
        _ = valueWithGradient(at: x, of: f, into: &gradient, mode: mode)
    }

    /// The value, which is returned, and the gradient of a scalar field into n numbers; see ``gradient(at:of:mode:)``.
    @inlinable
    public func valueWithGradient<F: ScalarField>(
        at x: [Double], of f: F, into gradient: inout [Double], mode: JacobianMode = .automatic
    ) -> Double {
        if mode == .reverse || mode == .automatic && !JacobianMode.isForwardCheaper(inputs: x.count, outputs: 1) {
            return valueWithReverseGradient(at: x, of: f, into: &gradient)
        }
        begin()
        defer { end() }
        return forwardGradient(at: x, of: f, into: &gradient, inputs: &chunks)
    }
}
