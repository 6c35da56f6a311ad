import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The memory that derivatives need, kept from one call to the next: for derivatives of one shape that are taken again and
/// again, as in a descent.
///
///     let workspace = Workspace<Double>()
///     var (x, gradient) = ([-1.2, 1], [0.0, 0.0])
///     for _ in 0..<1000 {
///         let loss = workspace.valueWithGradient(at: x, of: Rosenbrock(), into: &gradient)
///         for i in x.indices { x[i] -= 0.001 * gradient[i] }
///     }
///
/// Its methods are the verbs with `into:`, the place for the result: `gradient`, `jacobian`, `jvp`, `vjp`, `hvp`, and over
/// `Double` `hessian` and the forms with `mode:`. A place has the result's shape, or the call traps with both. One workspace
/// does for all of them, both modes and functions of any kind. The results have the bits of the functions.
///
/// After the first call of a shape nothing is allocated but by the function itself (and by the exceptions that a method
/// names). If the function throws, the places are left as they were.
///
/// A workspace belongs to one task at a time, and to one call: a function that it runs must not use it, or it traps;
/// so does a second thread.
public final class Workspace<Base: RealScalar> {
    @usableFromInline
    let tape = KeptTape<Base>()
    // Unchecked: `begin` has made sure that no other call is under way.
    @exclusivity(unchecked)
    @usableFromInline
    var chunks = ChunkInputs()
    @usableFromInline
    var duals: [Dual<Base>] = []
    /// The numbers of a struct of parameters.
    @usableFromInline
    var point: [Base] = []
    /// The place for the gradient by a struct of parameters, or for one that nobody asked for.
    @exclusivity(unchecked)
    @usableFromInline
    var slopes: [Base] = []
    @exclusivity(unchecked)
    @usableFromInline
    var products = TapeOfGradients<Dual<Base>>()
    @exclusivity(unchecked)
    @usableFromInline
    var columns = TapeOfGradients<MultiDual<SIMD8<Double>>>()

    /// A workspace without memory; the first call finds out how much it takes.
    public init() {}

    /// Begins a call of forward mode, or traps while another call is under way.
    @inlinable
    func begin() { tape.claim() }

    /// Ends a call of forward mode.
    @inlinable
    func end() { tape.release() }

    /// The inputs of a new recording, or a trap at an empty point and while another call is under way.
    @inlinable
    func begin(at x: [Base], for operation: StaticString) -> [Variable<Base>] { tape.begin(at: x, for: operation) }

    /// Traps unless `place` has `count` elements.
    @inlinable
    func check(_ place: [Base], _ count: Int, _ name: StaticString, _ why: StaticString = "one for each input") {
        if place.count != count { misuse(count: place.count, of: "\(name)", expected: count, why) }
    }
}
