import AutodiffCore

/// The value f(x) of a function Rⁿ → Rᵐ and its pullback v ↦ J(x)ᵀ·v, by reverse mode.
///
///     let (value, pullback) = vjp(at: [2, 0.5], of: Polar())
///     let rowOne = pullback([1, 0])
///
/// The pullback keeps the tape; it can be called any number of times. It traps unless it gets m numbers.
///
/// Cost: one run of `f` on variables; each call of the pullback is one sweep.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function.
/// - Returns: The m outputs, and the pullback from m cotangents to n.
@inlinable
public func vjp<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F
) -> (value: [Base], pullback: ([Base]) -> [Base]) {
    vjp(at: x) { (x: [Variable<Base>]) in f(x) }
}

/// The value and the pullback of a closure on variables; see ``vjp(at:of:)``.
@inlinable
public func vjp<Base: RealScalar>(
    at x: [Base], _ f: ([Variable<Base>]) throws -> [Variable<Base>]
) rethrows -> (value: [Base], pullback: ([Base]) -> [Base]) {
    if x.isEmpty { misuse("vjp at an empty point: a function to differentiate has at least one input") }
    let tape = Tape<Base>()
    let inputs = tape.variables(x)
    let outputs = try f(inputs)
    for output in outputs where !output.isConstant { output.tape.check(tape.identity) }
    return (outputs.map(\.value), { tape.pullback($0, from: outputs, to: inputs) })
}
