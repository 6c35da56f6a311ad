import Autodiff
import Testing

/// Compiled functions beside the same functions on the other scalars.
@Suite struct CompiledTests {
    private func isClose(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-13) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance * (scale + 1e-300) }
    }

    // MARK: rules of the user's

    private struct Hill: UnaryRule {
        let n: Double
        func value(_ x: Double) -> Double { 1 / (1 + pow(x, -n)) }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
    }

    /// Its derivative branches, and reads the primal: it can be neither selected nor guarded, but called.
    private struct Cliff: UnaryRule {
        func value(_ x: Double) -> Double { x > 1 ? x * x : 2 * x - 1 }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { x.primal > 1 ? 2 * x : S(2) }
    }

    private struct Ring: BinaryRule {
        func value(_ x: Double, _ y: Double) -> Double { x * x * y - y * y }
        func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (2 * x * y, x * x - 2 * y) }
    }

    private struct Normalised: VectorRule {
        func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
            let along = dot(y, w)
            return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
        }
    }

    private struct WithRules: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let a = S.apply(Hill(n: 2.5), to: x[0]) + S.apply(Hill(n: 1.5), to: x[1])
            let b = S.apply(Cliff(), to: x[0] + x[1]) * S.apply(Ring(), to: x[1], x[2])
            let c = Normalised()([x[0], b, x[2]])
            return a * c[0] + c[2] * cbrt(b) + pow(x[2], 5) + pow(x[0], 2.5) + hypot(x[1], x[2])
        }
    }

    @Test func rulesOfTheUsers() {
        let x = [0.7, 1.2, -0.4]
        let f = compile(WithRules(), at: x)
        for point in [x, [0.3, 0.4, 0.5], [1.3, 0.2, 0.1]] {
            #expect(isClose(gradient(at: point, of: f), gradient(at: point, of: WithRules())))
            #expect(isClose(hessian(at: point, of: f).values, hessian(at: point, of: WithRules()).values, 1e-12))
            let v = [1.0, -2, 0.5]
            #expect(
                isClose(
                    hvp(at: point, along: v, of: f).product, hvp(at: point, along: v, of: WithRules()).product, 1e-12))
        }
    }

    /// Comparisons of which one implies the next: not every combination of outcomes has an argument.
    private struct Knots: UnaryRule {
        func value(_ x: Double) -> Double { x < 0 ? 0 : x * x }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            for knot in [0.0, 1, 2, .infinity] where x < S(knot) { return knot == 0 ? 0 : 2 * x }
            fatalError("beyond all knots")
        }
    }

    @Test func aRuleWhoseComparisonsExcludeEachOther() {
        let f = compile(at: [1.5]) { x in S.apply(Knots(), to: x[0]) * x[0] }
        for x in [1.5, 0.5, -1, 7] {
            #expect(gradient(at: [x], of: f) == [x < 0 ? 0 : 3 * x * x])
        }
        #expect(f.recordings == 1)
        for x in [1.5, 0.5, -1, 7] { #expect(hessian(at: [x], of: f).values == [x < 0 ? 0 : 6 * x]) }
    }

    // MARK: higher derivatives

    private struct Wave: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            exp(sin(x[0] * x[1])) + tanh(x[0] - x[2]) * sigmoid(x[1] * x[2]) + log(2 + x[0] * x[0]) / x[1]
        }
    }

    @Test func thirdDerivativesByDerivingTwice() {
        let x = [0.4, 1.3, -0.8]
        let slope = gradient(of: compile(Wave(), at: x))
        #expect(isClose(jacobian(at: x, of: slope).values, hessian(at: x, of: Wave()).values))
        let second = compile(at: x) { x in hvp(at: x, along: [1, 2, -1], of: Wave()).product }
        let direct = jacobian(at: x) { x in hvp(at: x, along: [1, 2, -1], of: Wave()).product }
        #expect(isClose(jacobian(at: x, of: second).values, direct.values, 1e-12))
        let bySlope = compile(at: x) { y in jvp(at: y, along: [1, 2, -1], of: slope).tangent }
        #expect(isClose(jacobian(at: x, of: bySlope).values, direct.values, 1e-12))
    }

    /// y³ + y = p, by Newton's method with a derivative in each step.
    private static func root<S: RealScalar>(_ p: S) -> S {
        var y: S = 1
        for _ in 0..<6 {
            let (value, slope) = valueWithDerivative(at: y) { z in z * z * z + z - Dual(constant: p) }
            y -= value / slope
        }
        return y
    }

    @Test func nestedCalls() {
        let f = compile(at: [2.0]) { x in Self.root(x[0]) }
        for p in [2.0, 0.5, 7] {
            let y = Self.root(p)
            #expect((gradient(at: [p], of: f)[0] - 1 / (3 * y * y + 1)).magnitude < 1e-14)
        }
        let g = compile(at: [0.5, 0.25]) { x in sum(gradient(at: x) { y in y[0] * y[0] * sin(y[1]) }) }
        let x = [0.9, -0.3]
        #expect(isClose([g.value(at: x)], [2 * x[0] * sin(x[1]) + x[0] * x[0] * cos(x[1])]))
        #expect(
            isClose(
                gradient(at: x, of: g),
                [2 * sin(x[1]) + 2 * x[0] * cos(x[1]), 2 * x[0] * cos(x[1]) - x[0] * x[0] * sin(x[1])]))
    }

    // MARK: paths

    @Test func aGuardThatFailsRecordsAnew() {
        let f = compile(at: [1.0]) { x in x[0] > 0 ? x[0] * x[0] : -x[0] }
        #expect(f.recordings == 1 && f.paths == 1)
        #expect(gradient(at: [3], of: f) == [6] && f.recordings == 1)
        #expect(gradient(at: [-2], of: f) == [-1] && f.recordings == 2 && f.paths == 2)
        #expect(gradient(at: [2], of: f) == [4] && gradient(at: [-1], of: f) == [-1] && f.recordings == 2)
    }

    @Test func maxAbsReluAndClampAreNoBranches() {
        let f = compile(at: [1.0, 2]) { x in
            max(x[0], x[1]) + abs(x[0]) + relu(x[1]) + clamp(x[0], -1...1) + logSumExp([x[0], x[1]])
        }
        for x in [[1.0, 2], [2, 1], [-3, 0.5], [0.5, -3]] { _ = gradient(at: x, of: f) }
        #expect(f.recordings == 1)
    }

    @Test func aPrimalThatIsReadIsGuarded() {
        let f = compile(at: [2.0]) { x in S(x[0].primal) * x[0] }
        #expect(gradient(at: [2], of: f) == [2] && gradient(at: [3], of: f) == [3])
        #expect(f.recordings == 2)
        let g = compile(at: [2.0]) { x in stopGradient(x[0]) * x[0] }
        #expect(gradient(at: [2], of: g) == [2] && gradient(at: [3], of: g) == [3])
        #expect(g.recordings == 1)
    }

    private typealias S = Symbol

    @Test func pathsThatAreNotUsedAreForgotten() {
        var options = CompileOptions()
        options.maximumPaths = 4
        let f = compile(at: [0.5], options: options) { x in x[0] * Double(Int(x[0])) }
        for i in 0..<20 { #expect(gradient(at: [Double(i) + 0.5], of: f) == [Double(i)]) }
        #expect(f.paths == 4 && f.recordings == 20)
    }

    private struct Table: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * Double(Int(x[0])) }
    }

    @Test func aPathThatAlwaysChangesIsLeftToTheTape() {
        let f = compile(Table(), at: [0.5])
        for i in 0..<1000 { #expect(gradient(at: [Double(i) + 0.5], of: f) == [Double(i)]) }
        #expect(f.recordings < 40)
        let g = compile(Table(), at: [0.5])
        for i in 0..<1000 { #expect(gradient(at: [Double(i / 10) + 0.5], of: g) == [Double(i / 10)]) }
        #expect(g.recordings == 100, "one call in ten on a new path is worth it")
    }

    // MARK: conventions

    private struct Edges: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            x[1] * x[1] + stopGradient(0 * x[0]) * sqrt(x[0]) + sqrt(x[0] * 0 + x[1]) + abs(x[0]) * cbrt(x[0])
        }
    }

    @Test func zeroTimesInfinityIsTheTapes() {
        let f = compile(Edges(), at: [1, 2])
        for x in [[0.0, 4], [0, 0], [1, 0], [-1, 4], [.infinity, 1], [1, .nan]] {
            let (found, expected) = (gradient(at: x, of: f), gradient(at: x, of: Edges(), mode: .reverse))
            #expect(
                zip(found, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, "\(found) for \(expected) at \(x)"
            )
        }
        let g = compile(at: [1.0]) { x in sqrt(x[0]) }
        #expect(gradient(at: [0], of: g) == [.infinity])
    }

    @Test func secondDerivativesOfACubeRootAtZero() {
        #expect(!hessian(at: [0]) { x in cbrt(x[0]) }[0, 0].isFinite)
        #expect(!hessian(at: [-0.0], of: compile(at: [0.7]) { x in cbrt(x[0]) })[0, 0].isFinite)
    }

    @Test func logSumExpAtInfinity() {
        let f = compile(at: [0.7, 1]) { x in logSumExp(x) }
        #expect(gradient(at: [.infinity, 1], of: f) == [1, 0])
        #expect(gradient(at: [.infinity, .infinity], of: f) == [1, 0])
        #expect(gradient(at: [-.infinity, -.infinity], of: f) == [0, 0])
    }

    @Test func aFoldedZeroIsUnfoldedWhereItsFactorIsNotFinite() {
        let f = compile(at: [1.0, 2]) { x in 0 * exp(x[0]) + x[1] * x[1] - x[0] * 0 }
        #expect(f.value(at: [1, 3]) == 9 && gradient(at: [1, 3], of: f) == [0, 6])
        #expect(f.value(at: [1000, 3]).isNaN && f.value(at: [.nan, 3]).isNaN && f.value(at: [2, -3]) == 9)
        #expect(f.recordings == 1)
        let slope = gradient(of: f)
        #expect(slope([1, 3]) == [0, 6] && jacobian(at: [1, 3], of: slope).values == [0, 0, 0, 2])
    }

    @Test func zerosFoldedWhileRecordingComeBackWhereTheirFactorIsNotFinite() {
        // A state at rest, of which a step reaches one more component: the last one stays 0.
        @Sendable func last(_ x: [Symbol]) -> Symbol {
            var y = [Symbol](repeating: 0, count: 5)
            for _ in 0..<3 {
                let earlier = y
                for i in y.indices { y[i] = earlier[i] + x[i] * (i == 0 ? 1 : earlier[i - 1]) }
            }
            return y[4] + y[2]
        }
        func isSame(_ a: [Double], _ b: [Double]) -> Bool {
            zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
        }
        var options = CompileOptions()
        options.foldsZeros = true
        let f = compile(at: [2, 3, 5, 7, 11], options: options) { x in last(x) }
        let all = compile(at: [2, 3, 5, 7, 11]) { x in last(x) }
        // The description begins with the size of the recording.
        #expect(f.description.hasPrefix("5 inputs, 1 result: 6 operations"))
        #expect(all.description.hasPrefix("5 inputs, 1 result: 28 operations"))
        for x in [[2.0, 3, 5, 7, 11], [0, -1, 4, 0.5, 3], [1, 2, .infinity, 1, 1], [1, 2, 3, .nan, .infinity]] {
            let (value, slope) = valueWithGradient(at: x, of: all)
            let folded = valueWithGradient(at: x, of: f)
            #expect(isSame([folded.value] + folded.gradient, [value] + slope))
        }
        #expect(f.value(at: [2, 3, 5, 7, 11]) == 30 && gradient(at: [2, 3, 5, 7, 11], of: f) == [15, 10, 6, 0, 0])
        options.exactValues = true
        let exact = compile(at: [2, 3, 5, 7, 11], options: options) { x in last(x) }
        #expect(exact.description.hasPrefix("5 inputs, 1 result: 28 operations"))
    }

    @Test func constantsAndUnusedInputs() {
        let f = compile(at: [1.0, 2, 3]) { x in 2 * x[1] }
        #expect(gradient(at: [5, 6, 7], of: f) == [0, 2, 0])
        let c = compile(at: [1.0]) { _ in Symbol(4) }
        #expect(c.value(at: [2]) == 4 && gradient(at: [2], of: c) == [0] && hessian(at: [2], of: c).values == [0])
        let m = compile(at: [1.0, 2]) { x in [x[1], Symbol(3), x[1]] }
        #expect(m([7, 8]) == [8, 3, 8] && jacobian(at: [7, 8], of: m).values == [0, 1, 0, 0, 0, 1])
        let none = compile(at: [1.0]) { _ in [Symbol]() }
        #expect(none([2]) == [] && jacobian(at: [2], of: none).rows == 0)
    }

    // MARK: the function's owner and its threads

    private final class Owner: Sendable {
        let factor = 3.0
        deinit {}
    }

    @Test func outlivesWhatItCaptured() {
        func make() -> (CompiledField, Weak) {
            let owner = Owner()
            let f = compile(at: [1.0]) { x in owner.factor * x[0] * x[0] }
            return (f, Weak(owner))
        }
        let (f, weak) = make()
        #expect(weak.owner != nil, "the closure is kept for other paths")
        #expect(gradient(at: [2], of: f) == [12])
    }

    private struct Weak {
        weak var owner: Owner?
        init(_ owner: Owner) { self.owner = owner }
    }

    @Test func sixteenThreadsOnOneFunction() async {
        let f = compile(at: [0.5, 0.5]) { x in x[0] > x[1] ? exp(x[0]) * x[1] : sin(x[0]) + x[1] * x[1] }
        struct Plain: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                x[0] > x[1] ? exp(x[0]) * x[1] : sin(x[0]) + x[1] * x[1]
            }
        }
        await withTaskGroup(of: Bool.self) { group in
            for thread in 0..<16 {
                group.addTask {
                    var random = SplitMix64(seed: UInt64(thread))
                    return (0..<200).allSatisfy { _ in
                        let x = [random.uniform(), random.uniform()]
                        let (a, b) = (gradient(at: x, of: f), gradient(at: x, of: Plain()))
                        let (h, k) = (hessian(at: x, of: f).values, hessian(at: x, of: Plain()).values)
                        return zip(a + h, b + k).allSatisfy { ($0 - $1).magnitude < 1e-13 }
                    }
                }
            }
            for await agrees in group { #expect(agrees) }
        }
    }

    /// A sum of two nans is one of them, which one hangs on the order in which the processor is given them.
    @Test(arguments: [Double.nan, -Double.nan]) func aNaNThatIsReadIsLikeAnyOther(nan: Double) {
        for isFirst in [true, false] {
            let f = compile(at: [1.0, 1, 1]) { x in
                let sum = isFirst ? x[0] + x[1] * x[2] : x[1] * x[2] + x[0]
                let sign: Double = sum.sign == .minus ? -1 : 1
                return (sum.primal.isNaN ? 2 : sign) * x[0]
            }
            #expect(f.value(at: [nan, 0, .infinity]).isNaN)
            #expect(f.value(at: [nan, .nan, 1]).isNaN)
            #expect(f.value(at: [nan, -.nan, 1]).isNaN)
            #expect(f.value(at: [3.0, 1, -5]) == -3)
        }
    }
}
