import Autodiff
import Testing

/// The derivative of a field along v, by a gradient inside of another derivative.
private struct Slope<F: ScalarField>: ScalarField {
    let f: F
    let v: [Double]
    let mode: JacobianMode

    func value<S: RealScalar>(at x: [S]) -> S { dot(v, gradient(at: x, of: f, mode: mode)) }
}

/// Compares value, first and second derivatives in every mode, nested and compiled with those of a loop that a tape differentiates.
func expectSame<F: ScalarField & Sendable, G: ScalarField>(
    _ f: F, _ g: G, at x: [Double], tolerance: Double = 1e-11, sourceLocation: SourceLocation = #_sourceLocation
) {
    var numbers = Numbers(seed: 99)
    let v = numbers.next(x.count)
    func expect(_ what: String, _ a: [Double], _ b: [Double]) {
        let found = deviation(a, b)
        #expect(found < tolerance, "\(what), n = \(x.count)", sourceLocation: sourceLocation)
    }
    let (value, slope) = valueWithGradient(at: x, of: g, mode: .reverse)
    expect("value", [f.value(at: x)], [value])
    expect("gradient, reverse", gradient(at: x, of: f, mode: .reverse), slope)
    expect("gradient, forward", gradient(at: x, of: f, mode: .forward), slope)
    let product = hvp(at: x, along: v, of: g).product
    expect("hvp", hvp(at: x, along: v, of: f).product, product)
    for (outer, inner) in [(.reverse, .reverse), (.reverse, .forward), (.forward, .reverse)]
        as [(JacobianMode, JacobianMode)]
    {
        if x.count > 100 && inner == .forward { continue }
        expect("\(outer) over \(inner)", gradient(at: x, of: Slope(f: f, v: v, mode: inner), mode: outer), product)
    }
    let curvature = zip(v, product).reduce(0) { $0 + $1.0 * $1.1 }
    expect("taylor", [taylor(at: x, along: v, order: 2, of: f)[2] * 2], [curvature])
    if x.count <= 30 { expect("hessian", hessian(at: x, of: f).values, hessian(at: x, of: g).values) }
    let compiled = compile(f, at: x)
    expect("compiled", gradient(at: x, of: compiled), slope)
    let y = zip(x, v).map { $0 + 0.001 * $1 }
    expect("compiled, elsewhere", gradient(at: y, of: compiled), gradient(at: y, of: g, mode: .reverse))
    expect("compiled hvp, elsewhere", hvp(at: y, along: v, of: compiled).product, hvp(at: y, along: v, of: g).product)
}
