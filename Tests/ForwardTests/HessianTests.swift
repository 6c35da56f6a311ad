import Autodiff
import Testing

/// Hessians by blocks, and by forward over reverse mode, against one column at a time.
@Suite struct HessianTests {
    /// By a gradient on duals for each column.
    static func byColumns(_ x: [Double]) -> Matrix<Double> {
        Matrix(
            x.indices.map { j in
                jvp(at: x, along: unit(j, x.count)) { x in gradient(at: x, of: Valley()) }.tangent
            })
    }

    static func inBlocks(at x: [Double]) -> (value: Double, gradient: [Double], hessian: Matrix<Double>) {
        var (gradient, inputs) = (x, ChunkInputs())
        var hessian = Matrix<Double>(rows: x.count, columns: x.count, repeating: .nan)
        let value = forwardHessian(at: x, of: Valley(), into: &gradient, &hessian, inputs: &inputs)
        return (value, gradient, hessian)
    }

    /// The terms are at most a few thousand, and the modes add them up in different orders.
    static func areClose(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Bool {
        a.rows == b.rows && a.columns == b.columns
            && zip(a.values, b.values).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max(1, $1.magnitude) }
    }

    @Test(arguments: Array(1...20) + [35]) func everyNumberOfInputs(n: Int) {
        let x = Neighbours.point(n)
        let expected = Self.byColumns(x)
        let (value, gradient) = valueWithGradient(at: x, of: Valley(), mode: .forward)
        let blocks = Self.inBlocks(at: x)
        #expect(Self.areClose(blocks.hessian, expected))
        #expect(blocks.hessian == blocks.hessian.transposed)
        #expect(blocks.value == value && blocks.gradient == gradient)
        let h = hessian(at: x, of: Valley())
        #expect(Self.areClose(h, expected))
        #expect(h == h.transposed)
        #expect(h == blocks.hessian || n > 8)
    }

    @Test(arguments: Array(1...20) + [35]) func everyNumberOfInputsOfAProduct(n: Int) {
        let x = Neighbours.point(n)
        let v = x.indices.map { Double($0 % 3) - 1.5 }
        let byReverse = jvp(at: x, along: v) { x in gradient(at: x, of: Valley()) }
        var (slope, product, inputs) = (x, x, ChunkInputs())
        forwardHVP(at: x, along: v, of: Valley(), into: &slope, &product, inputs: &inputs)
        #expect(slope == gradient(at: x, of: Valley(), mode: .forward))
        #expect(Self.areClose(Matrix([product]), Matrix([byReverse.tangent])))
        let whole = hvp(at: x, along: v, of: Valley())
        let expected = n > 16 ? byReverse : (slope, product)
        #expect(whole == expected)
        let first = hvp(at: x, along: unit(0, n), of: Valley()).product
        let several = hvp(at: x, along: [v, unit(0, n), v], of: Valley())
        #expect(several.gradient == whole.gradient)
        #expect(several.products == [whole.product, first, whole.product])
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
