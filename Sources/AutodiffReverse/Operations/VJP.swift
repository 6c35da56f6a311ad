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
    let (tape, inputs) = Tape.begin(at: x, for: "vjp")
    let outputs = tape.checked(f(inputs))
    return (outputs.map(\.value), { tape.pullback($0, from: outputs, to: inputs) })
}

/// The value and the pullback of a closure on variables; see ``vjp(at:of:)``.
@inlinable
public func vjp<Base: RealScalar>(
    at x: [Base], of f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], pullback: ([Base]) -> [Base]) {
    let (tape, inputs) = Tape.begin(at: x, for: "vjp")
    let outputs = tape.checked(try f(inputs))
    return (outputs.map(\.value), { tape.pullback($0, from: outputs, to: inputs) })
}

/// The value f(x) of a function Rⁿ → Rᵐ and the products vᵀ·J(x) for several cotangents v, by reverse mode.
///
///     let (value, products) = vjp(at: [2, 0.5], pullingBack: [[1, 0], [1, 1]], of: Polar())
///
/// Each product has the bits that the pullback of ``vjp(at:of:)`` gives.
///
/// Cost: one run of `f` on variables and a sweep for each cotangent; over `Double` one sweep for eight of them, and
/// narrower ones for those left over.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - cotangents: The p cotangents, m components each, or a trap.
///   - f: The function.
/// - Returns: The m outputs, and for each cotangent its product, n numbers.
@inlinable
public func vjp<F: Differentiable, Base: RealScalar>(
    at x: [Base], pullingBack cotangents: [[Base]], of f: F
) -> (value: [Base], products: [[Base]]) {
    let (tape, inputs) = Tape.begin(at: x, for: "vjp")
    let outputs = tape.checked(f(inputs))
    return (outputs.map(\.value), tape.pullback(cotangents, from: outputs, to: inputs))
}

/// The value of a closure on variables and the products with several cotangents; see ``vjp(at:pullingBack:of:)``.
@inlinable
public func vjp<Base: RealScalar>(
    at x: [Base], pullingBack cotangents: [[Base]],
    of f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], products: [[Base]]) {
    let (tape, inputs) = Tape.begin(at: x, for: "vjp")
    let outputs = tape.checked(try f(inputs))
    return (outputs.map(\.value), tape.pullback(cotangents, from: outputs, to: inputs))
}
