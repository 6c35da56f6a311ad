import AutodiffCore

/// The Jacobian of a closure on variables, by reverse mode: m rows (outputs), n columns (inputs).
///
///     let j = jacobian(at: [2, 0.5]) { x in [x[0] * cos(x[1]), x[0] * sin(x[1])] }
///
/// Every row has the bits that a pullback of its own gives.
///
/// Cost: one run of `f` on variables and m sweeps; over `Double` one sweep for eight rows, and narrower ones for those left
/// over. A `Differentiable` takes the cheaper of the two modes, `jacobian(at:of:mode:)`.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - f: The function. It is run once.
@inlinable
public func jacobian<Base: RealScalar>(
    at x: [Base], of f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> Matrix<Base> {
    try valueWithJacobian(at: x, of: f).jacobian
}

/// The value and the Jacobian of a closure on variables, by reverse mode; see ``jacobian(at:of:)``.
///
///     let (value, j) = valueWithJacobian(at: [2, 0.5]) { x in [x[0] * x[1], x[0] - x[1]] }
///     print(value, j)
///     // [1.0, 1.5] [0.5, 2.0]
///     // [1.0, -1.0]
///
/// Cost: that of the Jacobian.
@inlinable
public func valueWithJacobian<Base: RealScalar>(
    at x: [Base], of f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], jacobian: Matrix<Base>) {
    let (tape, inputs) = Tape.begin(at: x, for: "jacobian")
    let outputs = tape.checked(try f(inputs))
    return (outputs.map(\.value), tape.jacobian(of: outputs, columns: x.count))
}

/// The value and the Jacobian of a function, by reverse mode; see ``jacobian(at:of:)``.
@inlinable
package func reverseJacobian<F: Differentiable, Base: RealScalar>(
    at x: [Base], of f: F
) -> (value: [Base], jacobian: Matrix<Base>) {
    let (tape, inputs) = Tape.begin(at: x, for: "jacobian")
    let outputs = tape.checked(f(inputs))
    return (outputs.map(\.value), tape.jacobian(of: outputs, columns: x.count))
}
