import AutodiffCore

/// The outputs of a closure on variables, of which only the Jacobian is recorded; see the function of a
/// ``Differentiable``.
///
///     let slope = gradient(at: [0.5, 2]) { x in
///         preaccumulate(x) { x in [(1...100).reduce(x[0]) { y, _ in sin(y) * x[1] }] }[0]
///     }
///
/// The closure gets variables of a tape of its own, which is swept at once, and whose memory is used again by the next
/// call; a variable from outside that it uses without its being among the inputs traps. Where all inputs are constants it
/// gets them as they are.
///
/// Cost: one run of `f` and m sweeps; over `Double` one sweep for eight outputs, and narrower ones for those left over.
///
/// - Parameters:
///   - x: The n inputs, of which some may be constant, and any may stand there twice.
///   - f: The function.
/// - Returns: The m outputs, with the bits of `f(x)`.
@inlinable
public func preaccumulate<Base: RealScalar>(
    _ x: [Variable<Base>], _ f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> [Variable<Base>] {
    let tape = Variable.commonTape(x)
    if tape.isNone { return try f(x) }
    let (local, inputs) = Tape.begin(at: x.map(\.value), for: "preaccumulate")
    let outputs = local.checked(try f(inputs))
    return Variable.preaccumulated(outputs, on: local, at: x, tape)
}

extension Variable {
    /// The outputs of a recording on a tape of its own, as nodes of `tape` with a row of its Jacobian each.
    @inlinable
    static func preaccumulated(
        _ outputs: [Variable], on local: Tape<Base>, at x: [Variable], _ tape: TapeIdentity
    ) -> [Variable] {
        let entries = local.jacobian(of: outputs, columns: x.count).storage
        return outputs.indices.map { i in
            if outputs[i].isConstant { return outputs[i] }
            return linear(outputs[i].value, entries[i * x.count..<(i + 1) * x.count], x, tape)
        }
    }

    /// The outputs of `f`, with a node for each: over `Double` with the Jacobian that `jacobian` gives, otherwise with that
    /// of a tape of its own.
    @inlinable
    public static func _preaccumulate<F: Differentiable>(
        _ f: F, at x: [Variable], jacobian: ([Double]) -> (value: [Double], jacobian: Matrix<Double>)?
    ) -> [Variable] {
        let tape = commonTape(x)
        if !tape.isNone, let values = x.map(\.value) as? [Double], let (y, jacobian) = jacobian(values),
            let y = y as? [Base], let entries = jacobian.values as? [Base]
        {
            return y.indices.map { i in
                let row = entries[i * x.count..<(i + 1) * x.count]
                return row.allSatisfy(\._isZero) ? Variable(constant: y[i]) : linear(y[i], row, x, tape)
            }
        }
        if tape.isNone { return f(x) }
        let (local, inputs) = Tape<Base>.begin(at: x.map(\.value), for: "preaccumulate")
        return preaccumulated(local.checked(f(inputs)), on: local, at: x, tape)
    }
}
