/// A function of which a tape records one block in the place of all its operations: the function runs on the scalar that the tape
/// stands on, and says how to pull back.
///
/// What a ``VectorRule`` is for a function with a formula, this is for one that is a run: a loop of many steps, of which a few
/// states are kept on the way.
public protocol _Block: Sendable {
    /// The values on any scalar, by its operations.
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S]

    /// The values, and the product of their Jacobian's transpose with m cotangents, which may be asked for any number of times.
    func valueWithPullback<S: RealScalar>(at x: [S]) -> (value: [S], pullback: ([S]) -> [S])

    /// The block (x, v) ↦ (f(x), J(x)v).
    var tangentBlock: any _Block { get }
}
