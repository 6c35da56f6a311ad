import AutodiffCore

/// The value f(x) and the directional derivative J(x)·v of a function Rⁿ → Rᵐ, by forward mode.
///
///     let (value, tangent) = jvp(at: [2, 0.5], along: [1, 0], of: Polar())
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
    jvp(at: x, along: v) { (x: [Dual<Base>]) in f(x) }
}

/// The value and the directional derivative of a closure on duals; see ``jvp(at:along:of:)``.
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along v: [Base], _ f: ([Dual<Base>]) throws -> [Dual<Base>]
) rethrows -> (value: [Base], tangent: [Base]) {
    if x.isEmpty { misuse("jvp at an empty point: a function to differentiate has at least one input") }
    if v.count != x.count {
        misuse(count: v.count, of: "the direction of a jvp", expected: x.count, "one component for each input")
    }
    let call = Perturbation.next()
    let seeded = x.indices.map { Dual(x[$0], v[$0], call) }
    let y = try f(seeded)
    for output in y { output.perturbation.check(in: call) }
    return (y.map(\.value), y.map(\.tangent))
}
