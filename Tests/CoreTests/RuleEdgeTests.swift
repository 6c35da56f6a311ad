import Autodiff
import Testing

/// The convention at the edges of the domains and at the kinks, the same in every mode and in nestings of them.
@Suite struct RuleEdgeTests {
    /// f'(x) by forward mode, by reverse mode, as a coefficient of a series, and as the value of nestings.
    func slopes(_ f: some ScalarField, at x: Double) -> [Double] {
        [
            derivative(at: x) { f.value(at: [$0]) },
            gradient(at: [x], of: f)[0],
            valueWithDerivative(at: x) { x in derivative(at: x) { f.value(at: [$0]) } }.value,
            valueWithDerivative(at: x) { x in gradient(at: [x], of: f)[0] }.value,
            taylor(at: x, order: 3, of: f)[1],
            taylor(at: x, order: 3) { x in derivative(at: x) { f.value(at: [$0]) } }[0],
            taylor(at: x, order: 3) { x in gradient(at: [x], of: f)[0] }[0],
        ]
    }

    /// The gradient by forward mode, by reverse mode, and as the values of two nestings.
    func gradients(_ f: some ScalarField, at x: [Double]) -> [[Double]] {
        func along(_ i: Int) -> [Double] { x.indices.map { $0 == i ? 1 : 0 } }
        let zeros = x.map { _ in 0.0 }
        return [
            x.indices.map { jvp(at: x, along: along($0), of: f).tangent[0] },
            gradient(at: x, of: f),
            gradient(at: x.map { Dual($0, 1) }, of: f).map(\.value),
            x.indices.map { i in
                jvp(at: zip(x, zeros).map { Dual($0, $1) }, along: along(i).map { Dual($0) }, of: f).tangent[0].value
            },
        ]
    }

    func agree(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    func expect(
        _ f: some ScalarField, at x: Double, slope: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let computed = slopes(f, at: x)
        #expect(
            computed.allSatisfy { agree($0, slope) }, "\(type(of: f)) at \(x): \(computed), not \(slope)",
            sourceLocation: sourceLocation)
    }

