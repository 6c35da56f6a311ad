import Autodiff

/// Closures that capture nothing and only call a function, and functions given by name.
func closures() {
    let x = [2, 0.5, 1]
    let v = [1, -1, 0.5]
    let j = jacobian(at: x, of: Decay())
    if !areClose(jacobian(at: x) { x in decay(x) }.values, j.values) { fail("jacobian of a closure") }
    if !areClose(jacobian(at: x, decay).values, j.values) { fail("jacobian of a function's name") }
    if valueWithJacobian(at: x, { x in decay(x) }).value != decay(x) { fail("value of a closure") }
    if !areClose(vjp(at: x) { x in decay(x) }.pullback([1, 0, 0, 0, 0, 0]), j.row(0)) { fail("vjp of a closure") }
    if !areClose(vjp(at: x, decay).pullback([1, 0, 0, 0, 0, 0]), j.row(0)) { fail("vjp of a function's name") }
    if !areClose(jvp(at: x, along: v) { x in decay(x) }.tangent, j.times(v)) { fail("jvp of a closure") }
    if !areClose(jvp(at: x, along: v, decay).tangent, j.times(v)) { fail("jvp of a function's name") }
    if !areClose(jvp(at: x, along: [v]) { x in decay(x) }.tangents[0], j.times(v)) { fail("jvps of a closure") }
    let g = gradient(at: x, of: Energy())
    if gradient(at: x, { x in energy(x) }) != g { fail("gradient of a closure") }
    if gradient(at: x, energy) != g { fail("gradient of a function's name") }
    if !areClose([taylor(at: x, along: v, order: 1) { x in energy(x) }[1]], [dot(g, v)]) { fail("taylor of a closure") }
    if derivative(at: 2.0, { x in energy([x, 1]) }) != derivative(at: 2, of: Slice()) {
        fail("derivative of a closure")
    }
    if derivative(at: 2.0, order: 2, { x in energy([x, 1]) }) != derivative(at: 2, order: 2, of: Slice()) {
        fail("second derivative of a closure")
    }
    let workspace = Workspace<Double>()
    var (value, matrix, place) = (decay(x), j, x)
    workspace.gradient(at: x, into: &place) { x in energy(x) }
    if place != g { fail("gradient of a closure in place") }
    workspace.valueWithJacobian(at: x, into: &value, &matrix) { x in decay(x) }
    if !areClose(matrix.values, j.values) { fail("jacobian of a closure in place") }
    let whole = gradient(at: x) { x in sum(preaccumulate(x) { x in decay(x) }) }
    if !areClose(whole, j.transposed.times([1, 1, 1, 1, 1, 1])) { fail("a closure preaccumulated") }
    let total = gradient(at: x, over: 0..<3) { x, _ in energy(x) }
    if !areClose(total, g.map { 3 * $0 }) { fail("sum of a closure") }
    if !checkGradient(g, at: x, of: { x in energy(x) }).passed { fail("check of a closure") }
}

struct Slice: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { energy([x[0], 1]) }
}
