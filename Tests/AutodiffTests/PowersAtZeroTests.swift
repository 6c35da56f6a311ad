import Autodiff
import Testing

/// Second derivatives at an edge where the first is a constant by definition or by its limit: the same in every mode, the
/// right number or nan, never the 0 of that constant.
@Suite struct PowersAtZeroTests {
    struct Power: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { pow(x[0], x[1]) }
    }

    struct XLogY: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { xLogY(x[0], x[1]) }
    }

    struct Entropy: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { -xLogY(x[0], x[0]) }
    }

    /// The second derivatives by `hessian`, `hvp`, the four nestings of two modes, and compiled.
    func ways<F: ScalarField & Sendable>(_ f: F, at x: [Double]) -> [String: [Double]] {
        let axes = [[1.0, 0], [0, 1]]
        var ways = ["hessian": hessian(at: x, of: f).values]
        ways["compiled"] = hessian(at: x, of: compile(f, at: x)).values
        ways["compiled elsewhere"] = hessian(at: x, of: compile(f, at: [2, 1.5])).values
        ways["hvp"] = axes.flatMap { hvp(at: x, along: $0, of: f).product }
        ways["forward over reverse"] = axes.flatMap { v in
            jvp(at: x, along: v) { y in gradient(at: y, of: f) }.tangent
        }
        ways["reverse over reverse"] = axes.flatMap { v in
            gradient(at: x) { y in gradient(at: y, of: f).enumerated().map { v[$0.offset] * $0.element }.reduce(0, +) }
        }
        ways["reverse over forward"] = axes.flatMap { v in
            gradient(at: x) { (y: [Variable<Double>]) -> Variable<Double> in
                jvp(at: y, along: v.map { Variable($0) }) { [f.value(at: $0)] }.tangent[0]
            }
        }
        ways["forward over forward"] = axes.flatMap { v in
            axes.map { w in
                jvp(at: x, along: v) { y in jvp(at: y, along: w.map { Dual($0) }) { [f.value(at: $0)] }.tangent }
                    .tangent[0]
            }
        }
        return ways
    }

    /// The right number, or nan in its place; and nowhere another. 0 is 0 but in reverse over reverse, where it may be nan.
    func expect<F: ScalarField & Sendable>(_ f: F, at x: [Double], hessian right: [Double], taylor: Double) {
        for (way, values) in ways(f, at: x) {
            for (value, right) in zip(values, right) {
                #expect(value == right || value.isNaN, "\(F.self) at \(x), \(way): \(values)")
                if !way.hasPrefix("reverse") { #expect(value.isNaN == right.isNaN, "\(F.self) at \(x), \(way)") }
            }
        }
        let second = Autodiff.taylor(at: x, along: [2, 3], order: 2, of: f)[2]
        #expect(second == taylor || second.isNaN && taylor.isNaN, "\(F.self) at \(x): \(second)")
    }

    @Test func theMixedSecondDerivativeOfAPowerAtZeroAndOne() {
        expect(Power(), at: [0, 1], hessian: [0, -.infinity, -.infinity, 0], taylor: -.infinity)
        expect(Power(), at: [-0.0, 1], hessian: [0, -.infinity, -.infinity, 0], taylor: -.infinity)
    }

    @Test(arguments: [0.5, 0.99, 0x1p-1074])
    func theMixedSecondDerivativeOfAPowerAtZeroAndAFraction(y: Double) {
        let infinity = -Double.infinity
        expect(Power(), at: [0, y], hessian: [infinity, infinity, infinity, 0], taylor: infinity)
    }

    @Test func theMixedSecondDerivativeOfAPowerAtZeroAndMore() {
        expect(Power(), at: [0, 2], hessian: [2, 0, 0, 0], taylor: 4)
        expect(Power(), at: [0, 1.5], hessian: [.infinity, 0, 0, 0], taylor: .infinity)
        expect(Power(), at: [0, 3], hessian: [0, 0, 0, 0], taylor: 0)
    }

    /// At (0, 0) the power jumps, and its first derivatives are 0 by definition; the second are the limits along x.
    @Test func theSecondDerivativesOfAPowerAtZeroAndZero() {
        expect(Power(), at: [0, 0], hessian: [0, .infinity, .infinity, .infinity], taylor: .infinity)
        #expect(gradient(at: [0, 0], of: Power()) == [0, 0])
        // Beside a constant exponent it is the constant 1.
        #expect(derivative(at: 0.0) { x in derivative(at: x) { y in pow(y, 0.0) } } == 0)
    }

    @Test func theMixedSecondDerivativeOfXLogYAtZero() {
        expect(XLogY(), at: [0, 0], hessian: [0, .infinity, .infinity, 0], taylor: .infinity)
        expect(XLogY(), at: [0, 1], hessian: [0, 1, 1, 0], taylor: 6)
        expect(XLogY(), at: [0, 0x1p-20], hessian: [0, 0x1p+20, 0x1p+20, 0], taylor: 0x6p+20)
    }

    @Test func theSecondDerivativeOfAnEntropyAtZero() {
        #expect(hessian(at: [0], of: Entropy()).values == [-Double.infinity])
        #expect(gradient(at: [0], of: Entropy()) == [0])
        #expect(taylor(at: 0, order: 2, of: Entropy())[2] == -Double.infinity)
    }
}
