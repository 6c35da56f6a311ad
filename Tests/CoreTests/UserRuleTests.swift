import Autodiff
import Foundation
import Testing

/// A primitive of the user's own, with a parameter: xⁿ/(1 + xⁿ).
private struct Hill: UnaryRule {
    let n: Double
    func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
}

private func hill<S: RealScalar>(_ x: S, n: Double) -> S { S.apply(Hill(n: n), to: x) }

/// One of two arguments: the area of a ring of radii x and y.
private struct Ring: BinaryRule {
    let scale: Double
    func value(_ x: Double, _ y: Double) -> Double { scale * (x * x - y * y) }
    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (2 * scale * x, -2 * scale * y) }
}

@Suite struct UserRuleTests {
    /// x^n/(1 + x^n) from the built-in functions, to compare with.
    func composed<S: RealScalar>(_ x: S, n: Double) -> S { 1 / (1 + pow(x, S(-n))) }

    func agree(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-13 * (1 + b.magnitude) }

    @Test(arguments: [1.5, 2, 4]) func aRuleWithAParameterWorksInEveryMode(n: Double) {
        for x in [0.3, 1, 2.5] {
            let first = derivative(at: x) { composed($0, n: n) }
            #expect(hill(x, n: n) == 1 / (1 + pow(x, -n)))
            #expect(agree(derivative(at: x) { hill($0, n: n) }, first))
            #expect(agree(gradient(at: [x]) { hill($0[0], n: n) }[0], first))
        }
    }

    @Test(arguments: [1.5, 2, 4]) func aRuleWithAParameterWorksInEveryNesting(n: Double) {
        for x in [0.3, 1, 2.5] {
            let second = derivative(at: x) { x in derivative(at: x) { composed($0, n: n) } }
            #expect(agree(derivative(at: x) { x in derivative(at: x) { hill($0, n: n) } }, second))
            #expect(agree(derivative(at: x) { x in gradient(at: [x]) { hill($0[0], n: n) }[0] }, second))
            #expect(agree(gradient(at: [x]) { x in derivative(at: x[0]) { hill($0, n: n) } }[0], second))
            #expect(agree(gradient(at: [x]) { x in gradient(at: x) { hill($0[0], n: n) }[0] }[0], second))
            let third = derivative(at: x) { x in derivative(at: x) { x in derivative(at: x) { composed($0, n: n) } } }
            #expect(
                agree(derivative(at: x) { x in derivative(at: x) { x in derivative(at: x) { hill($0, n: n) } } }, third)
            )
        }
    }

    @Test func aRuleOfTwoArgumentsWorksInEveryModeAndNesting() {
        func ring<S: RealScalar>(_ x: S, _ y: S) -> S { S.apply(Ring(scale: .pi), to: x, y) }
        #expect(gradient(at: [3.0, 2]) { ring($0[0], $0[1]) } == [6 * Double.pi, -4 * Double.pi])
        #expect(derivative(at: 3.0) { ring($0, 2 * $0) } == -18 * .pi)
        #expect(derivative(at: 3.0) { x in gradient(at: [x, 2 * x]) { ring($0[0], $0[1]) }[1] } == -4 * .pi)
        #expect(gradient(at: [3.0]) { x in gradient(at: x) { ring($0[0], 2 * $0[0]) }[0] } == [-6 * .pi])
    }
}
