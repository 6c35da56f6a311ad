import AutodiffCore
import AutodiffReverse

/// Parameters with names: a struct of scalars, of arrays, matrices and optionals of them, and of other such structs, with
/// respect to which the verbs differentiate.
///
///     struct Spring<S: RealScalar>: Parameters {
///         typealias OnVariables = Spring<Variable<S>>
///         var stiffness: S, damping: S, offsets: [S]
///
///         func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> {
///             Spring<T>(stiffness: f(stiffness), damping: f(damping), offsets: offsets.map(f))
///         }
///     }
///     func energy<S: RealScalar>(_ s: Spring<S>) -> S { s.stiffness * s.offsets[1] * s.offsets[1] / 2 }
///
///     let spring = Spring(stiffness: 2, damping: 0.1, offsets: [0, 1])
///     let slope = gradient(at: spring) { s in energy(s) }                // a Spring<Double>: slope.stiffness, slope.offsets
///     let h = hessian(at: spring, of: energy)                            // h["stiffness", "offsets"], a 1 × 2 matrix
///
/// A struct brings two things: `map`, which passes every number once through `f` and puts it back into its own place, and the
/// name of the same struct on variables. Of a field that is
///
/// - a scalar, write `f(stiffness)`;
/// - an array, a matrix, an optional, a dictionary, write `offsets.map(f)`, `table.mapValues(f)`;
/// - another such struct, or an array of them, write `camera.map(f)`, `layers.map { $0.map(f) }`;
/// - no parameter (a `Double` that is constant, an `Int`, a `String`, an enumeration), write the field itself.
///
/// The numbers stand in the order in which `map` passes them. Their names, such as `camera.focal`, `offsets[1]` and
/// `weights[0, 2]`, are read by reflection when a report or a block by name asks for them, never while a derivative is computed.
///
/// A `map` that forgets a field, or gives it the number of another one, is found the first time that a verb meets the struct
/// with so many numbers: a trap with the field's name.
public protocol Parameters<Scalar> {
    // The compiler shows these lines where one is missing: so each says what to write.

    /// The type of the numbers; it follows from `map`.
    associatedtype Scalar: RealScalar  // write: func map<T: RealScalar>(_ f: (S) -> T) -> Spring<T> { … }

    /// The same struct with variables for numbers: what the closures of the verbs are called with.
    associatedtype OnVariables: Parameters<Variable<Scalar>>  // write: typealias OnVariables = Spring<Variable<S>>

    /// The struct with `f` of every number.
    func map(_ f: (Scalar) -> Scalar) -> Self

    /// The struct with a variable for every number.
    func map(_ f: (Scalar) -> Variable<Scalar>) -> OnVariables
}
