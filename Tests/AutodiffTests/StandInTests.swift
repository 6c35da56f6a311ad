import Autodiff
import Testing

/// What a scalar has in order to stand in for `Double`: the same values as `Double`'s own, and the slopes by convention.
@Suite struct StandInTests {
    /// f'(x) by every mode and in nestings.
    func slopes<F: ScalarField>(_ f: F, at x: Double) -> [Double] {
        [
            derivative(at: x) { f.value(at: [$0]) }, gradient(at: [x], of: f)[0], taylor(at: x, order: 3, of: f)[1],
            gradient(at: [x], of: f, mode: .forward)[0],
            valueWithDerivative(at: x) { x in gradient(at: [x], of: f)[0] }.value,
            gradient(at: [Dual(x, 1)], of: f)[0].value,
            valueWithDerivative(at: x) { x in derivative(at: x) { f.value(at: [$0]) } }.value,
        ]
    }

    /// The gradient by every mode.
    func gradients<F: ScalarField>(_ f: F, at x: [Double]) -> [[Double]] {
        [
            gradient(at: x, of: f), gradient(at: x, of: f, mode: .forward),
            gradient(at: x.map { Dual($0, 1) }, of: f).map(\.value),
            x.indices.map { i in taylor(at: x, along: x.indices.map { $0 == i ? 1 : 0 }, order: 2, of: f)[1] },
        ]
    }

    // MARK: Constants and predicates

    @Test func constantsAreThoseOfDouble() {
        func all<S: RealScalar>(_: S.Type) -> [Double] {
            [
                S.pi, S.infinity, S.ulpOfOne, S.leastNormalMagnitude, S.greatestFiniteMagnitude, 2 * .pi, -.infinity,
            ].map(\.primal)
        }
        let expected = [
            Double.pi, .infinity, .ulpOfOne, .leastNormalMagnitude, .greatestFiniteMagnitude, 2 * .pi, -.infinity,
        ]
        #expect(all(Double.self) == expected && all(Dual<Double>.self) == expected)
        #expect(all(Variable<Double>.self) == expected && all(Taylor<MultiDual<SIMD4<Double>>>.self) == expected)
        #expect(Dual<Double>.nan.isNaN && Variable<Dual<Double>>.nan.primal.isNaN)
    }

    @Test func constantsOverFloatAreThoseOfFloat() {
        #expect(Dual<Float>.ulpOfOne.value == .ulpOfOne)
        #expect(Dual<Float>.leastNormalMagnitude.value == .leastNormalMagnitude)
        #expect(Dual<Float>.greatestFiniteMagnitude.value == .greatestFiniteMagnitude)
    }

