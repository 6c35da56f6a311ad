import Autodiff
import Corpus
import Testing

/// The overloads that formulas rely on pick the toolkit's function, whatever literal stands beside a scalar.
@Suite struct OperatorTests {
    @Test func maximumWithALiteralTakesTheToolkitsConvention() {
        #expect(derivative(at: 2.0) { x in max(x, 0) } == 1)
        #expect(derivative(at: -2.0) { x in max(x, 0) } == 0)
        #expect(derivative(at: 0.0) { x in max(x, 0) } == 0.5)
        #expect(derivative(at: 0.0) { x in max(0, x) } == 0.5)
        #expect(derivative(at: 0.0) { x in min(x, 0) } == 0.5)
        #expect(derivative(at: 0.5) { x in min(0.5, x) } == 0.5)
        #expect(gradient(at: [1, 1]) { x in max(x[0], x[1]) } == [0.5, 0.5])
    }

    @Test func maximumOfThree() {
        #expect(gradient(at: [1, 3, 2]) { x in max(x[0], x[1], x[2]) } == [0, 1, 0])
        #expect(gradient(at: [1, 3, 2]) { x in min(x[0], x[1], x[2]) } == [1, 0, 0])
    }

    @Test func compoundAssignmentWithADouble() {
        let d = 1.5
        let g = gradient(at: [2]) { x -> Variable<Double> in compound(x[0], d, 4) }
        // ((x + d) d - d) / d + n, times x: the derivative is 2x + d - 1 + n.
        #expect(g == [8.5])
        #expect(derivative(at: 2) { x in compound(x, d, 4) } == 8.5)
        #expect(compound(2.0, d, 4) == 13)
    }

    @Test func conversionsAreConstants() {
        #expect(derivative(at: 3.0) { x in x * Dual(2) * Dual(4.5) } == 9)
        #expect(gradient(at: [3.0]) { x in x[0] * Variable(2) * Variable(4.5) } == [9])
    }

    @Test func mixedOperatorsWithADoubleVariable() {
        let c = 4.0
        #expect(derivative(at: 2.0) { x in c + x } == 1)
        #expect(derivative(at: 2.0) { x in x + c } == 1)
        #expect(derivative(at: 2.0) { x in c - x } == -1)
        #expect(derivative(at: 2.0) { x in x - c } == 1)
        #expect(derivative(at: 2.0) { x in c * x } == 4)
        #expect(derivative(at: 2.0) { x in x * c } == 4)
        #expect(derivative(at: 2.0) { x in c / x } == -1)
        #expect(derivative(at: 2.0) { x in x / c } == 0.25)
        #expect(gradient(at: [2.0]) { x in c - x[0] * c } == [-4])
        #expect(gradient(at: [2.0]) { x in c / x[0] + x[0] / c } == [-0.75])
    }

    /// Mixed operators give the bits that `Double` alone gives.
    @Test func mixedOperatorsKeepThePrimal() {
        func formulas<S: RealScalar>(_ x: S, _ c: Double) -> [S] {
            [x + c, c + x, x - c, c - x, x * c, c * x, x / c, c / x]
        }
        for x in [0.1, -0.0, 3.7e200, -1e-300] {
            for c in [0.3, -7, 0.0, 1e-300] {
                let plain = formulas(x, c).map(\.bitPattern)
                #expect(formulas(Dual(x, 1), c).map(\.value.bitPattern) == plain)
                #expect(formulas(Tape<Double>().variable(x), c).map(\.value.bitPattern) == plain)
                let float = formulas(Float(x), c)
                #expect(zip(float, plain).allSatisfy { $0.isNaN || $0.isInfinite || !Double(bitPattern: $1).isNaN })
            }
        }
    }

    /// d(x·log y) with y = 0: the zero tangent of x's partial contributes nothing, the infinite one stays.
    @Test func zeroTangentTimesInfinityIsZero() {
        #expect(derivative(at: 1.0) { x in x + sqrt(Dual(0)) } == 1)
        #expect(gradient(at: [0, 1]) { x in sqrt(x[0]) + x[1] } == [.infinity, 1])
        #expect(jvp(at: [0, 1], along: [0, 1]) { x in [sqrt(x[0]) + x[1]] }.tangent == [1])
        #expect(jvp(at: [2, 0], along: [1, 0]) { x in [x[0] * log(x[1])] }.tangent == [-Double.infinity])
        #expect(jvp(at: [2, 0], along: [0, 1]) { x in [x[0] * log(x[1])] }.tangent == [Double.infinity])
        #expect(gradient(at: [2, 0]) { x in x[0] * log(x[1]) } == [-Double.infinity, Double.infinity])
        #expect(derivative(at: 2.0) { x in x * Double.infinity } == .infinity)
        #expect(jvp(at: [2, 3], along: [1, 0]) { x in [x[0] + x[1] * Double.infinity] }.tangent == [1])
    }
}
