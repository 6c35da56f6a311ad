import AutodiffCore
import AutodiffGraph
import AutodiffReverse

/// A compiled function as a rule of its own: inside of another function it is one block on the tape, run and pulled back by its programs.
///
///     let step = CompiledRule(
///         compile(at: [1, 0, 0.5]) { z in                             // of a state of two numbers, and a parameter
///             let speed = z[1] - 0.1 * z[2] * z[0]
///             return [z[0] + 0.1 * speed, speed]
///         })
///     let slope = gradient(at: [0.5]) { θ in
///         var state: [Variable<Double>] = [1, 0]
///         for _ in 0..<1000 { state = Variable.apply(step, to: state + θ) }
///         return state[0]
///     }
///
/// For a long recurrence, whose whole program would be as long as it: this one stays in the cache, and of each block the tape keeps its
/// inputs and results alone. Values have the bits of the compiled function.
///
/// Cost: a block one run of the function; its pullback, on `Double`, one run of function and adjoints. On other scalars the pullback goes
/// through the recorded operations one by one.
public struct CompiledRule: VectorRule, Sendable {
    private let function: CompiledFunction

    /// The rule of a compiled function; it takes as many numbers as where the function was compiled, or traps.
    public init(_ function: CompiledFunction) { self.function = function }

    /// The function's values.
    public func value(_ x: [Double]) -> [Double] { function(x) }

    /// wᵀJ. Where 0 · ∞ makes a number nan, by the conventions of reverse mode.
    public func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        if S.self == Double.self {
            // They are arrays of `Double`; a cast would look at each element.
            let product = function.compiled.vjp(
                at: unsafeBitCast(x, to: [Double].self), pullingBack: unsafeBitCast(cotangent, to: [Double].self)
            ).product
            if !product.hasNaN { return unsafeBitCast(product, to: [S].self) }
        }
        return AutodiffReverse.vjp(at: x, of: Operations(function: function)).pullback(cotangent)
    }

    /// The recorded operations, on whatever scalar.
    private struct Operations: Differentiable {
        let function: CompiledFunction
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { function(x) }
    }
}
