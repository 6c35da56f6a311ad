import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// f(x), of which reverse mode records only the m × n Jacobian: for a part of a computation with few inputs and outputs
/// and many operations in between.
///
///     let y = preaccumulate(x, Polar())        // on any scalar
///
/// On a `Variable<Double>` with up to 16 inputs the Jacobian is computed in forward mode, in one run on ``MultiDual``s, and
/// nothing at all is recorded on the way. With more inputs, and on variables of other scalars, `f` runs on a tape of its
/// own, which is swept at once, and whose memory is used again by the next call. What stays is a node for each output, with
/// n operands (or none where it depends on no more than two): less memory, and a sweep that is done while its tape is in
/// the cache. On every other scalar this is `f(x)`.
///
/// Cost: one run of `f` and, with a tape, m sweeps. It pays where n·m is well below the number of operations.
///
/// - Parameters:
///   - x: The n inputs, the only variables that `f` may use.
///   - f: The function.
/// - Returns: The m outputs, with the bits of `f(x)`.
@inlinable
public func preaccumulate<S: RealScalar, F: Differentiable>(_ x: [S], _ f: F) -> [S] {
    // With 9 to 16 inputs that takes about as long as a tape for one output, and less for several.
    S._preaccumulate(f, at: x) { x in forwardJacobianInOneRun(at: x, of: f) }
}

/// The output of a scalar field, of which reverse mode records only the gradient; see ``preaccumulate(_:_:)``.
@inlinable
public func preaccumulate<S: RealScalar, F: ScalarField>(_ x: [S], _ f: F) -> S {
    let outputs: [S] = preaccumulate(x, f)
    return outputs[0]
}