    @Test func predicatesLookAtTheValue() {
        func all<S: RealScalar>(_ x: S) -> [Bool] {
            [x.isNaN, x.isFinite, x.isInfinite, x.isZero, x.sign == .minus]
        }
        for x in [0, -0.0, 1, -2.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude] {
            let expected = [x.isNaN, x.isFinite, x.isInfinite, x.isZero, x.sign == .minus]
            #expect(all(x) == expected && all(Dual(x, 1)) == expected && all(MultiDual(x, SIMD2(1, 0))) == expected)
            #expect(all(Taylor([x, 1, 2])) == expected && all(Tape<Double>().variable(x)) == expected)
            #expect(
                all(Dual(Tape<Double>().variable(x), 1)) == expected && all(Variable(constant: Dual(x, 1))) == expected)
        }
    }

    /// A branch on `isZero` goes the same way in every mode, whatever the derivatives are.
    @Test func aBranchOnIsZeroGoesAsOnDouble() {
        struct Safe: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x[0].isZero ? 1 - x[0] * x[0] / 6 : sin(x[0]) / x[0] }
        }
        #expect(slopes(Safe(), at: 0).allSatisfy { $0 == 0 })
        #expect(hessian(at: [0], of: Safe())[0, 0] == -1.0 / 3)
    }

    // MARK: Rounding and remainders

    struct Rounding: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            var inPlace = x[0]
            inPlace.round(.awayFromZero)
            return [
                floor(x[0]), ceil(x[0]), round(x[0]), rint(x[0]), trunc(x[0]), x[0].rounded(), x[0].rounded(.down),
                inPlace,
                x[0].rounded(.toNearestOrEven), S(Int(x[0].rounded(.down))),
            ]
        }
    }

    @Test(arguments: [2.5, -2.5, 0.5, -0.5, 3, -3, 1e300, 0.49999999999999994, -0.0, 7.3, 1.5])
    func roundingHasTheBitsOfDoubleAndSlopeZero(_ x: Double) {
        guard x.magnitude < 1e18 else { return }
        let plain = [
            x.rounded(.down), x.rounded(.up), x.rounded(), x.rounded(.toNearestOrEven), x.rounded(.towardZero),
            x.rounded(),
            x.rounded(.down), x.rounded(.awayFromZero), x.rounded(.toNearestOrEven), Double(Int(x.rounded(.down))),
        ]
        let bits = plain.map(\.bitPattern)
        #expect(Rounding()([x]).map(\.bitPattern) == bits)
        #expect(Rounding()([Dual(x, 1)]).map(\.value.bitPattern) == bits)
        #expect(Rounding()([Taylor([x, 1, 1])]).map(\.value.bitPattern) == bits)
        #expect(vjp(at: [x], of: Rounding()).value.map(\.bitPattern) == bits)
        for mode in [JacobianMode.forward, .reverse] {
            #expect(jacobian(at: [x], of: Rounding(), mode: mode).values.allSatisfy { $0 == 0 })
        }
        #expect(Rounding()([Taylor([x, 1, 1])]).allSatisfy { $0.coefficients.dropFirst().allSatisfy { $0 == 0 } })
    }

    struct Wrapped: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { fmod(x[0], x[1]) }
    }
    struct Nearest: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { remainder(x[0], x[1]) }
    }

    @Test func remaindersHaveSlopeOneAndMinusTheQuotient() {
        for (x, y) in [
            (7.5, 2.0), (-7.5, 2), (7.5, -2), (1e15, 0.7), (0.3, 5), (5, 5), (-0.0, 3), (0x1p-1030, 0x3p-1034),
            (1e300, 1.5e299),
        ] {
            let n = ((x - x.truncatingRemainder(dividingBy: y)) / y).rounded()
            for g in gradients(Wrapped(), at: [x, y]) { #expect(g == [1, -n], "fmod(\(x), \(y))") }
            let m = (x / y - x.remainder(dividingBy: y) / y).rounded()
            for g in gradients(Nearest(), at: [x, y]) { #expect(g == [1, -m], "remainder(\(x), \(y))") }
            #expect(
                Wrapped().value(at: [Dual(x, 1), Dual(y)]).value.bitPattern
                    == x.truncatingRemainder(dividingBy: y).bitPattern)
            #expect(
                Nearest().value(at: [Dual(x, 1), Dual(y)]).value.bitPattern == x.remainder(dividingBy: y).bitPattern)
        }
    }

    /// 3·(1 - 2⁻⁵³)/1 rounds to 3; the whole part is 2.
    @Test func aQuotientThatRoundsToTheNextWholeNumber() {
        let y = 0.1
        let x = (3 * y).nextDown
        #expect(x / y == 2.9999999999999996 || x / y == 3)
        for (x, y) in [(x, y), (0.3, 0.1), (0.7, 0.1), (1, 0.1), (6.0.nextDown, 2)] {
            let exact = (x - x.truncatingRemainder(dividingBy: y)) / y
            #expect(gradient(at: [x, y], of: Wrapped())[1] == -exact.rounded())
        }
    }

    @Test func remaindersOutsideTheirDomain() {
        for (x, y) in [(Double.infinity, 2.0), (1, 0), (.nan, 1), (1, .nan)] {
            for g in gradients(Wrapped(), at: [x, y]) + gradients(Nearest(), at: [x, y]) {
                #expect(g[0].isNaN && g[1].isNaN, "\(x), \(y)")
            }
        }
        #expect(gradient(at: [3, .infinity], of: Wrapped()) == [1, 0])
        #expect(gradient(at: [3, .infinity], of: Nearest()) == [1, 0])
    }

    @Test func copysignAndFabs() {
        func f<S: RealScalar>(_ x: S, _ y: S) -> S { copysign(x, y) }
        for (x, y, slope) in [
            (2.0, 3.0, 1.0), (2, -3, -1), (-2, 3, -1), (-2, -3, 1), (0, -1, 0), (-0.0, 1, 0), (2, -0.0, -1),
        ] {
            #expect(gradient(at: [x, y]) { f($0[0], $0[1]) } == [slope, 0])
            #expect(derivative(at: x) { f($0, Dual(y)) } == slope)
            #expect(f(Dual(x, 1), Dual(y, 1)).value.sign == y.sign)
        }
        #expect(derivative(at: -2.0) { fabs($0) } == -1 && derivative(at: 0.0) { fabs($0) } == 0)
    }

    // MARK: fma

    struct Fused: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { fma(x[0], x[1], x[2]) * x[0] }
    }

    @Test func fmaIsRoundedOnceInEveryMode() {
        let x = [1 + 0x1p-30, 1 - 0x1p-30, -1.0]
        let fused = -0x1p-60
        #expect(x[0] * x[1] + x[2] == 0)
        func f<S: RealScalar>(_ x: [S]) -> S { fma(x[0], x[1], x[2]) }
        #expect(
            f(x) == fused && f(x.map { Dual($0, 1) }).value == fused
                && f(x.map { MultiDual($0, SIMD2(1, 2)) }).value == fused)
        #expect(f(x.map { Taylor([$0, 1]) }).value == fused && f(x.map { Dual(Dual($0, 1), 1) }).primal == fused)
        #expect(
            valueWithGradient(at: x) { f($0) }.value == fused
                && f(x.map { Variable(constant: Dual($0, 1)) }).primal == fused)
        #expect(f(x.map { Symbol($0) }).primal == fused && x[2].addingProduct(x[0], x[1]) == fused)
        #expect(valueWithGradient(at: x) { x in x[2].addingProduct(x[0], x[1]) }.gradient == [x[1], x[0], 1])
        for g in gradients(Fused(), at: [2, 3, 5]) { #expect(g == [17, 4, 2]) }
        let h = hessian(at: [2, 3, 5], of: Fused())
        #expect(h == [[6, 4, 1], [4, 0, 0], [1, 0, 0]])
        #expect(
            fma(Float(1) + 0x1p-20, 1 - 0x1p-20, -1) == -0x1p-40
                && Dual<Float>._fma(Dual(1 + 0x1p-20, 1), Dual(1 - 0x1p-20), -1).value == -0x1p-40)
    }

    // MARK: Ties of several

    @Test func aTieOfThreeIsSharedInThirds() {
        func values<S: RealScalar>(_ x: [S]) -> [S] {
            [max(x[0], x[1], x[2]), min(x[0], x[1], x[2]), max(of: x), min(of: x)]
        }
        let third = 1.0 / 3
        let expected = Matrix<Double>(rows: 4, columns: 3, repeating: third)
        #expect(jacobian(at: [2, 2, 2]) { values($0) } == expected)
        for g in (0..<3).map({ i in values([2, 2, 2].enumerated().map { Dual($1, $0 == i ? 1 : 0) }).map(\.tangent) }) {
            #expect(g == [third, third, third, third])
        }
        #expect(gradient(at: [1, 3, 3]) { max($0[0], $0[1], $0[2]) } == [0, 0.5, 0.5])
        #expect(gradient(at: [3, 1, 3]) { max($0[0], $0[1], $0[2]) } == [0.5, 0, 0.5])
        #expect(gradient(at: [0, 0, 0]) { max($0[0], $0[1], 0) } == [third, third, 0])
    }

    @Test func aTieOfManyIsSharedEqually() {
        #expect(gradient(at: [1, 1, 1, 1]) { max($0[0], $0[1], $0[2], $0[3]) } == [0.25, 0.25, 0.25, 0.25])
        #expect(
            gradient(at: [1, 1, 0, 1, 1]) { max($0[0], $0[1], $0[2], $0[3], $0[4]) } == [0.25, 0.25, 0, 0.25, 0.25])
        #expect(gradient(at: [1, 5, 2, 3]) { min($0[0], $0[1], $0[2], $0[3]) } == [1, 0, 0, 0])
        let seven = [Double](repeating: -2, count: 7)
        #expect(gradient(at: seven) { max(of: $0) } == [Double](repeating: 1.0 / 7, count: 7))
        #expect(gradient(at: seven + [9]) { max(of: $0) } == [Double](repeating: 0, count: 7) + [1])
        #expect(gradient(at: [4]) { max(of: $0) * min(of: $0) } == [8])
        for x in [[1, .nan, 2, 3], [.nan, 1, 1, 1], [1, 1, 1, .nan]] {
            let (value, slopes) = valueWithGradient(at: x) { max($0[0], $0[1], $0[2], $0[3]) }
            #expect(value.isNaN && slopes.contains(where: \.isNaN))
        }
    }

    /// The value at a tie is the first of the tied, the sign of a zero too.
    @Test func theValueOfATieIsTheFirst() {
        func f<S: RealScalar>(_ x: [S]) -> S { max(x[0], x[1], x[2]) }
        #expect(f([-0.0, 0, -1]).sign == .minus && f([0, -0.0, -1]).sign == .plus)
        #expect(f([-0.0, 0, -1].map { Dual($0, 1) }).value.sign == .minus)
    }

    @Test func clampIsMinOfMax() {
        struct Clamp: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { clamp(x[0], -1...2) }
        }
        for (x, slope) in [(-3.0, 0.0), (-1, 0.5), (0, 1), (1.9, 1), (2, 0.5), (5, 0)] {
            #expect(slopes(Clamp(), at: x).allSatisfy { $0 == slope }, "\(x)")
        }
        let (low, high) = (0.25, 0.5)
        #expect(
            derivative(at: 0.3) { clamp($0, low...high) } == 1 && derivative(at: 0.7) { clamp($0, low...high) } == 0)
        #expect(gradient(at: [9, 1, 3]) { clamp($0[0], $0[1]...$0[2]) } == [0, 0, 1])
        #expect(gradient(at: [1, 1, 3]) { clamp($0[0], $0[1]...$0[2]) } == [0.5, 0.5, 0])
        #expect(Clamp().value(at: [Dual(.nan, 1)]).value.isNaN)
    }

    // MARK: Three sides

    struct Diagonal: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { hypot(x[0], x[1], x[2]) }
    }

    @Test func hypotOfThreeDoesNotOverflow() {
        for scale in [1.0, 0x1p+1000, 0x1p-1000] {
            for g in gradients(Diagonal(), at: [2, 3, 6].map { $0 * scale }) {
                for (a, b) in zip(g, [2.0 / 7, 3.0 / 7, 6.0 / 7]) { #expect(abs(a - b) < 1e-15) }
            }
            #expect(hypot(2 * scale, 3 * scale, 6 * scale) == 7 * scale)
        }
        for g in gradients(Diagonal(), at: [0, 0, 0]) { #expect(g == [0, 0, 0]) }
        // By two of two sides it would be 0.
        #expect(hessian(at: [0, 0, 2], of: Diagonal()) == [[0.5, 0, 0], [0, 0.5, 0], [0, 0, 0]])
    }

    // MARK: Constants in the place of scalars

    @Test func functionsOfAScalarAndADoubleVariable() {
        func values<S: RealScalar>(_ x: S, _ d: Double, _ n: Int) -> [S] {
            [
                pow(x, d), pow(d, x), max(x, d), max(d, x), min(x, d), min(d, x), hypot(x, d), hypot(d, x), atan2(x, d),
                atan2(d, x),
                fmod(x, d), fmod(d, x), max(x, S(n)), min(S(n), x),
            ]
        }
        func lifted<S: RealScalar>(_ x: S, _ c: Double, _ n: Int) -> [S] {
            let d = S(c)
            return [
                pow(x, d), pow(d, x), max(x, d), max(d, x), min(x, d), min(d, x), hypot(x, d), hypot(d, x), atan2(x, d),
                atan2(d, x),
                fmod(x, d), fmod(d, x), max(x, S(n)), min(S(n), x),
            ]
        }
        for (x, d) in [(1.7, 2.5), (2.5, 2.5), (3, 0.5)] {
            #expect(values(x, d, 3) == lifted(x, d, 3))
            let (a, b) = (values(Dual(x, 1), d, 3), lifted(Dual(x, 1), d, 3))
            #expect(a.map(\.value) == b.map(\.value) && a.map(\.tangent) == b.map(\.tangent))
            #expect(jacobian(at: [x]) { values($0[0], d, 3) } == jacobian(at: [x]) { lifted($0[0], d, 3) })
        }
        func orders<S: RealScalar>(_ x: S, _ d: Double) -> [Bool] {
            [x < d, d < x, x > d, d > x, x <= d, d <= x, x >= d, d >= x]
        }
        for (x, d) in [(1.0, 2.0), (2, 1), (1, 1), (.nan, 1)] {
            let expected = [x < d, d < x, x > d, d > x, x <= d, d <= x, x >= d, d >= x]
            #expect(
                orders(x, d) == expected && orders(Dual(x, 1), d) == expected
                    && orders(Variable(constant: x), d) == expected)
        }
    }

    /// Integer division in a limit: the literals are scalars.
    @Test func literalsBesideAScalarAreScalars() {
        let slope = derivative(at: 1.0) { max($0, 5 / 2) + min($0, 3 / 2) }
        #expect(slope == 1)
        #expect(valueWithDerivative(at: 1.0) { max($0, 5 / 2) }.value == 2.5)
        #expect(derivative(at: 2.25) { max(5 / 2, $0) } == 0)
    }

    // MARK: Integers and strides

    @Test func intOfAScalarTruncatesAsOfADouble() {
        for x in [2.7, -2.7, 0.99, -0.0, 1e18, -0x1p63] {
            #expect(Int(Dual(x, 1)) == Int(x) && Int(Variable(constant: x)) == Int(x) && Int(Taylor([x, 1])) == Int(x))
        }
    }

    @Test func intOfWhatIsNoIntegerTraps() async {
        let results = [
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                print(Int(Dual(Double.nan, 1)))
            },
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                print(Int(Dual(0x1p63, 1)))
            },
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                print(Int(Dual(-Double.infinity, 1)))
            },
        ]
        for result in results { #expect(message(of: result).contains("it must be finite and within the range of Int")) }
    }

    @Test func stridesHaveTheBitsOfDouble() {
        func numbers<S: RealScalar>(_ a: S, _ b: S, _ h: S) -> [S] {
            Array(stride(from: a, to: b, by: h)) + Array(stride(from: a, through: b, by: h))
        }
        for (a, b, h) in [(0.1, 3.1, 0.3), (0, 1, 0.1), (5, -2, -0.7), (1, 0, 1), (0, 2, 0.5), (1e3, 1e3 + 10, 0.1)] {
            let plain = Array(stride(from: a, to: b, by: h)) + Array(stride(from: a, through: b, by: h))
            #expect(numbers(a, b, h) == plain)
            #expect(numbers(Dual(a, 1), Dual(b), Dual(h)).map(\.value) == plain)
        }
        let slopes = gradient(at: [1.0, 0.5]) { (x: [Variable<Double>]) in
            stride(from: x[0], to: 3, by: x[1]).reduce(0) { $0 + $1 }
        }
        #expect(slopes == [4, 6])
    }

    @Test func misuseTraps() async {
        let stride0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Array(stride(from: Dual(0, 1), to: 1, by: 0)).count)
        }
        #expect(message(of: stride0).contains("the step must not be zero"))
        let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(max(of: [Dual<Double>]()))
        }
        #expect(message(of: none).contains("the largest of no elements is not defined"))
    }
}
