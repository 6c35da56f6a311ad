import Autodiff
import Synchronization
import Testing

/// How often derivatives were asked for.
private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add() { count.wrappingAdd(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}

/// Two functions, each in the derivative of both: a' = a + b, b' = a - b, so a'' = 2a. Not `Hashable`.
private struct Entangled: UnaryRule {
    let counter: Unmanaged<Counter>
    let isFirst: Bool

    func value(_ x: Double) -> Double {
        let (growing, falling) = (exp(2.0.squareRoot() * x), exp(-2.0.squareRoot() * x))
        let (a, slope) = (growing + falling, 2.0.squareRoot() * (growing - falling))
        return isFirst ? a : slope - a
    }

    func derivative<S: RealScalar>(at x: S, value y: S) -> S {
        counter._withUnsafeGuaranteedRef { $0.add() }
        let other = S.apply(Entangled(counter: counter, isFirst: !isFirst), to: x)
        let same = S.apply(self, to: x)
        return isFirst ? same + other : other - same
    }
}

/// The same of two variables: f(x, y) = e^(x+y) and its mirror image, in each other's partials.
private struct EntangledPair: BinaryRule {
    let counter: Unmanaged<Counter>
    let isFirst: Bool

    func value(_ x: Double, _ y: Double) -> Double { exp(x + y) }

    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
        counter._withUnsafeGuaranteedRef { $0.add() }
        let other = S.apply(EntangledPair(counter: counter, isFirst: !isFirst), to: x, y)
        return ((other + value) / 2, S.apply(self, to: x, y))
    }
}

/// The logistic function σ, whose derivative is σ(x) σ(-x).
private struct Mirrored: UnaryRule {
    let counter: Unmanaged<Counter>

    func value(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    func derivative<S: RealScalar>(at x: S, value y: S) -> S {
        counter._withUnsafeGuaranteedRef { $0.add() }
        return y * S.apply(self, to: -x)
    }
}

/// e^x, whose derivative is e^(x/2) e^(x/2).
private struct Halved: UnaryRule {
    let counter: Unmanaged<Counter>

    func value(_ x: Double) -> Double { exp(x) }

    func derivative<S: RealScalar>(at x: S, value y: S) -> S {
        counter._withUnsafeGuaranteedRef { $0.add() }
        return S.apply(self, to: x / 2) * S.apply(self, to: x / 2)
    }
}

/// (sin x, cos x), by the pushforward of the rule itself.
private struct SineAndCosine: VectorRule {
    let counter: Unmanaged<Counter>

    func value(_ x: [Double]) -> [Double] { [sin(x[0]), cos(x[0])] }

    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        counter._withUnsafeGuaranteedRef { $0.add() }
        let y = self(x)
        return [w[0] * y[1] - w[1] * y[0]]
    }
}

/// x^n / (1 + x^n), by its value and a parameter.
private struct Hill: UnaryRule {
    let n: Double
    func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
}

/// x^y for x > 0 by a rule without a series.
private struct PlainPower: BinaryRule {
    func value(_ x: Double, _ y: Double) -> Double { pow(x, y) }
    func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (y * value / x, value * log(x)) }
}

/// (x₀ x₁, x₀/x₁) by its pullback alone.
private struct ProductAndQuotient: VectorRule {
    func value(_ x: [Double]) -> [Double] { [x[0] * x[1], x[0] / x[1]] }
    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        [w[0] * x[1] + w[1] / x[1], w[0] * x[0] - w[1] * y[1] / x[1]]
    }
}

