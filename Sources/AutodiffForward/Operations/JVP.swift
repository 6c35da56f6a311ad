import AutodiffCore

/// The value f(x) and the directional derivative J(x)·v of a function Rⁿ → Rᵐ, by forward mode.
///
///     let (value, tangent) = jvp(at: [2, 0.5], along: [1, 0], of: Polar())
///
/// With one input it is the velocity of a curve: `jvp(at: [t], along: [1]) { t in [cos(t[0]), sin(t[0])] }.tangent`.
///
/// Cost: one run of `f` on duals, 1 to 3 times a plain run, whatever n and m.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - f: The function.
/// - Returns: The m outputs, and their derivatives along `v`.
@inlinable
public func jvp<F: Differentiable, Base: RealScalar>(
    at x: [Base], along v: [Base], of f: F
) -> (value: [Base], tangent: [Base]) {
    var inputs: [Dual<Base>] = []
    Dual.seed(v, at: x, in: &inputs, .sealed, for: "jvp")
    return Dual.valuesAndTangents(of: f(inputs), .sealed)
}

/// The value and the directional derivative of a closure on duals; see ``jvp(at:along:of:)``.
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along v: [Base], of f: ([Dual<Base.Itself>]) throws -> [Dual<Base.Itself>]
) rethrows -> (value: [Base], tangent: [Base]) {
    let call = Perturbation.next()
    var inputs: [Dual<Base>] = []
    Dual.seed(v, at: x, in: &inputs, call, for: "jvp")
    return Dual.valuesAndTangents(of: try f(inputs), call)
}

extension Dual {
    /// Makes `inputs` the duals x + v·ε of the call of mark `call`, in their place where they are as many.
    @inlinable
    package static func seed(
        _ v: [Base], at x: [Base], in inputs: inout [Dual], _ call: Perturbation, for operation: StaticString
    ) {
        if x.isEmpty { misuse("\(operation) at an empty point: a function to differentiate has at least one input") }
        if v.count != x.count {
            misuse(
                count: v.count, of: "the direction of \(operation)", expected: x.count, "one component for each input")
        }
        if inputs.count == x.count {
            inputs.withUnsafeMutableBufferPointer { inputs in
                for j in 0..<x.count { inputs[j] = Dual(x[j], v[j], call) }
            }
        } else {
            inputs = [Dual](unsafeUninitializedCapacity: x.count) { inputs, count in
                for j in 0..<x.count { inputs.initializeElement(at: j, to: Dual(x[j], v[j], call)) }
                count = x.count
            }
        }
    }

    /// The values and the tangents of the outputs of the call of mark `call`, or a trap.
    @inlinable
    package static func valuesAndTangents(
        of outputs: [Dual], _ call: Perturbation
    ) -> (value: [Base], tangent: [Base]) {
        for output in outputs { output.perturbation.check(in: call) }
        return (outputs.map(\.value), outputs.map { $0.tangent + 0 })
    }

    /// The values and the tangents of the outputs of the call of mark `call`, or a trap, into places of as many elements.
    @inlinable
    package static func write(
        _ outputs: [Dual], into value: inout [Base], _ tangent: inout [Base], _ call: Perturbation
    ) {
        for i in outputs.indices {
            outputs[i].perturbation.check(in: call)
            value[i] = outputs[i].value
            tangent[i] = outputs[i].tangent + 0
        }
    }
}
