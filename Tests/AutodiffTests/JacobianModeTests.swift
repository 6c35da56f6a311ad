import Autodiff
import Testing

/// Which mode a Jacobian is computed by. What that costs is measured by `benchmarks modes`.
@Suite struct JacobianModeTests {
    private static func cheaper(inputs: Int, outputs: Int) -> JacobianMode {
        JacobianMode.isForwardCheaper(inputs: inputs, outputs: outputs) ? .forward : .reverse
    }

    private static let sizes = [1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 64, 100, 1000, 10_000]

    /// More inputs never make forward mode the choice, more outputs never reverse mode.
    @Test func theChoiceIsMonotone() {
        for (few, more) in zip(Self.sizes, Self.sizes.dropFirst()) {
            for other in Self.sizes {
                let inputs = [few, more].map { Self.cheaper(inputs: $0, outputs: other) }
                #expect(inputs != [.reverse, .forward])
                let outputs = [few, more].map { Self.cheaper(inputs: other, outputs: $0) }
                #expect(outputs != [.forward, .reverse])
            }
        }
    }

    /// One run of 16 directions costs less than a recording; many inputs of one output are what reverse mode is for.
    @Test func clearCases() {
        for outputs in Self.sizes { #expect(Self.cheaper(inputs: 8, outputs: outputs) == .forward) }
        for inputs in [64, 1000] { #expect(Self.cheaper(inputs: inputs, outputs: 1) == .reverse) }
    }

    /// `.automatic` has the bits of the mode that is named.
    @Test(arguments: [(3, 2), (40, 2), (40, 40)]) func automatic(inputs: Int, outputs: Int) {
        struct Waves: Differentiable {
            let outputs: Int
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                (0..<outputs).map { k in x.indices.map { sin(x[$0] * Double(k + 1)) * x[0] }.reduce(0, +) }
            }
        }
        let (x, f) = ((0..<inputs).map { 0.1 * Double($0) }, Waves(outputs: outputs))
        let mode = Self.cheaper(inputs: inputs, outputs: outputs)
        #expect(jacobian(at: x, of: f) == jacobian(at: x, of: f, mode: mode))
        let (value, matrix) = valueWithJacobian(at: x, of: f)
        #expect(value == f(x) && matrix == jacobian(at: x, of: f))
    }

    /// With 17 inputs forward mode is the choice for a gradient, with 18 reverse mode.
    @Test(arguments: [1, 17, 18, 40]) func automaticGradient(inputs: Int) {
        struct Wave: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x.map { sin($0 * x[0]) }.reduce(0, +) / 3 }
        }
        let x = (0..<inputs).map { 0.1 * Double($0) + 0.2 }
        let mode = inputs <= 17 ? JacobianMode.forward : .reverse
        let (value, slope) = valueWithGradient(at: x, of: Wave(), mode: .automatic)
        #expect(value == Wave().value(at: x) && slope == gradient(at: x, of: Wave(), mode: mode))
    }

    /// The three modes over duals and over variables: the Hessian times a vector, and a row of the Hessian.
    @Test(arguments: [JacobianMode.forward, .reverse, .automatic]) func gradientsNest(mode: JacobianMode) {
        struct Product: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] * x[1] }
        }
        // The Hessian at (3, 5) is [10, 6; 6, 0].
        #expect(jvp(at: [3, 5], along: [1, 1]) { gradient(at: $0, of: Product(), mode: mode) }.tangent == [16, 6])
        #expect(vjp(at: [3, 5]) { gradient(at: $0, of: Product(), mode: mode) }.pullback([0, 1]) == [6, 0])
        let (value, slope) = vjp(at: [3, 5]) { [valueWithGradient(at: $0, of: Product(), mode: mode).value] }
        #expect(value == [45] && slope([1]) == [30, 9])
    }
}
