import Autodiff

// Every verb on every function. What they print is looked at by nobody; that the compiler ends and the results agree is the test.

func fail(_ what: String) -> Never { fatalError("\(what) disagrees") }

func areClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * (1 + abs($1)) }
}

func map<F: Differentiable & Sendable>(_ name: String, _ f: F) {
    let x = [2, 0.5, 1]
    let v = [1, -1, 0.5]
    let comparison = compareJacobians(at: x, of: f)
    if !comparison.agrees { fail(name) }
    let j = comparison.forward
    if jacobian(at: x, of: f) != j { fail("jacobian of \(name)") }
    if !areClose(jacobian(at: x, of: f, mode: .reverse).values, j.values) { fail("reverse Jacobian of \(name)") }
    if valueWithJacobian(at: x, of: f).value != f(x) { fail("value of \(name)") }
    let tangent = j.times(v)
    if !areClose(jvp(at: x, along: v, of: f).tangent, tangent) { fail("jvp of \(name)") }
    if !areClose(jvp(at: x, along: [v, v], of: f).tangents[1], tangent) { fail("jvps of \(name)") }
    let u = j.column(0)
    let product = j.transposed.times(u)
    if !areClose(vjp(at: x, of: f).pullback(u), product) { fail("vjp of \(name)") }
    if !areClose(vjp(at: x, pullingBack: [u, u], of: f).products[1], product) { fail("vjps of \(name)") }
    let row: Matrix<Double> = taylor(at: x, along: v, order: 2, of: f)
    if !areClose(row.column(1), tangent) { fail("taylor of \(name)") }
    if j.rows == 3 && !areClose([divergence(at: x, of: f)], [j[0, 0] + j[1, 1] + j[2, 2]]) {
        fail("divergence of \(name)")
    }
    let workspace = Workspace<Double>()
    var place = j
    workspace.jacobian(at: x, of: f, into: &place, mode: .reverse)
    if !areClose(place.values, j.values) { fail("jacobian in place of \(name)") }
    var (value, tangentPlace, productPlace) = (f(x), f(x), x)
    workspace.valueWithJacobian(at: x, of: f, into: &value, &place)
    if !areClose(place.values, j.values) { fail("value and Jacobian in place of \(name)") }
    workspace.jvp(at: x, along: v, of: f, into: &value, &tangentPlace)
    if !areClose(tangentPlace, tangent) { fail("jvp in place of \(name)") }
    workspace.vjp(at: x, pullingBack: u, of: f, into: &value, &productPlace)
    if !areClose(productPlace, product) { fail("vjp in place of \(name)") }
    let accumulated = gradient(at: x) { (x: [Variable<Double>]) in sum(preaccumulate(x, f)) }
    if !areClose(accumulated, j.transposed.times([Double](repeating: 1, count: j.rows))) {
        fail("preaccumulated \(name)")
    }
    let compiled = compile(f, at: x)
    if !areClose(jacobian(at: x, of: compiled).values, j.values) { fail("compiled Jacobian of \(name)") }
    if !areClose(jvp(at: x, along: v, of: compiled).tangent, tangent) { fail("compiled jvp of \(name)") }
    if !areClose(vjp(at: x, of: compiled).pullback(u), product) { fail("compiled vjp of \(name)") }
    if !checkJacobian(at: x, of: f).passed { fail("check of \(name)") }
    if !checkJVP(at: x, of: f).passed || !checkVJP(at: x, of: f).passed { fail("check of products of \(name)") }
}

func field<F: ScalarField & Sendable>(_ name: String, _ f: F) {
    let x = [2, 0.5, 1]
    let v = [1, -1, 0.5]
    let g = gradient(at: x, of: f)
    for mode in [JacobianMode.automatic, .forward, .reverse] {
        if !areClose(gradient(at: x, of: f, mode: mode), g) { fail("gradient of \(name)") }
    }
    let (value, gradient, h) = valueWithGradientAndHessian(at: x, of: f)
    if value != f.value(at: x) || !areClose(gradient, g) { fail("value and gradient of \(name)") }
    if hessian(at: x, of: f) != h { fail("hessian of \(name)") }
    let diagonal = (0..<3).map { h[$0, $0] }
    if !areClose(hessianDiagonal(at: x, of: f), diagonal) { fail("diagonal of the Hessian of \(name)") }
    if !areClose([laplacian(at: x, of: f)], [diagonal.reduce(0, +)]) { fail("Laplacian of \(name)") }
    if !areClose(hvp(at: x, along: v, of: f).product, h.times(v)) { fail("hvp of \(name)") }
    if !areClose(hvp(at: x, along: [v], of: f).products[0], h.times(v)) { fail("hvps of \(name)") }
    if !areClose([taylor(at: x, along: v, order: 2, of: f)[1]], [dot(g, v)]) { fail("taylor of \(name)") }
    let workspace = Workspace<Double>()
    var place = x
    if workspace.valueWithGradient(at: x, of: f, into: &place) != value || place != g {
        fail("gradient in place of \(name)")
    }
    var (slope, curvature, square) = (x, x, h)
    if workspace.valueWithGradientAndHessian(at: x, of: f, into: &slope, &square) != value || square != h {
        fail("Hessian in place of \(name)")
    }
    workspace.hvp(at: x, along: v, of: f, into: &slope, &curvature)
    if !areClose(curvature, h.times(v)) { fail("hvp in place of \(name)") }
    let overDuals = Autodiff.gradient(at: zip(x, v).map { Dual($0, $1) }, of: f).map(\.tangent)
    if !areClose(overDuals, h.times(v)) { fail("gradient over duals of \(name)") }
    let compiled = compile(f, at: x)
    if !areClose(Autodiff.gradient(at: x, of: compiled), g) { fail("compiled gradient of \(name)") }
    if !areClose(hessian(at: x, of: compiled).values, h.values) { fail("compiled Hessian of \(name)") }
    if !areClose(hvp(at: x, along: v, of: compiled).product, h.times(v)) { fail("compiled hvp of \(name)") }
    let derived = Autodiff.gradient(of: compiled)
    if !areClose(jacobian(at: x, of: derived).values, h.values) { fail("compiled gradient derived of \(name)") }
    if !checkGradient(at: x, of: f).passed { fail("check of \(name)") }
    if !checkHessian(at: x, of: f).passed { fail("check of the Hessian of \(name)") }
    if !checkHVP(at: x, of: f).passed { fail("check of the products of \(name)") }
}

map("polar", Polar())
map("decay", Decay())
map("shares", Shares())
map("shares of shares", SharesOfShares())
map("products", Products())
map("identity", Identity())
map("a rule", OfARule())
map("an enumeration", Kind.plane)
map("an object", PolarObject())
field("valley", Valley())
field("energy", Energy())
field("free", Free())
field("total", Total())
closures()
let data = [1.0, 2, 3]
let serial = valueWithGradient(at: [1.2, 0.9], of: Misfit(), over: data)
let parallel = await parallelValueWithGradient(at: [1.2, 0.9], of: Misfit(), over: data)
if serial != parallel { fail("sums over data") }
if !checkAll([CheckCase("polar", Polar(), over: [0.5...2, -1...1])]).passed { fail("check of all") }
if !checkRule(Reflected(), over: [0.5...2, 1...2]).passed { fail("check of a rule") }
print("every verb of every function agrees")
