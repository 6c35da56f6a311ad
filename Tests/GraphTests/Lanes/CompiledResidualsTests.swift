import Autodiff
import Testing

@Suite struct CompiledResidualsTests {
    /// Each observation has a camera of two parameters and a point of one, and all share the last.
    struct Observation: Sendable {
        let camera: Int
        let point: Int
        let measured: Double
    }

    struct Reprojection: ResidualTerm {
        func residuals<S: RealScalar>(at θ: [S], for o: Observation) -> [S] {
            let (a, b, p) = (θ[2 * o.camera], θ[2 * o.camera + 1], θ[6 + o.point])
            return [a * sin(p) + b - o.measured, θ[10] * p * b, a * a]
        }
    }

    struct Whole: Differentiable {
        let data: [Observation]
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            data.flatMap { Reprojection().residuals(at: x, for: $0) }
        }
    }

    static let data = (0..<40).map { Observation(camera: $0 % 3, point: ($0 * 7) % 4, measured: Double($0) / 10) }
    static let θ: [Double] = (0..<11).map { 0.3 + 0.1 * Double($0) }

    static func isClose(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Bool {
        CompiledSumTests.isClose(a.values, b.values)
    }

    @Test func residualsAndTheirJacobian() {
        let compiled = compile(Reprojection(), over: Self.data, at: Self.θ)
        let (r, j) = valueWithJacobian(at: Self.θ, of: Whole(data: Self.data))
        let found = valueWithSparseJacobian(at: Self.θ, of: compiled)
        #expect(compiled.paths == [40])
        #expect(CompiledSumTests.isClose(compiled(Self.θ), r))
        #expect(CompiledSumTests.isClose(found.value, r))
        #expect(Self.isClose(found.jacobian.dense, j))
        // Two of three, two and one entries are not always zero: a and b, p; b, p and the last; a.
        #expect(found.jacobian.count == 40 * (3 + 3 + 1))
    }

    @Test func normalEquationsOfSharedParameters() {
        let compiled = compile(Reprojection(), over: Self.data, at: Self.θ)
        let x = Self.θ.map { 1.1 * $0 }
        let (r, j) = valueWithJacobian(at: x, of: Whole(data: Self.data))
        let (value, gradient, matrix) = normalEquations(at: x, of: compiled)
        #expect((value - 0.5 * dot(r, r)).magnitude < 1e-12 * value)
        #expect(CompiledSumTests.isClose(gradient, j.transposed.times(r)))
        #expect(Self.isClose(matrix.dense, j.transposed.times(j)))
        // In place, and where the place has another pattern.
        for pattern in [matrix.pattern, .diagonal(3)] {
            var place = SparseMatrix<Double>(pattern: pattern)
            let again = normalEquations(at: x, of: compiled, into: &place)
            #expect(again.value == value && again.gradient == gradient && place.values == matrix.values)
        }
        var place = sparseJacobian(at: Self.θ, of: compiled)
        sparseJacobian(at: x, of: compiled, into: &place)
        #expect(Self.isClose(place.dense, j))
    }

    @Test func residualsThatBranch() {
        let data = (0..<50).map { Double($0) / 10 - 2 }
        let compiled = compile(over: data, at: [1, 1]) { θ, x in θ[0] * x < θ[1] ? [θ[0] * x] : [θ[1], θ[0] * θ[1]] }
        struct All: Differentiable {
            let data: [Double]
            func callAsFunction<S: RealScalar>(_ θ: [S]) -> [S] {
                data.flatMap { x in θ[0] * x < θ[1] ? [θ[0] * x] : [θ[1], θ[0] * θ[1]] }
            }
        }
        for θ in [[1.0, 1], [2, -1], [-1, 0.5]] {
            let (r, j) = valueWithJacobian(at: θ, of: All(data: data))
            let found = valueWithSparseJacobian(at: θ, of: compiled)
            #expect(found.value == r)
            #expect(found.jacobian.dense == j)
            let equations = normalEquations(at: θ, of: compiled)
            #expect(Self.isClose(equations.matrix.dense, j.transposed.times(j)))
        }
    }

    @Test func aSparseHessianByTerms() {
        struct Link: DataTerm {
            func value<S: RealScalar>(at x: [S], for i: Int) -> S {
                100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2)
            }
        }
        let n = 30
        let x = (0..<n).map { 0.5 + 0.01 * Double($0) }
        let loss = compile(Link(), over: Array(0..<n - 1), at: x)
        let h = sparseHessian(at: x, of: loss)
        #expect(h.count == 3 * n - 2)
        #expect(Self.isClose(h.dense, hessian(at: x, of: loss)))
    }

    @Test func noResiduals() {
        let compiled = compile(Reprojection(), over: [], at: Self.θ)
        #expect(compiled(Self.θ) == [])
        #expect(sparseJacobian(at: Self.θ, of: compiled).rows == 0)
        #expect(normalEquations(at: Self.θ, of: compiled).value == 0)
    }
}
