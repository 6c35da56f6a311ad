import Autodiff
import Testing

/// Hessians in chunks against one column at a time.
@Suite struct HessianTests {
    static func byColumns(_ x: [Double]) -> Matrix<Double> {
        Matrix(x.indices.map { hvp(at: x, along: unit($0, x.count), of: Valley()).product })
    }

    static func inChunks(_ chunk: Int, at x: [Double]) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
        var (gradient, inputs) = (x, ChunkInputs())
        var hessian = Matrix<Double>(rows: x.count, columns: x.count, repeating: .nan)
        let value = forwardHessian(at: x, of: Valley(), into: &gradient, &hessian, inputs: &inputs, chunk: chunk)
        return (value, gradient, hessian)
    }

    /// The terms are at most a few thousand, and the modes add them up in different orders.
    static func areClose(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Bool {
        zip(a.values, b.values).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
    }

    @Test(arguments: [2, 3, 5, 8, 9, 16, 17, 35]) func everyWidthGivesTheSame(n: Int) {
        let x = Neighbours.point(n)
        let expected = Self.byColumns(x)
        let (value, gradient) = valueWithGradient(at: x, of: Valley(), mode: .forward)
        let byChunks = [2, 4, 8, 16].map { Self.inChunks($0, at: x) }
        for (h, chunk) in zip(byChunks.map(\.hessian), [2, 4, 8, 16]) {
            #expect(Self.areClose(h, expected), "chunk \(chunk)")
            #expect(h == h.transposed)
            #expect(h == byChunks[0].hessian)
        }
        #expect(byChunks.allSatisfy { $0.value == value && $0.gradient == gradient })
        let h = hessian(at: x, of: Valley())
        #expect(Self.areClose(h, expected))
        #expect(h == h.transposed)
    }

    @Test func inPlace() {
        var place = Matrix<Double>(rows: 3, columns: 3, repeating: .nan)
        Workspace().hessian(at: [1, 2, 3], of: Valley(), into: &place)
        #expect(place == hessian(at: [1, 2, 3], of: Valley()))
    }

    /// x₀³ x₁²: [6 x₀ x₁², 6 x₀² x₁; 6 x₀² x₁, 2 x₀³].
    @Test func knownSecondDerivatives() {
        struct Cubic: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] * x[0] * x[1] * x[1] }
        }
        #expect(hessian(at: [2, 3], of: Cubic()) == [[108, 72], [72, 16]])
    }
}
