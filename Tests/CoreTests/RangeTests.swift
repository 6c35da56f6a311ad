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
}
