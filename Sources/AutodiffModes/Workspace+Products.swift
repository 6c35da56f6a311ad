import AutodiffCore
import AutodiffForward
import AutodiffReverse

extension Workspace {
    /// The value of a function into m numbers, and its derivative along `v` into m numbers; see ``jvp(at:along:of:)``.
    @inlinable
    public func jvp<F: Differentiable>(
        at x: [Base], along v: [Base], of f: F, into value: inout [Base], _ tangent: inout [Base]
    ) {
        begin()
        defer { end() }
        Dual.seed(v, at: x, in: &duals, .sealed, for: "jvp")
        write(f(duals), into: &value, &tangent, .sealed)
    }

    /// The value of a closure on duals into m numbers, and its derivative along `v` into m numbers.
    @inlinable
    public func jvp(
        at x: [Base], along v: [Base], into value: inout [Base], _ tangent: inout [Base],
        _ f: ([Dual<Base>]) throws -> [Dual<Base>]
    ) rethrows {
        begin()
        defer { end() }
        let call = Perturbation.next()
        Dual.seed(v, at: x, in: &duals, call, for: "jvp")
        write(try f(duals), into: &value, &tangent, call)
    }

    @inlinable
    func write(
        _ outputs: [Dual<Base>], into value: inout [Base], _ tangent: inout [Base], _ call: Perturbation
    ) {
        check(value, outputs.count, "the place for a value", "one for each output")
        check(tangent, outputs.count, "the place for a tangent", "one for each output")
        Dual.write(outputs, into: &value, &tangent, call)
    }

    /// The value of a function into m numbers, and the product of a cotangent of m numbers with its Jacobian into n numbers;
    /// see ``vjp(at:pullingBack:of:)``.
    @inlinable
    public func vjp<F: Differentiable>(
        at x: [Base], pullingBack cotangent: [Base], of f: F, into value: inout [Base], _ product: inout [Base]
    ) {
        let inputs = begin(at: x, for: "vjp")
        defer { tape.end() }
        write(cotangent, tape.checked(f(inputs)), inputs: x.count, into: &value, &product)
    }

    /// The value of a closure on variables into m numbers, and the product of a cotangent of m numbers with its Jacobian into
    /// n numbers.
    @inlinable
    public func vjp(
        at x: [Base], pullingBack cotangent: [Base], into value: inout [Base], _ product: inout [Base],
        _ f: ([Variable<Base>]) throws -> [Variable<Base>]
    ) rethrows {
        let inputs = begin(at: x, for: "vjp")
        defer { tape.end() }
        write(cotangent, tape.checked(try f(inputs)), inputs: x.count, into: &value, &product)
    }

    @inlinable
    func write(
        _ cotangent: [Base], _ outputs: [Variable<Base>], inputs: Int, into value: inout [Base],
        _ product: inout [Base]
    ) {
        check(cotangent, outputs.count, "the cotangent", "one for each output")
        check(value, outputs.count, "the place for a value", "one for each output")
        check(product, inputs, "the place for a product")
        tape.writeProduct(of: cotangent, with: outputs, into: &product)
        for i in outputs.indices { value[i] = outputs[i].value }
    }
}
