import Autodiff
import Testing

/// The diagonal of a Hessian, its sum, and the sum of that of a Jacobian.
@Suite struct DiagonalTests {
    struct Coupled: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            var total = exp(-0.1 * sum(x))
            for i in x.indices { total += sin(x[i] * x[(i + 1) % x.count]) / (1 + x[i] * x[i]) + pow(x[i], x[0]) }
            return total
        }
    }

    struct Flow: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            x.indices.map { x[$0] * x[$0] * x[($0 + 1) % x.count] + cos(x[0]) }
        }
    }

    private static func point(_ n: Int) -> [Double] { (0..<n).map { 0.4 + 0.07 * Double((5 * $0) % 9) } }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-12 * max(1, b.magnitude) }

    @Test(arguments: 1...20) func everyNumberOfInputs(n: Int) {
        let x = Self.point(n)
        let h = hessian(at: x, of: Coupled())
        let diagonal = hessianDiagonal(at: x, of: Coupled())
        #expect(diagonal.count == n)
        for i in 0..<n { #expect(Self.isClose(diagonal[i], h[i, i])) }
        #expect(laplacian(at: x, of: Coupled()) == diagonal.reduce(0, +))
        let overDuals = hessianDiagonal(at: x.map { Dual($0, 1) }, of: Coupled())
        for i in 0..<n { #expect(Self.isClose(overDuals[i].value, h[i, i])) }
        let j = jacobian(at: x, of: Flow())
        #expect(Self.isClose(divergence(at: x, of: Flow()), (0..<n).map { j[$0, $0] }.reduce(0, +)))
        #expect(Self.isClose(divergence(at: x.map { Dual($0, 1) }, of: Flow()).value, divergence(at: x, of: Flow())))
    }

    @Test(arguments: scenarios) func ofEveryScenario(_ scenario: Scenario) {
        func check<F: ScalarField>(_ f: F) {
            let x = scenario.point
            let h = hessian(at: x, of: f)
            for (i, second) in hessianDiagonal(at: x, of: f).enumerated() {
                #expect(ScenarioTests.isClose(second, h[i, i], scale: ScenarioTests.scale(scenario)))
            }
        }
        if let field = scenario.function as? any ScalarField { check(field) }
    }

    /// 1/r is harmonic in three dimensions; r² has the Laplacian 2n.
    @Test func knownLaplacians() {
        struct Potential: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { 1 / norm(x) }
        }
        struct Square: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { dot(x, x) }
        }
        #expect(laplacian(at: [1, 2, 2], of: Potential()).magnitude < 1e-16)
        #expect(laplacian(at: [Double](repeating: 0.5, count: 11), of: Square()) == 22)
        #expect(hessianDiagonal(at: [0, 0], of: Square()) == [2, 2])
    }

    /// Where a partial is infinite and a tangent zero.
    @Test(arguments: [[0, 1], [0, -1], [1, 0], [0, 0], [-1, .nan], [.infinity, 1]] as [[Double]])
    func singularPoints(x: [Double]) {
        struct Roots: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { sqrt(x[0] * x[1]) + x[1] * x[1] + pow(x[0], x[1]) }
        }
        let diagonal = hessianDiagonal(at: x, of: Roots())
        for i in x.indices {
            let duals = x.indices.map { j -> Dual<Dual<Double>> in
                let slope = i == j ? 1.0 : 0
                return Dual(Dual(x[j], slope), Dual(slope, 0))
            }
            let single = Roots().value(at: duals).tangent.tangent
            #expect(diagonal[i] == single || diagonal[i].isNaN && single.isNaN, "\(i) at \(x): \(single)")
        }
    }

    /// d/dx₀ of the Laplacian of x₀³ x₁ is 6 x₁, and of the divergence of (x₀² x₁, x₁) 2 x₁.
    @Test func insideAnotherDerivative() {
        struct Cubic: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[0] * x[0] * x[1] }
        }
        struct Field: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * x[0] * x[1], x[1]] }
        }
        #expect(gradient(at: [2, 5]) { x in laplacian(at: x, of: Cubic()) } == [30, 12])
        #expect(jvp(at: [2, 5], along: [1, 0]) { x in [divergence(at: x, of: Field())] }.tangent == [10])
    }

    @Test func ofAConstantAndOfARule() {
        struct Seven: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { 7 }
        }
        struct Squares: VectorRule {
            func value(_ x: [Double]) -> [Double] { x.map { $0 * $0 } }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] {
                x.indices.map { 2 * x[$0] * w[$0] }
            }
        }
        struct OfARule: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { product(Squares()(x)) }
        }
        #expect(hessianDiagonal(at: [1, 2], of: Seven()) == [0, 0])
        #expect(hessianDiagonal(at: [3, 2], of: OfARule()) == [8, 18])
        #expect(divergence(at: [3, 2], of: Squares()) == 10)
    }

    @Test func divergenceOfNoField() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(divergence(at: [1, 2], of: Coupled()))
        }
        #expect(message(of: result).contains("the result of the function has 1 elements where 2 are needed"))
        let overDuals = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(divergence(at: [Dual(1, 0), Dual(2, 1)], of: Coupled()))
        }
        #expect(message(of: overDuals).contains("a divergence is that of a vector field"))
    }

    @Test func emptyPoints() async {
        let diagonal = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(hessianDiagonal(at: [Double](), of: Coupled()))
        }
        #expect(message(of: diagonal).contains("hessianDiagonal at an empty point"))
        let trace = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(laplacian(at: [Double](), of: Coupled()))
        }
        #expect(message(of: trace).contains("laplacian at an empty point"))
        let source = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(divergence(at: [Double](), of: Flow()))
        }
        #expect(message(of: source).contains("divergence at an empty point"))
    }
}
