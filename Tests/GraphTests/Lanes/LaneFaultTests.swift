import Autodiff
import Testing

/// Wrong numbers and traps of programs in lanes, each by the program that found it.
@Suite struct LaneFaultTests {
    private static func isClose(_ a: [Double], _ b: [Double]) -> Bool { CompiledSumTests.isClose(a, b) }

    /// A rule whose number among the rules was also its node's was taken for a sum that goes on where it lies, and overwrote
    /// another number.
    @Test func aRuleWithTheNumberOfItsNodeHasASlotOfItsOwn() {
        for count in 0..<12 {
            let residuals = compile(over: [0.5, 0.4, 0.7], at: [-1.1, 0.5]) { θ, s in
                // Operations that aren't used, each with another rule.
                let rules: [(Symbol) -> Symbol] = [
                    { tanh($0) }, { exp($0) }, { erf($0) }, { log2($0) }, { asin($0) }, { tgamma($0) }, { sin($0) },
                    { cos($0) }, { atan($0) }, { sinh($0) }, { cosh($0) }, { cbrt($0) },
                ]
                for rule in rules.prefix(count) { _ = rule(θ[1]) }
                let p = θ[0] * s
                return [p, asinh(p), j1(p)]
            }
            let expected = [0.5, 0.4, 0.7].flatMap { [-1.1 * $0, asinh(-1.1 * $0), j1(-1.1 * $0)] }
            #expect(Self.isClose(residuals([-1.1, 0.5]), expected), "\(count) rules before")
        }
    }

    @Test func aRuleWithTheNumberOfItsNodeAtManyPoints() {
        for count in 0..<8 {
            let f = compile(at: [0.3, 0.5]) { x in
                let rules: [(Symbol) -> Symbol] = [
                    { tanh($0) }, { exp($0) }, { erf($0) }, { sin($0) }, { cos($0) }, { atan($0) }, { sinh($0) },
                    { cosh($0) },
                ]
                var y = x[0] * x[1]
                let p = y
                for rule in rules.prefix(count) { y = rule(y) }
                return y + asinh(p) * j1(p) + log1p(p) * p
            }
            let points = Matrix((0..<20).map { i -> [Double] in [0.1 + 0.02 * Double(i), 0.6 - 0.01 * Double(i)] })
            let (values, gradients) = valuesWithGradients(at: points, of: f)
            for i in 0..<points.rows {
                #expect(values[i] == f(points.row(i))[0])
                #expect(gradients.row(i) == gradient(at: points.row(i), of: f))
            }
        }
    }

    @Test func aRuleWithTheNumberOfItsNodeInSumsOfRandomRules() {
        struct Rules: DataTerm {
            let rules: [Int]
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S {
                var all: [S] = [θ[0] * x, θ[1]]
                for (i, rule) in rules.enumerated() {
                    let y = all[(i * 7 + rule) % all.count]
                    switch rule {
                    case 0: all.append(tanh(y))
                    case 1: all.append(sin(y))
                    case 2: all.append(atan(y))
                    case 3: all.append(erf(y))
                    case 4: all.append(asinh(y))
                    case 5: all.append(j1(y))
                    case 6: all.append(sigmoid(y))
                    default: all.append(y * x)
                    }
                }
                return all.suffix(3).reduce(0) { $0 + $1 * $1 }
            }
        }
        let data = (0..<19).map { 0.1 * Double($0) - 0.7 }
        var random = SplitMix64(seed: 11)
        for _ in 0..<100 {
            let term = Rules(rules: (0..<12).map { _ in Int(random.uniform() * 8) })
            let loss = compile(term, over: data, at: [0.4, -0.3], options: CompiledSumTests.exact())
            for θ in [[0.4, -0.3], [-1.2, 0.8]] {
                let expected = valueWithGradient(at: θ, of: term, over: data)
                let found = valueWithGradient(at: θ, of: loss)
                #expect(loss.value(at: θ) == expected.value, "\(term.rules)")
                #expect(found.value == expected.value, "\(term.rules)")
                #expect(Self.isClose(found.gradient, expected.gradient), "\(term.rules)")
            }
        }
    }

