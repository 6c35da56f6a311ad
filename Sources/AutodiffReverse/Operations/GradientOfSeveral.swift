import AutodiffCore

// The gradient of a function of two, three or four numbers with names of their own, in the place of an array.

/// The partial derivatives of a function of two numbers, by reverse mode.
///
///     let (dx, dy) = gradient(at: (3, -4)) { x, y in x * x * sin(y) }
///
/// Cost: one recording and one sweep. With more numbers than four give names to the fields of a struct, as parameters.
@inlinable
public func gradient(
    at x: (Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>) throws -> Variable<Double>
) rethrows -> (Double, Double) {
    try valueWithGradient(at: x, of: f).gradient
}

/// The value and the partial derivatives of a function of two numbers, by reverse mode.
@inlinable
public func valueWithGradient(
    at x: (Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>) throws -> Variable<Double>
) rethrows -> (value: Double, gradient: (Double, Double)) {
    let (tape, v) = Tape.begin(at: [x.0, x.1], for: "gradient")
    let y = tape.checked(try f(v[0], v[1]))
    let gradient = tape.gradient(of: y, inputs: 2)
    return (y.value, (gradient[0], gradient[1]))
}

/// The partial derivatives of a function of three numbers, by reverse mode.
@inlinable
public func gradient(
    at x: (Double, Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>, Variable<Double>) throws -> Variable<Double>
) rethrows -> (Double, Double, Double) {
    try valueWithGradient(at: x, of: f).gradient
}

/// The value and the partial derivatives of a function of three numbers, by reverse mode.
@inlinable
public func valueWithGradient(
    at x: (Double, Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>, Variable<Double>) throws -> Variable<Double>
) rethrows -> (value: Double, gradient: (Double, Double, Double)) {
    let (tape, v) = Tape.begin(at: [x.0, x.1, x.2], for: "gradient")
    let y = tape.checked(try f(v[0], v[1], v[2]))
    let gradient = tape.gradient(of: y, inputs: 3)
    return (y.value, (gradient[0], gradient[1], gradient[2]))
}

/// The partial derivatives of a function of four numbers, by reverse mode.
@inlinable
public func gradient(
    at x: (Double, Double, Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>, Variable<Double>, Variable<Double>) throws ->
        Variable<Double>
) rethrows -> (Double, Double, Double, Double) {
    try valueWithGradient(at: x, of: f).gradient
}

/// The value and the partial derivatives of a function of four numbers, by reverse mode.
@inlinable
public func valueWithGradient(
    at x: (Double, Double, Double, Double),
    @ResultOf<Variable<Double>> of f: (Variable<Double>, Variable<Double>, Variable<Double>, Variable<Double>) throws ->
        Variable<Double>
) rethrows -> (value: Double, gradient: (Double, Double, Double, Double)) {
    let (tape, v) = Tape.begin(at: [x.0, x.1, x.2, x.3], for: "gradient")
    let y = tape.checked(try f(v[0], v[1], v[2], v[3]))
    let gradient = tape.gradient(of: y, inputs: 4)
    return (y.value, (gradient[0], gradient[1], gradient[2], gradient[3]))
}
