import Autodiff
import Testing

@testable import AutodiffGraph

@Suite struct CompiledSumTests {
    struct SquaredError: DataTerm {
        func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
            pow(θ[0] * sample.x + θ[1] - sample.y, 2)
        }
    }

    struct Logistic: DataTerm {
        let n: Int
        func value<S: RealScalar>(at θ: [S], for sample: [Double]) -> S {
            var z = θ[n]
            for i in 0..<n { z += θ[i] * sample[i] }
            return softplus(sample[n] > 0.5 ? -z : z)
        }
    }

    static func exact() -> CompileOptions {
        var options = CompileOptions()
        options.exactValues = true
        return options
    }

    static func isClose(_ a: [Double], _ b: [Double]) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        for (x, y) in zip(a, b) where (x - y).magnitude > 1e-12 * scale { return false }
        return a.count == b.count
    }

    static func line(_ count: Int) -> [(x: Double, y: Double)] {
        var random = SplitMix64(seed: 5)
        return (0..<count).map { (Double($0) / 7, random.normal()) }
    }

    @Test(arguments: [1, 2, 15, 16, 17, 100, 1000]) func theSumOverATape(count: Int) {
        let data = Self.line(count)
        let loss = compile(SquaredError(), over: data, at: [0.5, -1], options: Self.exact())
        for θ in [[0.5, -1], [2, 3], [0, 0]] {
            let expected = valueWithGradient(at: θ, of: SquaredError(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect(found.value == expected.value)
            #expect(loss(θ)[0] == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
        }
        #expect(loss.paths == [count])
    }

    @Test func secondDerivatives() {
        var random = SplitMix64(seed: 2)
        let n = 4
        let data = (0..<77).map { _ in (0..<n).map { _ in random.normal() } + [random.uniform() < 0.5 ? 0 : 1] }
        let θ = (0...n).map { _ in random.normal() }
        let v = (0...n).map { _ in random.normal() }
        let loss = compile(Logistic(n: n), over: data, at: θ)
        struct Whole: ScalarField {
            let term: Logistic
            let data: [[Double]]
            func value<S: RealScalar>(at x: [S]) -> S { data.reduce(0) { $0 + term.value(at: x, for: $1) } }
        }
        let whole = Whole(term: Logistic(n: n), data: data)
        #expect(Self.isClose(gradient(at: θ, of: loss), gradient(at: θ, of: whole)))
        #expect(Self.isClose(hessian(at: θ, of: loss).values, hessian(at: θ, of: whole).values))
        #expect(Self.isClose(hvp(at: θ, along: v, of: loss).product, hvp(at: θ, along: v, of: whole).product))
        #expect(loss.paths.reduce(0, +) == 77 && loss.paths.count == 2)
    }

    @Test func noSamples() {
        let loss = compile(SquaredError(), over: [], at: [1, 2])
        #expect(loss([1, 2]) == [0])
        #expect(gradient(at: [1, 2], of: loss) == [0, 0])
    }

    @Test func aClosureOnSymbols() {
        let data = Self.line(50)
        let loss = compile(over: data, at: [0, 0]) { θ, s in pow(θ[0] * s.x + θ[1] - s.y, 2) }
        #expect(
            Self.isClose(
                gradient(at: [1, 2], of: loss), gradient(at: [1, 2], of: SquaredError(), over: data)))
        // As a function of another base.
        let t = taylor(at: 0.5, order: 2) { t in loss.value(at: [t, t]) }
        #expect((t[0] - loss([0.5, 0.5])[0]).magnitude <= 1e-12 * t[0])
    }

    @Test func aTermThatDoesNotDependOnTheData() {
        let loss = compile(over: Array(0..<40), at: [2, 3]) { θ, _ in θ[0] * θ[1] }
        #expect(valueWithGradient(at: [2, 3], of: loss).value == 240)
        #expect(gradient(at: [2, 3], of: loss) == [120, 80])
        #expect(hessian(at: [2, 3], of: loss) == [[0, 40], [40, 0]])
    }

    @Test func aTermThatDoesNotDependOnTheParameters() {
        let loss = compile(over: [1.0, 2, 3], at: [2, 3]) { θ, x in Symbol(x) }
        #expect(valueWithGradient(at: [2, 3], of: loss).value == 6)
        #expect(gradient(at: [2, 3], of: loss) == [0, 0])
    }

    @Test func termsChangeTheirPathsFromCallToCall() {
        struct Huber: DataTerm {
            func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
                let r = θ[0] * sample.x + θ[1] - sample.y
                if r > 1 { return r - 0.5 }
                if r < -1 { return -r - 0.5 }
                return 0.5 * r * r
            }
        }
        let data = Self.line(200)
        let loss = compile(Huber(), over: data, at: [0, 0], options: Self.exact())
        for i in 0..<40 {
            let θ = [0.02 * Double(i % 7) - 0.05, 0.1 * Double(i % 5)]
            let expected = valueWithGradient(at: θ, of: Huber(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
            #expect(loss.paths.reduce(0, +) == 200)
        }
    }

    @Test func termsThatDifferInTheirParametersAreOnOnePath() {
        let data = (0..<90).map { (index: $0 % 3, y: Double($0)) }
        let loss = compile(over: data, at: [0, 0, 0]) { θ, s in pow(θ[s.index] - s.y, 2) }
        #expect(loss.paths == [90])
        let g = gradient(at: [1, 2, 3], of: loss)
        for k in 0..<3 {
            let expected = data.filter { $0.index == k }.map { 2 * (Double(k + 1) - $0.y) }.reduce(0, +)
            #expect((g[k] - expected).magnitude < 1e-9)
        }
    }

    @Test func whatPrimalSaysIsReadAnew() {
        struct Held: DataTerm {
            func value<S: RealScalar>(at θ: [S], for sample: Double) -> S {
                let y = θ[0] * sample
                return S(y.primal) * θ[1] + floor(y)
            }
        }
        let data = [0.5, 1.5, 2.5]
        let loss = compile(Held(), over: data, at: [1, 1], options: Self.exact())
        for θ in [[1.0, 1], [2, 3], [0.1, 5], [0.2, 5], [0.3, 5], [0.4, 5], [0.5, 1], [0.6, 7], [0.7, 5]] {
            let expected = valueWithGradient(at: θ, of: Held(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
        }
    }

    @Test func tooManyPathsGoOnByReverseMode() {
        // As many iterations as the sample says.
        struct Loop: DataTerm {
            func value<S: RealScalar>(at θ: [S], for count: Int) -> S {
                var x = θ[0]
                for _ in 0..<count { x = sin(x) }
                return x
            }
        }
        let data = Array(0..<100)
        let loss = compile(Loop(), over: data, at: [0.7])
        #expect(gradient(at: [0.3], of: loss) == gradient(at: [0.3], of: Loop(), over: data))
        #expect(loss.description.contains("by reverse mode: the terms take more than 64 paths"))
        let closure = compile(over: data, at: [0.7]) { θ, count in
            var x = θ[0]
            for _ in 0..<count { x = sin(x) }
            return x
        }
        #expect(Self.isClose(gradient(at: [0.3], of: closure), gradient(at: [0.3], of: Loop(), over: data)))
        #expect(closure.description.contains("recorded anew"))
    }

    @Test func aRuleWithoutKernelAndOneOfManyArguments() {
        let data = (1...50).map { Double($0) / 10 }
        struct Term: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S {
                lgamma(θ[0] + x) + logSumExp([θ[0] * x, θ[1], S(x)]) + norm([θ[0], θ[1] - x]) + max(θ[0] * x, θ[1])
            }
        }
        let loss = compile(Term(), over: data, at: [1, 2], options: Self.exact())
        for θ in [[1.0, 2], [0.3, 2.5]] {
            let expected = valueWithGradient(at: θ, of: Term(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
        }
    }

    @Test func neighboursOfAChain() {
        struct Link: DataTerm {
            func value<S: RealScalar>(at x: [S], for i: Int) -> S {
                100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2) + x[0] * x[i]
            }
        }
        struct Chain: ScalarField {
            let n: Int
            func value<S: RealScalar>(at x: [S]) -> S {
                (0..<n - 1).reduce(0) { $0 + Link().value(at: x, for: $1) }
            }
        }
        let n = 50
        var random = SplitMix64(seed: 3)
        let x = (0..<n).map { _ in random.normal() }
        let v = (0..<n).map { _ in random.normal() }
        let loss = compile(Link(), over: Array(0..<n - 1), at: x, options: Self.exact())
        // The first link uses one parameter twice.
        #expect(loss.paths == [1, n - 2])
        let expected = valueWithGradientAndHessian(at: x, of: Chain(n: n))
        let found = valueWithGradientAndHessian(at: x, of: loss)
        #expect(loss(x)[0] == valueWithGradient(at: x, of: Link(), over: Array(0..<n - 1)).value)
        #expect(Self.isClose(found.gradient, expected.gradient))
        #expect(Self.isClose(gradient(at: x, of: loss), expected.gradient))
        #expect(Self.isClose(found.hessian.values, expected.hessian.values))
        #expect(Self.isClose(hvp(at: x, along: v, of: loss).product, expected.hessian.times(v)))
    }

    @Test func manyPartsAndTasks() async {
        let data = Self.line(5000)
        let loss = compile(SquaredError(), over: data, at: [0.5, -1])
        let found = valueWithGradient(at: [1, 2], of: loss)
        #expect(Self.isClose(found.gradient, gradient(at: [1, 2], of: SquaredError(), over: data)))
        for tasks in [1, 3, nil] {
            let parallel = await parallelValueWithGradient(at: [1, 2], of: loss, tasks: tasks)
            #expect(parallel.value == found.value && parallel.gradient == found.gradient)
        }
    }

    @Test func aMiniBatch() {
        let data = Self.line(300)
        let loss = compile(SquaredError(), over: data, at: [0.5, -1], options: Self.exact())
        for batch in [[7], [3, 17, 4, 3], Array(stride(from: 299, through: 0, by: -2)), []] {
            let expected = valueWithGradient(at: [1, 2], of: SquaredError(), over: batch.map { data[$0] })
            let found = valueWithGradient(at: [1, 2], of: loss, batch: batch)
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
        }
    }

    @Test func aDerivativeThatComparesDoesNotLoop() {
        // The tenth power of the last sample isn't a normal number: its derivative has another form, and the term no other path.
        let loss = compile(over: [0.1, 0.2, 1e-40], at: [0.5]) { θ, x in pow(θ[0] * x, 10) }
        struct Whole: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                pow(x[0] * 0.1, 10) + pow(x[0] * 0.2, 10) + pow(x[0] * 1e-40, 10)
            }
        }
        for x in [0.4, 0.9] {
            let (a, b) = (hessian(at: [x], of: loss)[0, 0], hessian(at: [x], of: Whole())[0, 0])
            #expect((a - b).magnitude < 1e-12 * b.magnitude)
        }
        // A call that began again and again would have given the lanes up.
        #expect(loss.description.contains("3 samples in sixteen lanes"))
    }

    @Test func aSampleWhereARuleHasAnExceptionIsTakenByItself() async {
        struct Power: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S { pow(θ[0] * x, 1.5) + hypot(θ[1] - x, θ[0] - 1) }
        }
        // 0^1.5 isn't a normal number, and at x = 3 the distance is 0.
        let data = (0..<100).map { Double($0) }
        let loss = compile(Power(), over: data, at: [2, 0.5], options: Self.exact())
        for θ in [[2, 0.5], [1, 3], [1.5, 3], [2, 7]] {
            let expected = valueWithGradient(at: θ, of: Power(), over: data)
            let found = valueWithGradient(at: θ, of: loss)
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
            let parallel = await parallelValueWithGradient(at: θ, of: loss)
            #expect(Self.isClose(parallel.gradient, expected.gradient))
            let batch = valueWithGradient(at: θ, of: loss, batch: [3, 0, 7])
            let some = valueWithGradient(at: θ, of: Power(), over: [3.0, 0, 7])
            #expect(batch.value == some.value && Self.isClose(batch.gradient, some.gradient))
        }
        #expect(loss.description.contains("one by one"))
    }

    @Test func sixteenThreadsOnOneSum() async {
        struct Clipped: DataTerm {
            func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
                let r = θ[0] * sample.x + θ[1] - sample.y
                return r > 1 ? r : r * r
            }
        }
        let data = Self.line(120)
        let loss = compile(Clipped(), over: data, at: [0, 0], options: Self.exact())
        await withTaskGroup(of: Bool.self) { group in
            for k in 0..<16 {
                group.addTask {
                    for i in 0..<10 {
                        let θ = [0.03 * Double((k + i) % 7), 0.2 * Double((k * i) % 5)]
                        let expected = valueWithGradient(at: θ, of: Clipped(), over: data)
                        let found = valueWithGradient(at: θ, of: loss)
                        if found.value != expected.value || !Self.isClose(found.gradient, expected.gradient) {
                            return false
                        }
                    }
                    return true
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