    /// Where the derivative of what all terms share has an exception the whole gradient came out as 0.
    @Test func anExceptionInWhatAllTermsShareIsNotAGradientOfZeros() async {
        struct Shared: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S { hypot(θ[0], θ[1]) * x + θ[2] * x * x }
        }
        let data = [1.0, 2, 3]
        for start in [[0.5, 0.5, 1], [0.0, 0, 1]] {
            let loss = compile(Shared(), over: data, at: start)
            for θ in [[0.0, 0, 1], [3, 4, 1], [0, 0, 2], [0, 1, 1]] {
                let expected = gradient(at: θ, of: Shared(), over: data)
                #expect(Self.isClose(gradient(at: θ, of: loss), expected))
                #expect(await Self.isClose(parallelGradient(at: θ, of: loss), expected))
                let some = valueWithGradient(at: θ, of: loss, batch: [2, 0, 2])
                #expect(Self.isClose(some.gradient, gradient(at: θ, of: Shared(), over: [3.0, 1, 3])))
            }
            #expect(loss.description.contains("3 samples in sixteen lanes, 1 path"))
        }
    }

    @Test func anExceptionInWhatAllTermsShareForOtherRules() {
        struct Angle: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S { atan2(θ[0], θ[0]) * x + θ[1] }
        }
        struct Power: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S {
                pow(θ[0], 1.5) * x + norm([θ[0], θ[0]]) + θ[1] * x
            }
        }
        let data = (0..<33).map { 0.1 * Double($0) }
        let (angle, power) = (compile(Angle(), over: data, at: [1, 1]), compile(Power(), over: data, at: [1, 1]))
        for θ in [[0.0, 1], [2, 1], [1e-300, 3], [0, 3]] {
            #expect(Self.isClose(gradient(at: θ, of: angle), gradient(at: θ, of: Angle(), over: data)))
            #expect(Self.isClose(gradient(at: θ, of: power), gradient(at: θ, of: Power(), over: data)))
        }
    }

    /// A nan by 0 · ∞ was taken again by the conventions of the other modes in the whole sum, but not in a batch.
    @Test func aBatchHasTheConventionsOfTheWholeSum() {
        struct Root: DataTerm {
            func value<S: RealScalar>(at θ: [S], for x: Double) -> S { sqrt(θ[0] * x) + log(θ[1] + x) * θ[0] }
        }
        let data = [0.0, 1, 2, 0]
        let loss = compile(Root(), over: data, at: [1, 1], options: CompiledSumTests.exact())
        for batch in [[0, 1, 2, 3], [1], [0], [3, 2, 2, 0]] {
            let expected = valueWithGradient(at: [1.0, 1], of: Root(), over: batch.map { data[$0] })
            let found = valueWithGradient(at: [1, 1], of: loss, batch: batch)
            #expect(expected.gradient.allSatisfy { $0.isFinite })
            #expect(found.value == expected.value)
            #expect(Self.isClose(found.gradient, expected.gradient))
        }
    }

    /// `print` showed a type's name.
    @Test func residualsPrintWhatTheyAre() {
        let residuals = compile(over: [1.0, 2, 3], at: [1, 1]) { θ, x in [θ[0] * x - θ[1]] }
        #expect(residuals.description.hasPrefix("3 samples in sixteen lanes, 1 path\n3 samples: 1 column of data, "))
        let many = compile(over: Array(0..<100), at: [0.7]) { θ, count in
            var x = θ[0]
            for _ in 0..<count { x = sin(x) }
            return [x]
        }
        #expect(many.description == "100 samples, one by one: the terms take more than 64 paths")
    }

    /// Residuals without a parameter trapped: an index out of range.
    @Test func residualsThatDependOnNoParameter() {
        let fixed = compile(over: [1.0, 2, 3], at: [1, 1]) { _, x in [Symbol(x)] }
        #expect(fixed([1, 1]) == [1, 2, 3])
        #expect(sparseJacobian(at: [1, 1], of: fixed).dense == Matrix(rows: 3, columns: 2, repeating: 0))
        let (value, slope, matrix) = normalEquations(at: [1, 1], of: fixed)
        #expect(value == 7 && slope == [0, 0] && matrix.dense == [[0, 0], [0, 0]])
    }

    @Test func residualsOfWhichSomeDependOnNoParameter() {
        // An observation that is missing counts as 0.
        let data = [(x: 1.0, isKnown: true), (x: 2, isKnown: false), (x: 3, isKnown: true)]
        let residuals = compile(over: data, at: [1, 1]) { θ, s in
            s.isKnown ? [θ[0] * s.x, θ[1] - s.x] : [0, Symbol(s.x)]
        }
        let jacobian = sparseJacobian(at: [2, 5], of: residuals)
        #expect(jacobian.dense == [[1, 0], [0, 1], [0, 0], [0, 0], [3, 0], [0, 1]])
        let (value, slope, matrix) = normalEquations(at: [2, 5], of: residuals)
        #expect(value == 0.5 * (4 + 16 + 4 + 36 + 4))
        #expect(slope == [20, 6] && matrix.dense == [[10, 0], [0, 2]])
    }
}

/// Programs that were given up, since the paths changed in each call, and suit again later.
@Suite struct ProgramsTriedAgainTests {
    private struct Wild: DataTerm {
        /// Beyond 10 each sample's path depends on every digit of the parameter.
        func value<S: RealScalar>(at θ: [S], for sample: Double) -> S {
            var sum = θ[0] * sample
            if θ[0] > 10 {
                for k in 0..<8 where sin(θ[0] * (100.0 + Double(k)) * sample).primal > 0 { sum += θ[0] }
            }
            return sum
        }
    }

    @Test func aSumGoesBackToItsProgramsAfterAWildPhase() {
        let data = (0..<40).map { 0.5 + 0.37 * Double($0) }
        let loss = compile(over: data, at: [1]) { θ, s in Wild().value(at: θ, for: s) }
        func isRight(_ x: Double) -> Bool {
            let expected = valueWithGradient(at: [x], of: Wild(), over: data)
            let found = valueWithGradient(at: [x], of: loss)
            return (found.value - expected.value).magnitude <= 1e-12 * expected.value.magnitude
                && (found.gradient[0] - expected.gradient[0]).magnitude <= 1e-12 * expected.gradient[0].magnitude
        }
        for i in 0..<20 { #expect(isRight(11 + 0.1 * Double(i))) }
        #expect(loss.description.contains("40 samples") && !loss.description.contains("lanes"))
        for i in 0..<100 { #expect(isRight(1 + 0.01 * Double(i))) }
        #expect(loss.paths == [40], "\(loss)")
    }

    private struct Steps: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * Double(x[0].primal.rounded(.down)) }
    }

    @Test func aFunctionGoesBackToItsPrograms() {
        let f = compile(Steps(), at: [0.5])
        for i in 0..<40 { #expect(gradient(at: [Double(i) + 0.5], of: f) == [Double(i)]) }
        let before = f.recordings
        // By the tape for a while, in which nothing is recorded; then recorded once, and by the program from there on.
        for _ in 0..<1500 { #expect(gradient(at: [100.5], of: f) == [100]) }
        #expect(before < 40)
        #expect(f.recordings == before + 1)
    }
}