    func expect(
        _ f: some ScalarField, at x: [Double], gradient expected: [Double],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for computed in gradients(f, at: x) {
            #expect(
                zip(computed, expected).allSatisfy(agree) && computed.count == expected.count,
                "\(type(of: f)) at \(x): \(computed), not \(expected)", sourceLocation: sourceLocation)
        }
    }

    /// A rule as a field, of as many arguments as it has.
    struct Unary<Rule: UnaryRule>: ScalarField {
        let rule: Rule
        func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0]) }
    }

    struct Binary<Rule: BinaryRule>: ScalarField {
        let rule: Rule
        func value<S: RealScalar>(at x: [S]) -> S { S.apply(rule, to: x[0], x[1]) }
    }

    func unary<Rule: UnaryRule>(_ rule: Rule) -> Unary<Rule> { Unary(rule: rule) }
    func binary<Rule: BinaryRule>(_ rule: Rule) -> Binary<Rule> { Binary(rule: rule) }

    @Test func oneSidedSlopesAreInfinite() {
        for zero in [0.0, -0.0] {
            expect(unary(Rules.Sqrt()), at: zero, slope: .infinity)
            expect(unary(Rules.Cbrt()), at: zero, slope: .infinity)
            expect(unary(Rules.Log()), at: zero, slope: .infinity)
            expect(unary(Rules.Log2()), at: zero, slope: .infinity)
            expect(unary(Rules.Log10()), at: zero, slope: .infinity)
        }
        expect(unary(Rules.Log1p()), at: -1, slope: .infinity)
        expect(unary(Rules.Acosh()), at: 1, slope: .infinity)
        for one in [1.0, -1.0] {
            expect(unary(Rules.Asin()), at: one, slope: .infinity)
            expect(unary(Rules.Acos()), at: one, slope: -.infinity)
            expect(unary(Rules.Atanh()), at: one, slope: .infinity)
            expect(unary(Rules.Erfinv()), at: one, slope: .infinity)
        }
        for rule in [Rules.BesselY(0), Rules.BesselY(1), Rules.BesselY(4)] {
            expect(unary(rule), at: 0, slope: .infinity)
        }
    }

    /// The second derivatives are the one-sided limits there too.
    @Test func slopesOfInfiniteSlopesAreInfinite() {
        func second<Rule: UnaryRule>(_ rule: Rule, at x: Double) -> [Double] {
            [
                derivative(at: x) { x in derivative(at: x) { Dual.apply(rule, to: $0) } },
                derivative(at: x) { x in gradient(at: [x]) { Variable.apply(rule, to: $0[0]) }[0] },
                gradient(at: [x]) { x in derivative(at: x[0]) { Dual.apply(rule, to: $0) } }[0],
                gradient(at: [x]) { x in gradient(at: x) { Variable.apply(rule, to: $0[0]) }[0] }[0],
            ]
        }
        #expect(second(Rules.Sqrt(), at: 0).allSatisfy { $0 == -.infinity })
        #expect(second(Rules.Log(), at: 0).allSatisfy { $0 == -.infinity })
        #expect(second(Rules.Asin(), at: 1).allSatisfy { $0 == .infinity })
        #expect(second(Rules.Atanh(), at: 1).allSatisfy { $0 == .infinity })
    }

    @Test func theLargestAndTheSmallestOfThree() {
        func values<S: RealScalar>(_ x: [S]) -> [S] { [max(x[0], x[1], x[2]), min(x[0], x[1], x[2])] }
        for (x, largest, smallest) in [
            ([1.0, 2, 3], [0.0, 0, 1], [1.0, 0, 0]), ([3, 1, 2], [1, 0, 0], [0, 1, 0]),
            ([2, 3, 1], [0, 1, 0], [0, 0, 1]), ([2, 2, 1], [0.5, 0.5, 0], [0, 0, 1]),
            ([1, 2, 2], [0, 0.5, 0.5], [1, 0, 0]),
        ] {
            #expect(values(x) == [x.max(), x.min()])
            #expect(jacobian(at: x) { values($0) } == [largest, smallest])
        }
        for x in [[1, .nan, 3], [.nan, 1, 2], [1, 2, .nan]] {
            let (largest, smallest) = (values(x)[0], values(x)[1])
            #expect(largest.isNaN && smallest.isNaN)
        }
    }

    @Test func powers() {
        let pow = binary(Rules.Power())
        expect(pow, at: [0, 0], gradient: [0, 0])
        expect(pow, at: [0x1p-1074, 0], gradient: [0, log(0x1p-1074)])
        expect(pow, at: [0, 1], gradient: [1, 0])
        expect(pow, at: [0, 2], gradient: [0, 0])
        expect(pow, at: [0, 0.5], gradient: [.infinity, 0])
        expect(pow, at: [0, -1], gradient: [-.infinity, -.infinity])
        expect(pow, at: [-2, 3], gradient: [12, .nan])
        expect(unary(Rules.IntegerPower(3)), at: -2, slope: 12)
        expect(unary(Rules.IntegerPower(0)), at: 0, slope: 0)
        expect(unary(Rules.IntegerPower(1)), at: 0, slope: 1)
        expect(unary(Rules.IntegerPower(2)), at: 0, slope: 0)
        expect(unary(Rules.IntegerPower(-1)), at: 0, slope: -.infinity)
        // A constant exponent takes no logarithm, so a negative base has its slope.
        #expect(derivative(at: -2.0) { Autodiff.pow($0, 3.0) } == 12)
        #expect(gradient(at: [-2.0]) { Autodiff.pow($0[0], 3.0) } == [12])
    }

    @Test func powersAtZeroAreExactToEveryOrder() {
        #expect(derivative(at: 0.0) { x in derivative(at: x) { pow($0, 2) } } == 2)
        #expect(derivative(at: 0.0) { x in derivative(at: x) { pow($0, 2.0) } } == 2)
        #expect(gradient(at: [0.0]) { x in gradient(at: x) { pow($0[0], 2) }[0] } == [2])
        #expect(gradient(at: [0.0]) { x in gradient(at: x) { pow($0[0], 2.0) }[0] } == [2])
        #expect(derivative(at: 0.0) { x in gradient(at: [x]) { pow($0[0], 2) }[0] } == 2)
        #expect(gradient(at: [0.0]) { x in derivative(at: x[0]) { pow($0, 2) } } == [2])
        func third(_ n: Int) -> Double {
            derivative(at: 0.0) { x in derivative(at: x) { x in derivative(at: x) { pow($0, n) } } }
        }
        #expect([1, 2, 3, 4, 5].map(third) == [0, 0, 6, 0, 0])
        #expect(derivative(at: 0.0) { x in derivative(at: x) { x in derivative(at: x) { pow($0, 3.0) } } } == 6)
    }

    @Test func powersBeyondTheRangeOfTheirValue() {
        // x^y is infinite or 0 here, its slope is not.
        let pow = binary(Rules.Power())
        for (x, y, slope) in [
            (1e200, 1.6, 1.6e120), (1e-200, 1.7, 1.7e-140), (-1e200, 2, -2e200), (-1e160, 3, .infinity),
        ] {
            for gradient in gradients(pow, at: [x, y]) {
                #expect(agree(gradient[0], slope) || (gradient[0] / slope - 1).magnitude < 1e-13)
            }
        }
    }

    /// Optimisers put other functions in the place of a power of constants; the bits must not depend on where they do.
    @Test func powersOfConstantsHaveTheSameBitsInEveryMode() {
        func expectSame(_ f: some ScalarField, at x: Double) {
            let value = f.value(at: [x])
            #expect(valueWithGradient(at: [x], of: f).value == value)
            #expect(valueWithDerivative(at: x) { f.value(at: [$0]) }.value == value)
            #expect(valueWithGradient(at: [Dual(x, 1)], of: f).value.value == value)
        }
        struct Square: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { pow(x[0], 2.0) }
        }
        struct PowerOfTwo: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { pow(2.0, x[0]) }
        }
        for i in 0..<4000 {
            let x = 0.1 + 0.0061803398874989 * Double(i)
            expectSame(Square(), at: x)
            expectSame(PowerOfTwo(), at: x)
        }
    }

    @Test func kinks() {
        expect(unary(Rules.Abs()), at: 0, slope: 0)
        expect(unary(Rules.Abs()), at: -0.0, slope: 0)
        expect(unary(Rules.ReLU()), at: 0, slope: 0)
        expect(unary(Rules.Abs()), at: .nan, slope: .nan)
        expect(unary(Rules.ReLU()), at: .nan, slope: .nan)
        #expect(relu(Double.nan).isNaN && abs(Double.nan).isNaN)

        struct Larger: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { max(x[0], x[1]) }
        }
        struct Smaller: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { min(x[0], x[1]) }
        }
        expect(Larger(), at: [3, 3], gradient: [0.5, 0.5])
        expect(Smaller(), at: [3, 3], gradient: [0.5, 0.5])
        expect(Larger(), at: [3, 2], gradient: [1, 0])
        expect(Larger(), at: [2, 3], gradient: [0, 1])
        expect(Smaller(), at: [3, 2], gradient: [0, 1])
        expect(Smaller(), at: [2, 3], gradient: [1, 0])
        expect(Larger(), at: [.nan, 3], gradient: [.nan, .nan])
        expect(Smaller(), at: [3, .nan], gradient: [.nan, .nan])
        expect(Larger(), at: [.infinity, .infinity], gradient: [0.5, 0.5])
        expect(binary(Rules.Max()), at: [2, 3], gradient: [0, 1])
        expect(binary(Rules.Min()), at: [2, 3], gradient: [1, 0])
        for x in [[.nan, 1], [1, Double.nan]] {
            #expect(Larger().value(at: x).isNaN && Smaller().value(at: x).isNaN)
        }
        #expect(derivative(at: 0.0) { max($0, 0) } == 0.5)
        #expect(derivative(at: 0.0) { min(0, $0) } == 0.5)
        #expect(derivative(at: 1.0) { max($0, 2, 0.5 * $0) } == 0)
        #expect(derivative(at: 1.0) { min($0, 2, 0.5 * $0) } == 0.5)
    }

    @Test func theLargerDropsTheOthersInfiniteSlope() {
        #expect(derivative(at: 0.0) { max(sqrt($0), $0 + 1) } == 1)
        #expect(gradient(at: [0.0]) { min(sqrt($0[0]), $0[0] - 1) } == [1])
    }

    @Test func subgradientsAtTheOrigin() {
        for zero in [0.0, -0.0] {
            expect(binary(Rules.Atan2()), at: [0, zero], gradient: [0, 0])
            expect(binary(Rules.Hypot()), at: [0, zero], gradient: [0, 0])
        }
        struct Norm: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { norm(x) }
        }
        expect(Norm(), at: [0, 0, 0], gradient: [0, 0, 0])
    }

    @Test func quotientsAndXLogY() {
        expect(binary(Rules.Divide()), at: [0, 0], gradient: [.infinity, .nan])
        expect(binary(Rules.XLogY()), at: [0, 0], gradient: [0, 0])
        expect(binary(Rules.XLogY()), at: [0, 1], gradient: [0, 0])
        for zero in [0.0, -0.0] {
            expect(binary(Rules.XLogY()), at: [1, zero], gradient: [-.infinity, .infinity])
            expect(binary(Rules.XLogY()), at: [-1, zero], gradient: [-.infinity, -.infinity])
        }
        #expect(xLogY(0.0, 0) == 0 && xLogY(0.0, .nan).isNaN)
    }

    @Test func saturatedFunctionsAreNeverNaN() {
        func expectSaturated<Rule: UnaryRule>(_ rule: Rule, values: (Double, Double), slopes: (Double, Double)) {
            for (x, value, slope) in [(-1000.0, values.0, slopes.0), (1000.0, values.1, slopes.1)] {
                #expect(rule.value(x) == value)
                expect(unary(rule), at: x, slope: slope)
                #expect(derivative(at: x) { x in derivative(at: x) { Dual.apply(rule, to: $0) } } == 0)
                #expect(gradient(at: [x]) { x in gradient(at: x) { Variable.apply(rule, to: $0[0]) }[0] } == [0])
            }
            for x in [-Double.infinity, .infinity] { #expect(self.slopes(unary(rule), at: x).allSatisfy { !$0.isNaN }) }
        }
        expectSaturated(Rules.Tanh(), values: (-1, 1), slopes: (0, 0))
        expectSaturated(Rules.Sigmoid(), values: (0, 1), slopes: (0, 0))
        expectSaturated(Rules.Softplus(), values: (0, 1000), slopes: (0, 1))
        expectSaturated(Rules.LogSigmoid(), values: (-1000, 0), slopes: (1, 0))
        expectSaturated(Rules.Erf(), values: (-1, 1), slopes: (0, 0))
    }

    @Test func logSumExpAtItsEdges() {
        struct LogSumExp: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { logSumExp(x) }
        }
        let infinity = Double.infinity
        expect(LogSumExp(), at: [-infinity, 0], gradient: [0, 1])
        expect(LogSumExp(), at: [-infinity, -infinity], gradient: [0, 0])
        expect(LogSumExp(), at: [7, 7, 7, 7], gradient: [0.25, 0.25, 0.25, 0.25])
        expect(LogSumExp(), at: [1000, -1000], gradient: [1, 0])
        let add = binary(Rules.LogAddExp())
        expect(add, at: [-infinity, 0], gradient: [0, 1])
        expect(add, at: [-infinity, -infinity], gradient: [0, 0])
        expect(add, at: [infinity, infinity], gradient: [0.5, 0.5])
        expect(add, at: [7, 7], gradient: [0.5, 0.5])
        #expect(
            logAddExp(-infinity, 3) == 3 && logAddExp(1e308, -1e308) == 1e308 && logAddExp(infinity, -3) == infinity)
        #expect(logAddExp(-infinity, -infinity) == -infinity && logAddExp(1, Double.nan).isNaN)
    }

    @Test func onlyTheChosenBranchIsEvaluated() {
        struct Guarded: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { select(x[0] > 0, sqrt(x[0]), 0) }
        }
        expect(Guarded(), at: 0, slope: 0)
        expect(Guarded(), at: -1, slope: 0)
        expect(Guarded(), at: 4, slope: 0.25)
    }

    @Test func derivativesAtZeroAreRightToTheFourth() {
        func derivatives<Rule: UnaryRule>(_ rule: Rule) -> [Double] {
            let first = valueWithDerivative(at: 0.0) { Dual.apply(rule, to: $0) }
            let second = derivative(at: 0.0) { x in derivative(at: x) { Dual.apply(rule, to: $0) } }
            let third = derivative(at: 0.0) { x in
                derivative(at: x) { x in derivative(at: x) { Dual.apply(rule, to: $0) } }
            }
            let fourth = derivative(at: 0.0) { x in
                derivative(at: x) { x in derivative(at: x) { x in derivative(at: x) { Dual.apply(rule, to: $0) } } }
            }
            return [first.derivative, second, third, fourth]
        }
        func reversed<Rule: UnaryRule>(_ rule: Rule) -> [Double] {
            let third = gradient(at: [0.0]) { x in
                gradient(at: x) { x in gradient(at: x) { Variable.apply(rule, to: $0[0]) }[0] }[0]
            }
            let fourth = gradient(at: [0.0]) { x in
                gradient(at: x) { x in gradient(at: x) { x in derivative(at: x[0]) { Dual.apply(rule, to: $0) } }[0] }[
                    0]
            }
            return [third[0], fourth[0]]
        }
        let c = 1.1283791670955126
        #expect(derivatives(Rules.Sigmoid()) == [0.25, 0, -0.125, 0])
        #expect(derivatives(Rules.Softplus()) == [0.5, 0.25, 0, -0.125])
        #expect(derivatives(Rules.Tanh()) == [1, 0, -2, 0])
        #expect(derivatives(Rules.Erf()) == [c, 0, -2 * c, 0])
        #expect(reversed(Rules.Sigmoid()) == [-0.125, 0])
        #expect(reversed(Rules.Softplus()) == [0, -0.125])
        #expect(reversed(Rules.Tanh()) == [-2, 0])
        #expect(reversed(Rules.Erf()) == [-2 * c, 0])
    }
}
