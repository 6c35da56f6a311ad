import Autodiff
import Testing

@Suite struct NormTests {
    struct Norm: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { norm(x) }
    }

    func agree(_ a: [Double], _ b: [Double], ulps: Double = 4) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0 - $1).magnitude <= ulps * $1.ulp }
    }

    /// The gradient in every mode and as the value of nestings.
    func gradients(at x: [Double]) -> [[Double]] {
        func unit(_ i: Int) -> [Double] { x.indices.map { $0 == i ? 1 : 0 } }
        return [
            gradient(at: x, of: Norm()),
            jacobian(at: x, of: Norm(), mode: .forward).row(0),
            x.indices.map { jvp(at: x, along: unit($0), of: Norm()).tangent[0] },
            x.indices.map { taylor(at: x, along: unit($0), order: 2) { norm($0) }[1] },
            gradient(at: x.map { Dual($0, 1) }, of: Norm()).map(\.value),
            x.indices.map { i in
                let direction = unit(i).map { Variable<Double>($0) }
                return valueWithGradient(at: x) { x in jvp(at: x, along: direction, of: Norm()).tangent[0] }.value
            },
            ComputationGraph(at: x, of: Norm()).gradient,
        ]
    }

    /// A scale of 2¹⁰⁸⁰ multiplied the slope by infinity.
    @Test func subnormalNumbersHaveASlope() {
        let (subnormal, smallest) = (0x7e8p-1074, 0x1p-1074)  // 1e-320, 5e-324
        let ratios = [0.44721359549995793928, 0.89442719099991587856]
        for g in gradients(at: [subnormal, 2 * subnormal]) { #expect(agree(g, ratios)) }
        for g in gradients(at: [smallest, 0]) { #expect(g == [1, 0]) }
        for g in gradients(at: [0, -smallest, 0]) { #expect(g == [0, -1, 0]) }
        #expect(norm([subnormal, 2 * subnormal]) == 0x11aep-1074 && norm([smallest, 0]) == smallest)
    }

    @Test(arguments: [0x1p-1000, 0x1p-700, 0x1p-538, 0x1p-470, 0x1p-460, 0x1p-45, 0x1p49, 0x1p490, 0x1p510, 0x1p1020])
    func everyScale(_ scale: Double) {
        let x = [3 * scale, -4 * scale, 0, 12 * scale]
        #expect(norm(x) == 13 * scale)
        for g in gradients(at: x) { #expect(agree(g, [3 / 13.0, -4 / 13.0, 0, 12 / 13.0])) }
    }

    @Test func magnitudesFarApart() {
        for g in gradients(at: [1e300, 1, 1e-300]) { #expect(agree(g, [1, 1e-300, 0])) }
        for g in gradients(at: [1e-300, 1]) { #expect(agree(g, [1e-300, 1])) }
        for g in gradients(at: [0x7e8p-1074, 1e-300]) { #expect(agree(g, [0x7e8p-1074 / 1e-300, 1])) }
    }

    /// A norm that overflows has a gradient all the same.
    @Test func anInfiniteNormOfFiniteNumbers() {
        let x = [Double.greatestFiniteMagnitude, .greatestFiniteMagnitude]
        #expect(norm(x) == .infinity)
        for g in gradients(at: x) { #expect(agree(g, [0.7071067811865476, 0.7071067811865476])) }
    }

    /// The Hessian is (1 - r rᵀ)/norm for the ratios r: of [3, 4]·s in the first row (16, -12)/(125 s).
    @Test(arguments: [1e-300, 1e-250, 1e-145, 1e-10, 1, 1e100, 1e200, 1e300])
    func secondDerivatives(_ scale: Double) {
        let x = [3 * scale, 4 * scale]
        let expected = [16 / 125 / scale, -12 / 125 / scale]
        let nestings = [
            gradient(at: x) { x in gradient(at: x, of: Norm())[0] },
            (0..<2).map { j in gradient(at: x.indices.map { Dual(x[$0], $0 == j ? 1 : 0) }, of: Norm())[0].tangent },
            hessian(at: x, of: Norm()).row(0),
            (0..<2).map { j in
                let inner = x.indices.map { Dual(Dual(x[$0], $0 == j ? 1 : 0), Dual($0 == 0 ? 1 : 0)) }
                return norm(inner).tangent.tangent
            },
        ]
        for row in nestings { #expect(agree(row, expected, ulps: 12), "\(row), not \(expected)") }
    }

    @Test func zerosAndNothing() {
        for g in gradients(at: [0, -0.0, 0]) { #expect(g == [0, 0, 0]) }
        #expect(norm([Double]()) == 0)
    }
}
