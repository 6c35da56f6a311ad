import Autodiff
import Testing

/// Which mode a Jacobian is computed by. What that costs is measured by `benchmarks modes`.
@Suite struct JacobianModeTests {
    private static let sizes = [1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 64, 100, 1000, 10_000]

    /// More inputs never make forward mode the choice, more outputs never reverse mode.
    @Test func theChoiceIsMonotone() {
        for (few, more) in zip(Self.sizes, Self.sizes.dropFirst()) {
            for other in Self.sizes {
                let inputs = [few, more].map { JacobianMode.cheaper(inputs: $0, outputs: other) }
                #expect(inputs != [.reverse, .forward])
                let outputs = [few, more].map { JacobianMode.cheaper(inputs: other, outputs: $0) }
                #expect(outputs != [.forward, .reverse])
            }
        }
    }

    /// One run of 16 directions costs less than a recording; many inputs of one output are what reverse mode is for.
    @Test func clearCases() {
        for outputs in Self.sizes { #expect(JacobianMode.cheaper(inputs: 8, outputs: outputs) == .forward) }
        for inputs in [64, 1000] { #expect(JacobianMode.cheaper(inputs: inputs, outputs: 1) == .reverse) }
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
        let mode = JacobianMode.cheaper(inputs: inputs, outputs: outputs)
        #expect(jacobian(at: x, of: f) == jacobian(at: x, of: f, mode: mode))
    }
}
