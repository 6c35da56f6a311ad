import AutodiffCore

/// f(x), of which reverse mode records only the m × n Jacobian: for a part of a computation with few inputs and outputs
/// and many operations in between.
///
///     let forces = preaccumulate(positions, PairForces(a, b))        // on any scalar
///
/// On variables `f` runs on a tape of its own, which is swept at once, and whose memory is used again by the next call.
/// What stays is a node for each output, with n operands: less memory, and a sweep that is done while the tape is in the
/// cache. On every other scalar this is `f(x)`.
///
/// Cost: one run of `f` and m sweeps. It pays where n·m is well below the number of operations.
///
/// - Parameters:
///   - x: The n inputs, the only variables that `f` may use.
///   - f: The function.
/// - Returns: The m outputs, with the bits of `f(x)`.
@inlinable
public func preaccumulate<S: RealScalar, F: Differentiable>(_ x: [S], _ f: F) -> [S] { S.preaccumulate(f, at: x) }

/// The output of a scalar field, of which reverse mode records only the gradient; see ``preaccumulate(_:_:)``.
@inlinable
public func preaccumulate<S: RealScalar, F: ScalarField>(_ x: [S], _ f: F) -> S { S.preaccumulate(f, at: x)[0] }

/// The outputs of a closure on variables, of which only the Jacobian is recorded; see ``preaccumulate(_:_:)``.
///
///     let y = preaccumulate([a, b]) { x in [manyOperations(x[0], x[1])] }
///
/// The closure gets variables of a tape of its own; a variable from outside that it uses without its being among the
/// inputs traps.
@inlinable
public func preaccumulate<Base: RealScalar>(
    _ x: [Variable<Base>], _ f: ([Variable<Base>]) throws -> [Variable<Base>]
) rethrows -> [Variable<Base>] {
    let tape = x.withUnsafeBufferPointer { Variable.commonTape($0) }
    if tape.isNone { return try f(x) }
    let local = Tape<Base>()
    let inputs = local.variables(x.map(\.value))
    let outputs = try f(inputs)
    return outputs.map { output in
        if output.isConstant { return output }
        let row = local.gradient(of: output, withRespectTo: inputs)
        return Variable.linear(output.value, row, x, tape)
    }
}

extension Variable {
    /// The outputs of `f`, with a node for each.
    @inlinable
    public static func preaccumulate<F: Differentiable>(_ f: F, at x: [Variable]) -> [Variable] {
        AutodiffReverse.preaccumulate(x) { f($0) }
    }
}
