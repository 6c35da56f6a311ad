import AutodiffCore
import AutodiffForward
import AutodiffReverse

extension Workspace {
    /// The Jacobian of a closure on variables, by reverse mode, into an m × n matrix; see ``jacobian(at:of:)``.
    @inlinable
    public func jacobian(
        at x: [Base], into jacobian: inout Matrix<Base>, _ f: ([Variable<Base>]) throws -> [Variable<Base>]
    ) rethrows {
        checkPlace(jacobian, columns: x.count)
        let inputs = begin(at: x, for: "jacobian")
        defer { tape.end() }
        tape.writeJacobian(of: tape.checked(try f(inputs)), into: &jacobian)
    }

    /// The value of a closure on variables into m numbers, and its Jacobian, by reverse mode, into an m × n matrix.
    @inlinable
    public func valueWithJacobian(
        at x: [Base], into value: inout [Base], _ jacobian: inout Matrix<Base>,
        _ f: ([Variable<Base>]) throws -> [Variable<Base>]
    ) rethrows {
        check(value, jacobian.rows, "the place for a value", "as many as the Jacobian has rows")
        checkPlace(jacobian, columns: x.count)
        let inputs = begin(at: x, for: "jacobian")
        defer { tape.end() }
        let outputs = tape.checked(try f(inputs))
        tape.writeJacobian(of: outputs, into: &jacobian)
        for i in outputs.indices { value[i] = outputs[i].value }
    }

    /// The Jacobian by reverse mode, and the value if it is wanted.
    @inlinable
    func reverseJacobian<F: Differentiable>(
        at x: [Base], of f: F, into jacobian: inout Matrix<Base>, value: inout [Base], wantsValue: Bool
    ) {
        let inputs = begin(at: x, for: "jacobian")
        defer { tape.end() }
        let outputs = tape.checked(f(inputs))
        tape.writeJacobian(of: outputs, into: &jacobian)
        if wantsValue { for i in outputs.indices { value[i] = outputs[i].value } }
    }
}

extension Workspace where Base == Double {
    /// The Jacobian of a function into an m × n matrix; see ``jacobian(at:of:mode:)``.
    @inlinable
    public func jacobian<F: Differentiable>(
        at x: [Double], of f: F, into jacobian: inout Matrix<Double>, mode: JacobianMode = .automatic
    ) {
        var none: [Double] = []
        write(at: x, of: f, into: &jacobian, value: &none, wantsValue: false, mode: mode)
    }

    /// The value of a function into m numbers, and its Jacobian into an m × n matrix; see ``jacobian(at:of:mode:)``.
    @inlinable
    public func valueWithJacobian<F: Differentiable>(
        at x: [Double], of f: F, into value: inout [Double], _ jacobian: inout Matrix<Double>,
        mode: JacobianMode = .automatic
    ) {
        check(value, jacobian.rows, "the place for a value", "as many as the Jacobian has rows")
        write(at: x, of: f, into: &jacobian, value: &value, wantsValue: true, mode: mode)
    }

    @inlinable
    func write<F: Differentiable>(
        at x: [Double], of f: F, into jacobian: inout Matrix<Double>, value: inout [Double], wantsValue: Bool,
        mode: JacobianMode
    ) {
        checkPlace(jacobian, columns: x.count)
        let isForward =
            mode == .forward
            || mode == .automatic && JacobianMode.isForwardCheaper(inputs: x.count, outputs: jacobian.rows)
        if !isForward {
            reverseJacobian(at: x, of: f, into: &jacobian, value: &value, wantsValue: wantsValue)
            return
        }
        begin()
        defer { end() }
        forwardJacobian(at: x, of: f, into: &jacobian, value: &value, wantsValue: wantsValue, inputs: &chunks)
    }
}

extension Workspace {
    /// The Jacobian of a function over any base, by reverse mode, into an m × n matrix; see ``jacobian(at:of:mode:)``.
    @inlinable
    public func jacobian<F: Differentiable>(at x: [Base], of f: F, into jacobian: inout Matrix<Base>) {
        checkPlace(jacobian, columns: x.count)
        var none: [Base] = []
        reverseJacobian(at: x, of: f, into: &jacobian, value: &none, wantsValue: false)
    }

    /// The value of a function over any base into m numbers, and its Jacobian, by reverse mode, into an m × n matrix.
    @inlinable
    public func valueWithJacobian<F: Differentiable>(
        at x: [Base], of f: F, into value: inout [Base], _ jacobian: inout Matrix<Base>
    ) {
        check(value, jacobian.rows, "the place for a value", "as many as the Jacobian has rows")
        checkPlace(jacobian, columns: x.count)
        reverseJacobian(at: x, of: f, into: &jacobian, value: &value, wantsValue: true)
    }
}
