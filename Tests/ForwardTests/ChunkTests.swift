import Autodiff
import Testing

/// Chunks of every width against single directions, to the last bit.
@Suite struct ChunkTests {
    static let widths = [2, 4, 8, 16]

    static func bySingleDirections<F: Differentiable>(_ f: F, at x: [Double]) -> Matrix<Double> {
        Matrix(x.indices.map { jvp(at: x, along: unit($0, x.count), of: f).tangent }).transposed
    }

    @Test(arguments: 1...40) func jacobianHasTheBitsOfSingleDirections(n: Int) {
        let x = Neighbours.point(n)
        let expected = Self.bySingleDirections(Neighbours(), at: x)
        #expect(expected.rows == n + 1 && expected.columns == n)
        var place = Matrix<Double>(rows: n + 1, columns: n, repeating: .nan)
        var (value, inputs) = ([Double](), ChunkInputs())
        for chunk in Self.widths {
            let whole = forwardJacobian(at: x, of: Neighbours(), chunk: chunk)
            #expect(areSame(whole.jacobian, expected), "chunk \(chunk)")
            #expect(whole.value == Neighbours()(x))
            forwardJacobian(at: x, of: Neighbours(), into: &place, value: &value, inputs: &inputs, chunk: chunk)
            #expect(areSame(place, expected), "in place, chunk \(chunk)")
            #expect(value == Neighbours()(x))
        }
        #expect(areSame(jacobian(at: x, of: Neighbours(), mode: .forward), expected))
    }

    @Test(arguments: 1...40) func anyNumberOfOutputs(n: Int) {
        let regular = Neighbours.point(n)
        var (zeros, infinities) = (regular, regular)
        zeros[n / 2] = 0
        zeros[n / 3] = -0.0
        infinities[n / 2] = .infinity
        infinities[n / 3] = -.infinity
        for (m, x) in [1, 2, 3, 7].flatMap({ m in [regular, zeros, infinities].map { (m, $0) } }) {
            let f = Branching(outputs: m)
            let expected = Self.bySingleDirections(f, at: x)
            #expect(expected.rows == m && expected.columns == n)
            for chunk in Self.widths {
                #expect(
                    areSame(forwardJacobian(at: x, of: f, chunk: chunk).jacobian, expected),
                    "m = \(m), chunk \(chunk), \(x)")
            }
        }
    }

    /// The Jacobian's derivative along a line: of duals, and of a closure of single directions.
    @Test(arguments: [1, 2, 3, 8, 17, 40]) func jacobianOfDuals(n: Int) {
        let x = Neighbours.point(n)
        let line = x.indices.map { Dual(x[$0], Double($0 % 3) - 1) }
        for f in [1, 3].map(Branching.init) {
            let j = jacobian(at: line, of: f, mode: .forward)
            #expect(areSame(j.map(\.value), Self.bySingleDirections(f, at: x)))
            for column in 0..<n {
                let (values, slopes) = jvp(at: x, along: line.map(\.tangent)) { x in
                    jvp(at: x, along: unit(column, n).map { Dual($0) }, of: f).tangent
                }
                #expect(areSame(j.column(column).map(\.value), values))
                #expect(areSame(j.column(column).map { $0.tangent + 0 }, slopes))
            }
        }
        #expect(
            areSame(
                jacobian(at: line, of: Neighbours(), mode: .forward).map(\.value),
                jacobian(at: x, of: Neighbours(), mode: .forward)))
    }

    /// J = [cos φ, -r sin φ; sin φ, r cos φ], and its derivative with respect to r and φ.
    @Test func jacobianOfDualsByHand() {
        let j = jacobian(at: [Dual(2, 1), Dual(0.5, 10)], of: Polar(), mode: .forward)
        let (s, c) = (sin(0.5), cos(0.5))
        #expect(j.map(\.value) == [[c, -2 * s], [s, 2 * c]])
        let expected: Matrix<Double> = [[-10 * s, -s - 20 * c], [10 * c, c - 20 * s]]
        for (a, b) in zip(j.values, expected.values) { #expect((a.tangent - b).magnitude <= 4 * b.ulp) }
    }

    @Test(
        arguments: [[0, 2, 3], [0, 0, 0], [1, 0, -1], [0, -1, 1000], [-1, .nan, 2], [.infinity, 0, 1]] as [[Double]])
    func singularPointsHaveTheBitsOfSingleDirections(x: [Double]) {
        let expected = Self.bySingleDirections(Singular(), at: x)
        for chunk in Self.widths {
            #expect(areSame(forwardJacobian(at: x, of: Singular(), chunk: chunk).jacobian, expected), "chunk \(chunk)")
        }
    }

    @Test func aZeroDerivativeMeetsAnInfiniteOne() {
        let j = jacobian(at: [0, 2, 3], of: Singular(), mode: .forward)
        #expect(j.row(0) == [.infinity, 1, 0])
        #expect(j.row(1) == [.infinity, 0, 0])
        #expect(j.row(2)[2] == 1)
        #expect(j.row(5) == [0, 0, -27])
    }

    @Test(arguments: [2, 3, 7, 8, 9, 16, 17, 33]) func gradientHasTheBitsOfTheJacobian(n: Int) {
        let x = Neighbours.point(n)
        let expected = Self.bySingleDirections(Valley(), at: x).row(0)
        var place = [Double](repeating: .nan, count: n)
        var inputs = ChunkInputs()
        for chunk in Self.widths {
            let value = forwardGradient(at: x, of: Valley(), into: &place, inputs: &inputs, chunk: chunk)
            #expect(areSame(place, expected), "chunk \(chunk)")
            #expect(value == Valley().value(at: x))
        }
        let (value, whole) = valueWithGradient(at: x, of: Valley(), mode: .forward)
        #expect(areSame(whole, expected) && value == Valley().value(at: x))
    }

    @Test(arguments: [0, 1, 2, 3, 8, 17, 40]) func severalDirectionsHaveTheBitsOfEach(count: Int) {
        let n = 5
        let x = Neighbours.point(n)
        let directions = (0..<count).map { k in (0..<n).map { j -> Double in Double((3 * k + j) % 7) - 2 } }
        let expected = directions.map { jvp(at: x, along: $0, of: Neighbours()).tangent }
        for chunk in Self.widths {
            let (value, tangents) = jvp(at: x, along: directions, of: Neighbours(), chunk: chunk)
            #expect(value == Neighbours()(x))
            #expect(tangents.count == count)
            for (tangent, expected) in zip(tangents, expected) {
                #expect(areSame(tangent, expected), "chunk \(chunk)")
            }
        }
    }

    /// The outputs are the array of inputs, which the next run seeds anew.
    @Test func identity() {
        struct Identity: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x }
        }
        var place = Matrix<Double>(rows: 5, columns: 5, repeating: .nan)
        var (value, inputs) = ([Double](), ChunkInputs())
        for chunk in Self.widths {
            forwardJacobian(
                at: [1, 2, 3, 4, 5], of: Identity(), into: &place, value: &value, inputs: &inputs, chunk: chunk)
            #expect(place == Matrix((0..<5).map { unit($0, 5) }))
        }
    }

    @Test func noOutputs() {
        struct Nothing: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [] }
        }
        let j = jacobian(at: [1, 2, 3], of: Nothing(), mode: .forward)
        #expect(j.rows == 0 && j.columns == 3)
    }
}
