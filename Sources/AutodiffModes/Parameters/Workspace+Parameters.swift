import AutodiffCore
import AutodiffReverse

extension Workspace {
    /// The gradient with respect to named parameters into a struct; see ``gradient(at:of:)``.
    ///
    ///     let workspace = Workspace<Double>()
    ///     var spring = Spring(stiffness: 2, damping: 0.1, offsets: [0, 1])
    ///     var slope = spring
    ///     for _ in 0..<1000 {
    ///         workspace.gradient(at: spring, into: &slope) { s in energy(s) }
    ///         spring.add(slope, scaledBy: -0.001)
    ///     }
    ///
    /// The tape and the arrays of numbers are kept from one call to the next; what `map` allocates, the arrays inside of the
    /// struct, is allocated again.
    @_disfavoredOverload
    @inlinable
    public func gradient<P: Parameters<Base>>(
        at parameters: P, into gradient: inout P,
        @ResultOf<Variable<Base>> of f: (P.OnVariables) throws -> Variable<Base>
    ) rethrows {
        _ = try valueWithGradient(at: parameters, into: &gradient, of: f)
    }

    /// The value, which is returned, and the gradient with respect to named parameters into a struct, whatever was in it.
    @_disfavoredOverload
    @inlinable
    public func valueWithGradient<P: Parameters<Base>>(
        at parameters: P, into gradient: inout P,
        @ResultOf<Variable<Base>> of f: (P.OnVariables) throws -> Variable<Base>
    ) rethrows -> Base {
        point.removeAll(keepingCapacity: true)
        parameters.append(to: &point)
        parameters.checkMap(point.count)
        let inputs = begin(at: point, for: "gradient")
        defer { tape.end() }
        let y = tape.checked(try f(parameters.on(inputs)))
        if slopes.count != inputs.count { slopes = [Base](repeating: .zero, count: inputs.count) }
        tape.writeGradient(of: y, into: &slopes)
        gradient = parameters.filled(with: slopes)
        return y.value
    }
}
