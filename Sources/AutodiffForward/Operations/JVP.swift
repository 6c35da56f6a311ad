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
    directionalDerivative(at: x, along: v, call: .sealed) { f($0) }
}

/// The value and the directional derivative of a closure on duals; see ``jvp(at:along:of:)``.
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along v: [Base], _ f: ([Dual<Base>]) throws -> [Dual<Base>]
) rethrows -> (value: [Base], tangent: [Base]) {
    try directionalDerivative(at: x, along: v, call: .next(), f)
}

@inlinable
@inline(__always)
func directionalDerivative<Base: RealScalar>(
    at x: [Base], along v: [Base], call: Perturbation, _ f: ([Dual<Base>]) throws -> [Dual<Base>]
) rethrows -> (value: [Base], tangent: [Base]) {
    if x.isEmpty { misuse("jvp at an empty point: a function to differentiate has at least one input") }
    if v.count != x.count {
        misuse(count: v.count, of: "the direction of a jvp", expected: x.count, "one component for each input")
    }
    let inputs = [Dual<Base>](unsafeUninitializedCapacity: x.count) { inputs, count in
        for j in 0..<x.count { inputs.initializeElement(at: j, to: Dual(x[j], v[j], call)) }
        count = x.count
    }
    let y = try f(inputs)
    for output in y { output.perturbation.check(in: call) }
    // Adding 0 makes every zero +0: which sign a product of zeros has depends on how many directions are computed at once.
    return (y.map(\.value), y.map { $0.tangent + 0 })
}
