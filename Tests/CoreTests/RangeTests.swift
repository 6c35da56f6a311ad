import Autodiff
import Testing

/// Arguments at the ends of a type's range.
@Suite struct RangeTests {
    @Test(arguments: [3e25, 3e-22, 3e-25, 0x1p-130] as [Float]) func normOfFloats(a: Float) {
        let b = a / 3 * 4
        let exact = (Double(a) * Double(a) + Double(b) * Double(b)).squareRoot()
        #expect((Double(norm([a, b])) - exact).magnitude <= 2.5e-7 * exact + Double(Float.leastNonzeroMagnitude) / 2)
        let slope = gradient(at: [a, b]) { norm($0) }
        #expect((Double(slope[0]) - Double(a) / exact).magnitude <= 5e-7)
        #expect((Double(slope[1]) - Double(b) / exact).magnitude <= 5e-7)
    }

    @Test func theSmallestExponent() async {
        await #expect(processExitsWith: .success) {
            let slope = derivative(at: -2.0) { x in pow(x, Int.min) }
            if slope != 0 { fatalError("\(slope)") }
        }
    }

    /// The standard library's conversion had no message in a release build.
    @Test func ordersThatTheCLibraryCantTake() async {
        let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(jn(.max, 1.0))
        }
        #expect(message(of: first).contains("jn(9223372036854775807, x): the C library computes Bessel functions"))
        let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(gradient(at: [1.0]) { yn(.min, $0[0]) })
        }
        #expect(message(of: second).contains("yn(-9223372036854775808, x): the C library"))
        let third = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(derivative(at: 0.0) { jn(2_147_483_647, $0) })
        }
        #expect(message(of: third).contains("jn(2147483648, x): the C library computes Bessel functions"))
        #expect(jn(2_147_483_647, 0.0) == 0)
    }

    func message(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }
}
