import Autodiff
import Testing

/// Series whose terms leave the range of `Double` on the way, and whose coefficients don't.
@Suite struct TaylorRangeTests {
    func areClose(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-13) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0 - $1).magnitude <= tolerance * $1.magnitude }
    }

    /// Coefficients of ψ⁽ⁿ⁾: 500 terms of its sum over the poles and the Euler-Maclaurin formula for the rest, in 60-digit
    /// arithmetic. (mpmath 1.3.0's own Hurwitz zeta function is right to nine digits only at n = 100 and x = 2000.)
    struct Polygamma: Sendable {
        let order: Int
        let point: Double
        let coefficients: [Double]

        static let table = [
            // (1/t)⁵⁰ had lost digits, and (1/t)¹⁰⁰ had vanished, before they met the factorial.
            Polygamma(
                order: 50, point: 2e6,
                coefficients: [
                    -5.4026957804421279551e-253, 1.3506742827776675914e-257, -1.7221101410671958261e-262,
                    1.4924958287138789298e-267, -9.887787337165158438e-273,
                ]),
            Polygamma(
                order: 100, point: 2000,
                coefficients: [
                    -7.547742835794973125e-175, 3.7748071752464879981e-176, -9.5337512919811627424e-178,
                    1.6211395251188852332e-179, -2.0877345478913621196e-181,
                ]),
            Polygamma(
                order: 150, point: 200,
                coefficients: [
                    -3.7942152199759049376e-85, 2.8519006686930043132e-85, -1.0789507922427225582e-85,
                    2.7393238634063461171e-86, -5.2504115643918075093e-87,
                ]),
            // Neighbours: the largest order with a series, a small argument, a large one, an ordinary one.
            Polygamma(
                order: 170, point: 30,
                coefficients: [
                    -1.8821151408239852843e+54, 1.0726779424532680308e+55, -3.074655965662434553e+55,
                    5.9095134242416909638e+55, -8.5678705342719888621e+55,
                ]),
            Polygamma(
                order: 100, point: 0.5,
                coefficients: [
                    -2.3661006604908971562e+188, 4.7795233341916122555e+190, -4.8751138008754445006e+192,
                    3.3475781432678052237e+194, -1.7407406344992587163e+196,
                ]),
            Polygamma(
                order: 20, point: 1e10,
                coefficients: [
                    -1.2164510053047710045e-183, 2.4329020107311871095e-192, -2.5545471113954738205e-201,
                    1.8733345484503475291e-210, -1.0771673654128081975e-219,
                ]),
            Polygamma(
                order: 5, point: 0x1p-10,
                coefficients: [
                    1.3835058055282163724e+20, -8.5002596691653613847e+23, 3.0464930654288655203e+27,
                    -8.3189570639977554473e+30, 1.9166877075450828551e+34,
                ]),
            Polygamma(
                order: 30, point: 40.75,
                coefficients: [
                    -6.2122176023386680669e-18, 4.6229428876698231577e-18, -1.7773759907049817815e-18,
                    4.7023573629960953327e-19, -9.6217870167083158564e-20,
                ]),
            Polygamma(order: 3, point: 1e60, coefficients: [2e-180, -6e-240, 1.2e-299, 0, 0]),
        ]
    }

    @Test(arguments: Polygamma.table) func powersUnderflowBeforeTheyMeetTheFactorial(_ f: Polygamma) {
        #expect(areClose(taylor(at: f.point, order: 4) { polygamma(f.order, $0) }, f.coefficients))
        // The first derivative in the three other ways; beyond order 170 the rule takes exponentials of logarithms.
        if f.order == 170 { return }
        #expect(areClose([derivative(at: f.point) { polygamma(f.order, $0) }], [f.coefficients[1]]))
        #expect(areClose(gradient(at: [f.point]) { polygamma(f.order, $0[0]) }, [f.coefficients[1]]))
        let slopes = taylor(at: Dual(f.point, 1), order: 1) { polygamma(f.order, $0) }.map(\.tangent)
        #expect(areClose(slopes, [f.coefficients[1], 2 * f.coefficients[2]]))
    }

    @Test func anInfiniteExponentialHasAFiniteSlope() {
        let c = taylor(at: 1024.2, order: 4) { exp2($0) }
        #expect(c[0] == .infinity)
        #expect(
            areClose(
                Array(c.dropFirst()),
                [
                    1.4313538816446261252e308, 4.9606945372275312648e307, 1.146163810699461984e307,
                    1.9861505346154373785e306,
                ]))
        #expect(c[1] == derivative(at: 1024.2) { exp2($0) })
    }

    /// What is infinite in the other exponentials is so in all coefficients, and never nan: u(t) = x - t + t².
    @Test func infiniteExponentialsAreNeverNaN() {
        func coefficients(_ x: Double, _ f: (Taylor<Double>) -> Taylor<Double>) -> [Double] {
            taylor(at: x, order: 1) { f(-$0) }
        }
        #expect(coefficients(-710, exp) == [.infinity, -.infinity])
        #expect(coefficients(-710, expm1) == [.infinity, -.infinity])
        #expect(coefficients(-711, sinh) == [.infinity, -.infinity])
        #expect(coefficients(-711, cosh) == [.infinity, -.infinity])
        #expect(taylor(at: 709, order: 1, exp)[1] == exp(709) && taylor(at: 1023, order: 0) { exp2($0) } == [0x1p1023])
        #expect(taylor(at: -800, order: 2, expm1) == [-1, 0, 0])
    }

    /// Where a function saturates its slope isn't what 1 or its own value says: coefficient j is that of the exponential that
    /// is left.
    @Test func saturatedFunctionsKeepTheirSmallCoefficients() {
        func exponential(_ a: Double, _ rate: Double) -> [Double] { [a, a * rate, a * rate * rate / 2] }
        let small = 1.9287498479639178e-22  // e^-50
        #expect(areClose(Array(taylor(at: -50, order: 3, expm1)[1...]), [small, small / 2, small / 6]))
        #expect(areClose(Array(taylor(at: 50, order: 2, sigmoid)[1...]), [small, -small / 2]))
        #expect(areClose(taylor(at: -50, order: 2, sigmoid), exponential(small, 1)))
        #expect(areClose(taylor(at: -50, order: 2, softplus), exponential(small, 1)))
        #expect(areClose(taylor(at: 50, order: 2, logSigmoid), exponential(-small, -1)))
        #expect(areClose(Array(taylor(at: 25, order: 2, tanh)[1...]), [4 * small, -4 * small]))
        #expect(areClose(Array(taylor(at: -25, order: 2, tanh)[1...]), [4 * small, 4 * small]))
        let share = taylor(at: 50, order: 2) { logAddExp($0, 0) }
        #expect(areClose([share[1], share[2]], [1, small / 2]))
    }

    @Test func aReciprocalOverflowsBeforeItMeetsAZero() {
        let subnormal = 0x7e8p-1074  // 1e-320
        #expect(areClose([taylor(at: subnormal, order: 1) { xLogY($0, $0) }[1]], [-735.82724089097390615]))
        // x log x has the derivatives log x + 1, 1/x, -1/x².
        let tiny = taylor(at: 1e-200, order: 2) { xLogY($0, $0) }
        #expect(areClose(tiny, [-4.6051701859880912585e-198, -459.51701859880913682, 5e199]))
        let smallest = taylor(at: 0x1p-1022, order: 2) { xLogY($0, $0) }
        #expect(areClose(Array(smallest[1...]), [-707.39641853226410622, 2.2471164185778948847e307]))
        #expect(areClose(taylor(at: subnormal, order: 1) { xLogY(2, $0) }, [-1473.6544817819478, .infinity]))
        let line = taylor(at: 3, order: 1) { xLogY($0, Taylor(subnormal)) }
        #expect(areClose(line, [-2210.4817226729217184, -736.82724089097390615]))
    }
}
