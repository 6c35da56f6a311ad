import AutodiffCore
import AutodiffGraph
import AutodiffReverse

/// The right-hand side of an ordinary differential equation: y'(t) = f(y, θ, t), written once for every scalar.
///
///     struct PredatorsAndPrey: ODE {                         // Lotka and Volterra
///         func callAsFunction<S: RealScalar>(_ y: [S], _ θ: [S], at t: S) -> [S] {
///             let meetings = y[0] * y[1]
///             return [θ[0] * y[0] - θ[1] * meetings, θ[2] * meetings - θ[3] * y[1]]
///         }
///     }
///     let end = odeSolve(PredatorsAndPrey(), from: [30, 4], over: 0...20, parameters: [0.5, 0.02, 0.01, 0.4], steps: 2000)
///
/// It returns as many numbers as the state has. Mark it `@inlinable` if it is public in a module of its own.
public protocol ODE: Sendable {
    /// The slope of the state `y` at the time `t`.
    func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> [S]

    /// The slope, into `slope`, which has as many elements as the state; by the other, if left out. See ``InPlaceODE``.
    func slope<S: RealScalar>(of y: [S], _ parameters: [S], at t: S, into slope: inout [S])

    /// What cotangents of the slope hand on to y and to the parameters; if left out, by a tape.
    func _pullback<S: RealScalar>(_ cotangent: [S], _ y: [S], _ parameters: [S], at t: S) -> [S]
}

/// A right-hand side that writes the slope to where it is wanted: for small states, where to make an array for each slope takes
/// longer than to compute it.
///
///     struct PredatorsAndPrey: InPlaceODE {
///         func slope<S: RealScalar>(of y: [S], _ θ: [S], at t: S, into slope: inout [S]) {
///             let meetings = y[0] * y[1]
///             slope[0] = θ[0] * y[0] - θ[1] * meetings
///             slope[1] = θ[2] * meetings - θ[3] * y[1]
///         }
///     }
public protocol InPlaceODE: ODE {
    /// The slope of the state `y` at the time `t`, into `slope`, which has as many elements; each must be written.
    func slope<S: RealScalar>(of y: [S], _ parameters: [S], at t: S, into slope: inout [S])
}

extension InPlaceODE {
    /// The slope, in an array of its own.
    @inlinable
    public func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> [S] {
        var result = y
        slope(of: y, parameters, at: t, into: &result)
        return result
    }
}

extension ODE {
    /// A copy of the other's.
    @inlinable
    public func slope<S: RealScalar>(of y: [S], _ parameters: [S], at t: S, into slope: inout [S]) {
        slope = self(y, parameters, at: t)
        if slope.count != y.count { misuseOfSlope(slope.count, y.count) }
    }

    /// On a tape that is swept at once.
    @inlinable
    public func _pullback<S: RealScalar>(_ cotangent: [S], _ y: [S], _ parameters: [S], at t: S) -> [S] {
        let field = SlopeField(f: self, states: y.count, time: t)
        return vjp(at: y + parameters, pullingBack: [cotangent], of: field.callAsFunction).products[0]
    }
}

/// A right-hand side at a time, as a function of the state and the parameters, in this order.
@usableFromInline
struct SlopeField<F: ODE, S: RealScalar> {
    @usableFromInline
    let f: F
    @usableFromInline
    let states: Int
    @usableFromInline
    let time: S

    @inlinable
    init(f: F, states: Int, time: S) {
        (self.f, self.states, self.time) = (f, states, time)
    }

    @inlinable
    func callAsFunction(_ x: [Variable<S>]) -> [Variable<S>] {
        f(Array(x[..<states]), Array(x[states...]), at: Variable(constant: time))
    }
}

@usableFromInline
@inline(never)
func misuseOfSlope(_ count: Int, _ states: Int) -> Never {
    misuse(count: count, of: "the slope of a differential equation", expected: states, "as many as the state has")
}

/// A right-hand side that was recorded from a closure once, and is run by its programs.
///
///     let f = CompiledODE(at: 0, state: [0.5, 0], parameters: [9.81]) { y, θ, t in [y[1], -θ[0] * sin(y[0])] }
///
/// A program does an operation in 2 to 4 ns; a right-hand side that is a value of a type runs as fast as Swift does.
public struct CompiledODE: ODE {
    let function: CompiledFunction
    let states: Int

    /// Records the closure at a time, a state and parameters. Traps if it doesn't return as many numbers as the state has, at
    /// least one.
    public init(
        at t: Double = 0, state: [Double], parameters: [Double] = [], options: CompileOptions = CompileOptions(),
        _ slope: @escaping @Sendable (_ y: [Symbol], _ parameters: [Symbol], _ t: Symbol) -> [Symbol]
    ) {
        let (n, q) = (state.count, parameters.count)
        if n == 0 { misuse("a differential equation for an empty state: there is nothing to solve") }
        states = n
        function = CompiledFunction(
            at: state + parameters + [t], options: options,
            of: { x in
                let result = slope(Array(x[..<n]), Array(x[n..<n + q]), x[n + q])
                if result.count != n { misuseOfSlope(result.count, n) }
                return result
            }, orElse: nil)
    }

    /// The slope.
    public func callAsFunction<S: RealScalar>(_ y: [S], _ parameters: [S], at t: S) -> [S] {
        function(y + parameters + [t])
    }

    /// On numbers by the program of the pullback.
    public func _pullback<S: RealScalar>(_ cotangent: [S], _ y: [S], _ parameters: [S], at t: S) -> [S] {
        let x = y + parameters + [t]
        if let x = x as? [Double], let cotangent = cotangent as? [Double] {
            return Array(function.compiled.vjp(at: x, pullingBack: cotangent).product.dropLast()) as! [S]
        }
        return vjp(at: x, pullingBack: [cotangent], of: function).products[0].dropLast()
    }
}
