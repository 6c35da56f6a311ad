import AutodiffCore
import AutodiffReverse

/// A tape of duals and the gradients that come from it, kept from one second derivative to the next.
@frozen
@usableFromInline
package struct TapeOfGradients<Number: RealScalar> {
    @usableFromInline
    var tape: KeptTape<Number>?

    /// The gradient that was computed last.
    @usableFromInline
    package var gradient: [Number] = []

    @inlinable
    package init() {}

    /// Computes the gradient at the inputs, by reverse mode, and returns the value. The first time a tape is made, and an array
    /// for each number of inputs.
    @inlinable
    package mutating func recordGradient<F: ScalarField>(
        at inputs: [Number], of f: F, for operation: StaticString
    ) -> Number {
        let tape = tape ?? KeptTape()
        self.tape = tape
        if gradient.count != inputs.count { gradient = [Number](repeating: .zero, count: inputs.count) }
        let y = tape.checked(f.value(at: tape.begin(at: inputs, for: operation)))
        tape.writeGradient(of: y, into: &gradient)
        tape.end()
        return y.value
    }
}
