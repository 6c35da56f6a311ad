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

    /// The norm and its slope at every scale, those where squares overflow or vanish included.
    @Test(arguments: [1, 0x1p+600, 0x1p-600, 0x1p+1020, 0x1p-1060]) func norms(scale: Double) {
        let x = [3 * scale, -4 * scale]
        #expect(norm(x) == 5 * scale)
        #expect(agree(gradient(at: x) { norm($0) }, [0.6, -0.8]))
        #expect(agree([derivative(at: x[0]) { norm([$0, Dual(x[1])]) }], [0.6]))
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
