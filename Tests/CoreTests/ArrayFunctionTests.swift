import Autodiff
import Testing

@Suite struct ArrayFunctionTests {
    func agree(_ a: [Double], _ b: [Double], ulps: Double = 4) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0 - $1).magnitude <= ulps * $1.ulp }
    }

    @Test func sumsAndMeans() {
        #expect(sum([1.0, 2, 4]) == 7 && sum([Double]()) == 0 && mean([1.0, 2, 6]) == 3)
        #expect(gradient(at: [1.0, 2, 4]) { sum($0) } == [1, 1, 1])
        #expect(gradient(at: [1.0, 2, 4, 8]) { mean($0) } == [0.25, 0.25, 0.25, 0.25])
    }

    @Test func products() {
        #expect(product([2.0, 3, 4]) == 24 && product([Double]()) == 1)
        #expect(gradient(at: [0.0, 2, 3]) { product($0) } == [6, 0, 0])
        #expect(gradient(at: [0.0, 0, 3]) { product($0) } == [0, 0, 0])
        let along = { (i: Int) in
            derivative(at: [0.0, 2, 3][i]) { x in
                product((0..<3).map { $0 == i ? x : Dual([0, 2, 3][$0]) })
            }
        }
        #expect((0..<3).map(along) == [6, 0, 0])
        let mixed = gradient(at: [0.0, 0, 3]) { x in gradient(at: x) { product($0) }[0] }
        #expect(mixed == [0, 3, 0])
    }

    @Test func dotProducts() {
        #expect(dot([1.0, 2], [3, 4]) == 11 && dot([Double](), []) == 0)
        #expect(gradient(at: [1.0, 2]) { dot($0, [3, 4]) } == [3, 4])
        #expect(gradient(at: [1.0, 2]) { dot($0, $0) } == [2, 4])
    }

    @Test func normsOfNothingAndOfInfinities() {
        #expect(norm([Double]()) == 0 && norm([0.0, 0]) == 0)
        #expect(norm([1, .infinity]) == .infinity && norm([1, Double.nan]).isNaN)
        let second = gradient(at: [3.0, 4]) { x in gradient(at: x) { norm($0) }[0] }
        #expect(agree(second, [16.0 / 125, -12.0 / 125], ulps: 8))
    }

    @Test func logSumExpKeepsSmallTerms() {
        // log(1 + e^-50) is e^-50, not 0.
        #expect(agree([logSumExp([0.0, -50])], [1.9287498479639178e-22]))
        #expect(logSumExp([Double]()) == -.infinity && logSumExp([2.0]) == 2)
        #expect(logSumExp([1, .infinity]) == .infinity && logSumExp([1, Double.nan]).isNaN)
        #expect(logSumExp([.infinity, Double.nan]).isNaN && logSumExp([Double.nan, 1]).isNaN)
        #expect(logSumExp([1000.0, 1000]) == 1000 + 0.6931471805599453)
        let x = [0.5, -1, 2, 2]
        let shares = softmax(x)
        #expect(agree(gradient(at: x) { logSumExp($0) }, shares))
        // The Hessian of logSumExp is diag(p) - p pᵀ.
        let row = gradient(at: x) { x in gradient(at: x) { logSumExp($0) }[2] }
        for j in 0..<4 {
            let expected = (j == 2 ? shares[2] : 0) - shares[2] * shares[j]
            #expect((row[j] - expected).magnitude <= 0x1p-51)
        }
    }

    /// No comparison finds a nan, so that it was taken for another -∞.
    @Test(arguments: [
        [-Double.infinity, .nan], [.nan, -.infinity], [-.infinity, .nan, -.infinity], [.infinity, .nan],
        [.nan, .infinity], [0, .nan], [.nan, 0], [-.infinity, 0, .nan], [.nan],
    ])
    func aNaNBesideInfinity(_ x: [Double]) {
        struct LogSumExp: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { logSumExp(x) }
        }
        let (value, slope) = valueWithGradient(at: x, of: LogSumExp())
        #expect(logSumExp(x).isNaN && value.isNaN)
        #expect(slope.allSatisfy { $0.isNaN }, "reverse \(slope)")
        let forward = jacobian(at: x, of: LogSumExp(), mode: .forward)
        #expect(forward.values.allSatisfy { $0.isNaN }, "forward \(forward)")
    }

    @Test func infinitiesWithoutANaN() {
        let infinity = Double.infinity
        #expect(logSumExp([-infinity, -infinity]) == -infinity && logSumExp([-infinity, infinity, 1]) == infinity)
        #expect(gradient(at: [-infinity, infinity, 1]) { logSumExp($0) } == [0, 1, 0])
        #expect(gradient(at: [-infinity, -infinity]) { logSumExp($0) } == [0, 0])
        #expect(gradient(at: [-infinity, 2]) { logSumExp($0) } == [0, 1])
    }

    struct Shares: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { softmax(x) }
    }

    /// Where no share is a number no derivative is: forward mode had 0 where reverse mode had nan.
    @Test(arguments: [
        [Double.infinity, 0], [0, .infinity], [.infinity, .infinity], [-.infinity, -.infinity], [.nan, 0], [0, .nan],
        [-.infinity, .nan], [.infinity, -.infinity, 0],
    ])
    func sharesOfAnInfinity(_ x: [Double]) {
        #expect(softmax(x).allSatisfy { $0.isNaN })
        for mode in [JacobianMode.forward, .reverse] {
            let slopes = jacobian(at: x, of: Shares(), mode: mode)
            #expect(slopes.values.allSatisfy { $0.isNaN }, "\(mode): \(slopes)")
        }
        #expect(taylor(at: x[0], order: 1) { u in softmax([u] + x.dropFirst().map { Taylor($0) })[0] }[1].isNaN)
    }

    @Test func aShareOfMinusInfinity() {
        for mode in [JacobianMode.forward, .reverse] {
            let none = jacobian(at: [-Double.infinity, 0], of: Shares(), mode: mode)
            #expect(none.values == [0, 0, 0, 0])
            let slopes = jacobian(at: [0, -Double.infinity, 0], of: Shares(), mode: mode)
            #expect(slopes == [[0.25, 0, -0.25], [0, 0, 0], [-0.25, 0, 0.25]])
        }
        // An output that doesn't depend on the undefined shares.
        let both = jacobian(at: [Double.infinity, 1]) { x in [softmax(x)[0], 2 * x[1]] }
        #expect(both.row(1) == [0, 2])
    }

    /// At (30, 1) the first share is 1 to 13 digits, and its slope e^-29/(1 + e^-29)² would be what two numbers near 1 differ by.
    @Test func aShareNearOneHasAnAccurateSlope() {
        let x = [30.0, 1]
        let (slope, second) = (2.543665647375628_8e-13, -2.543665647374334_8e-13)
        func share<S: RealScalar>(_ x: [S]) -> S { softmax(x)[0] }
        let forward = derivative(at: x[0]) { share([$0, 1]) }
        let curvature = derivative(at: x[0]) { x in derivative(at: x) { share([$0, 1]) } }
        #expect(agree([forward, curvature], [slope, second], ulps: 8))
        #expect(agree(gradient(at: x) { share($0) }, [slope, -slope], ulps: 8))
        #expect(agree(gradient(at: x) { x in gradient(at: x) { share($0) }[0] }, [second, -second], ulps: 8))
        #expect(taylor(at: x[0], order: 2) { share([$0, 1]) }[2] * 2 == curvature)
    }

    @Test func softmaxSumsToOne() {
        #expect(softmax([Double]()).isEmpty && softmax([1000.0, -1000]) == [1, 0])
        #expect(softmax([-Double.infinity, 0]) == [0, 1])
        let x = [0.5, -1, 2]
        let p = softmax(x)
        #expect((sum(p) - 1).magnitude <= 0x1p-52)
        let column = gradient(at: x) { softmax($0)[0] }
        for j in 0..<3 { #expect((column[j] - p[0] * ((j == 0 ? 1 : 0) - p[j])).magnitude <= 0x1p-52) }
    }

    @Test func selectEvaluatesOneBranch() {
        func fail() -> Double {
            Issue.record("the other branch was evaluated")
            return 0
        }
        #expect(select(true, 1, fail()) == 1 && select(false, fail(), 2) == 2)
    }

    @Test func misuseTraps() async {
        await #expect(processExitsWith: .failure) { _ = dot([1.0, 2], [1]) }
        await #expect(processExitsWith: .failure) { _ = mean([Double]()) }
        await #expect(processExitsWith: .failure) { _ = polygamma(-1, 2.0) }
    }
}