/// Rules without a series of their own: it follows from the derivative.
@Suite struct TaylorRuleTests {
    private func areClose(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-13) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance * max($1.magnitude, 1e-300) }
    }

    @Test func aParametrisedRule() {
        let (x, n) = (1.4, 2.5)
        let byRule = taylor(at: x, order: 12) { u in Taylor.apply(Hill(n: n), to: u) }
        let byFormula = taylor(at: x, order: 12) { u in 1 / (1 + pow(u, -2.5)) }
        #expect(areClose(byRule, byFormula, 1e-12))
    }

    @Test func aRuleOfTwoArguments() {
        func check(_ f: (Taylor<Double>) -> Taylor<Double>, _ g: (Taylor<Double>) -> Taylor<Double>) {
            #expect(areClose(taylor(at: 1.3, order: 10, of: f), taylor(at: 1.3, order: 10, of: g), 1e-12))
        }
        check({ Taylor.apply(PlainPower(), to: $0, sin($0)) }, { pow($0, sin($0)) })
        check({ Taylor.apply(PlainPower(), to: $0, 1.5) }, { pow($0, 1.5) })
        check({ Taylor.apply(PlainPower(), to: 1.5, $0) }, { pow(1.5, $0) })
    }

    @Test func aVectorRule() {
        let byRule = taylor(at: 0.8, order: 8) { u in
            let y = ProductAndQuotient()([sin(u), 2 + u])
            return y[0] * y[1]
        }
        let byFormula = taylor(at: 0.8, order: 8) { u in sin(u) * sin(u) }
        #expect(areClose(byRule, byFormula, 1e-12))
        #expect(ProductAndQuotient()([Taylor<Double>(3), 2]).map(\.coefficients) == [[6], [1.5]])
    }

    /// Followed blindly, each order would double the number of derivatives: 2³⁰ of them. There are two rules, and each
    /// is asked once for every order.
    @Test func mutualRecursionStaysLinear() {
        let counter = Counter()
        let rule = Entangled(counter: .passUnretained(counter), isFirst: true)
        let c = withExtendedLifetime(counter) { taylor(at: 0.3, order: 30) { u in Taylor.apply(rule, to: u) } }
        #expect(counter.value <= 60)
        // a'' = 2a: (j + 1)(j + 2) c[j + 2] = 2 c[j].
        for j in 0...28 {
            #expect(areClose([Double((j + 1) * (j + 2)) * c[j + 2]], [2 * c[j]]))
        }
    }

    @Test func mutualRecursionOfTwoArguments() {
        let counter = Counter()
        let rule = EntangledPair(counter: .passUnretained(counter), isFirst: true)
        let c = withExtendedLifetime(counter) {
            taylor(at: [0.1, 0.2], along: [1, 2], order: 30) { x in Taylor.apply(rule, to: x[0], x[1]) }
        }
        #expect(counter.value <= 60)
        for j in 0..<30 { #expect(areClose([Double(j + 1) * c[j + 1]], [3 * c[j]])) }
    }

    /// Rules applied to other arguments than their own, one and thirty of them.
    @Test func recursionThroughOtherArguments() {
        let counter = Counter()
        let mirrored = Mirrored(counter: .passUnretained(counter))
        let halved = Halved(counter: .passUnretained(counter))
        withExtendedLifetime(counter) {
            let logistic = taylor(at: 0.3, order: 30) { u in Taylor.apply(mirrored, to: sin(u)) }
            #expect(counter.value <= 60)
            let expected = taylor(at: 0.3, order: 30) { u in 1 / (1 + exp(-sin(u))) }
            #expect(areClose(Array(logistic[...8]), Array(expected[...8]), 1e-12))
            let exponential = taylor(at: 0.3, order: 30) { u in Taylor.apply(halved, to: u) }
            #expect(counter.value <= 60 + 31 * 15)
            #expect(areClose(exponential, taylor(at: 0.3, order: 30, exp)))
        }
    }

    @Test func recursionOfDuals() {
        let counter = Counter()
        let rule = Mirrored(counter: .passUnretained(counter))
        withExtendedLifetime(counter) {
            let c = taylor(at: Dual(0.3, 1), order: 20) { u in Taylor.apply(rule, to: u) }
            #expect(counter.value <= 200)
            for j in 0..<20 { #expect(areClose([c[j].tangent], [Double(j + 1) * c[j + 1].value], 1e-11)) }
        }
    }

    @Test func recursionOfAVectorRule() {
        let counter = Counter()
        let rule = SineAndCosine(counter: .passUnretained(counter))
        withExtendedLifetime(counter) {
            let c = taylor(at: 0.3, order: 30) { u in rule([u])[1] }
            #expect(counter.value <= 60)
            #expect(areClose(c, taylor(at: 0.3, order: 30, cos)))
        }
    }

    /// The Bessel functions of all orders, each in the derivatives of its neighbours, of an argument that is a series too.
    @Test func besselFunctionsOfAFunction() {
        let x = 0.4
        let c = taylor(at: x, order: 20) { u in j0(exp(u)) }
        // y = J₀(e^u) solves y'' + e^(2u) y = 0.
        let factor = taylor(at: x, order: 20) { u in exp(2 * u) }
        for j in 0...18 {
            var (product, size) = (0.0, 0.0)
            for i in 0...j {
                product += factor[i] * c[j - i]
                size += (factor[i] * c[j - i]).magnitude
            }
            #expect((Double((j + 1) * (j + 2)) * c[j + 2] + product).magnitude < 1e-13 * size)
        }
    }
}
