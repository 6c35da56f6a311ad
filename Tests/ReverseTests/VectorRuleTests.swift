import Autodiff
import Testing

/// x / |x|, with its pullback alone.
private struct Normalised: VectorRule {
    func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        let along = dot(y, w)
        return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
    }
}

/// The solution (u, v) of a u + b v = p, b u + c v = q from (a, b, c, p, q), by its defining equations.
private struct Solve: VectorRule {
    func value(_ x: [Double]) -> [Double] { solve(x[0], x[1], x[2], x[3], x[4]) }

    func solve<S: RealScalar>(_ a: S, _ b: S, _ c: S, _ p: S, _ q: S) -> [S] {
        let determinant = a * c - b * b
        return [(c * p - b * q) / determinant, (a * q - b * p) / determinant]
    }

    func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
        let r = solve(x[0], x[1], x[2], w[0], w[1])
        return [-r[0] * y[0], -(r[0] * y[1] + r[1] * y[0]), -r[1] * y[1], r[0], r[1]]
    }

    func pushforward<S: RealScalar>(_ t: [S], at x: [S], value y: [S]) -> [S] {
        solve(x[0], x[1], x[2], t[3] - t[0] * y[0] - t[1] * y[1], t[4] - t[1] * y[0] - t[2] * y[1])
    }
}

/// What the rules compute, by single operations.
private struct ByOperations: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let y = Solve().solve(x[0] * x[1], x[2], x[3], sin(x[4]), x[0])
        let z = [y[0] * x[1], y[1], x[2] + y[0]]
        var square: S = 0
        for v in z { square += v * v }
        return z.map { $0 / sqrt(square) }
    }
}

/// The same with rules, whose arguments have no, one and two pending operands.
private struct ByRules: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let y = Solve()([x[0] * x[1], x[2], x[3], sin(x[4]), x[0]])
        return Normalised()([y[0] * x[1], y[1], x[2] + y[0]])
    }
}

@Suite struct VectorRuleTests {
    static let point = [1.5, 2, 0.5, 1.25, 0.75]
    static let u = [1.0, -0.5, 0.25, 2, -1]
    static let v = [0.5, 1.0, -1, 0.75, 0.25]

    private func agree(_ a: [Double], _ b: [Double]) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= 1e-13 * scale }
    }

    @Test func oneCallOfTheCheckerTellsRightFromWrong() {
        struct Wrong: VectorRule {
            func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] { w.map { $0 / norm(x) } }
        }
        #expect(checkJacobian(at: [1.0, 2, 2], of: Normalised()).passed)
        #expect(checkJacobian(at: Self.point, of: Solve()).passed)
        #expect(!checkJacobian(at: [1.0, 2, 2], of: Wrong()).passed)
    }

    @Test func bothModesAgreeWithSingleOperations() {
        let expected = jacobian(at: Self.point, of: ByOperations(), mode: .reverse)
        #expect(agree(ByRules()(Self.point), ByOperations()(Self.point)))
        for mode in [JacobianMode.forward, .reverse] {
            #expect(agree(jacobian(at: Self.point, of: ByRules(), mode: mode).values, expected.values))
        }
    }

    @Test func secondDerivativesInEveryNesting() {
        func all<F: Differentiable>(_ f: F) -> [[Double]] {
            let weights = [1.0, -2, 0.5]
            let (x, u, v) = (Self.point, Self.u, Self.v)
            let forwardOverForward = jvp(at: x, along: v) { (x: [Dual<Double>]) in
                jvp(at: x, along: u.map { Dual($0) }, of: f).tangent
            }.tangent
            let forwardOverReverse = jvp(at: x, along: v) { (x: [Dual<Double>]) in
                vjp(at: x, of: f).pullback(weights.map { Dual($0) })
            }.tangent
            let reverseOverForward = vjp(at: x) { (x: [Variable<Double>]) in
                jvp(at: x, along: v.map { Variable($0) }, of: f).tangent
            }.pullback(weights)
            let reverseOverReverse = vjp(at: x) { (x: [Variable<Double>]) in
                vjp(at: x, of: f).pullback(weights.map { Variable($0) })
            }.pullback(v)
            return [forwardOverForward, forwardOverReverse, reverseOverForward, reverseOverReverse]
        }
        for (actual, expected) in zip(all(ByRules()), all(ByOperations())) { #expect(agree(actual, expected)) }
    }

    @Test func aRuleIsOneEntryAndIsReleased() {
        final class Token: Sendable {}
        struct Held: VectorRule {
            let token: Token
            func value(_ x: [Double]) -> [Double] { x + x }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
                x.indices.map { w[$0] + w[x.count + $0] }
            }
        }
        var token: Token? = Token()
        weak let held = token
        do {
            let tape = Tape<Double>()
            for _ in 0..<3 {
                let x = tape.variables([1, 2, 3])
                let y = Held(token: token ?? Token())(x)
                #expect(tape.gradient(of: y[0] * y[3] * y[4] + x[2] * y[5] * y[1], withRespectTo: x) == [4, 10, 12])
                tape.reset()
            }
            _ = Held(token: token ?? Token())(tape.variables([1, 2, 3]))
            token = nil
            #expect(held != nil)
        }
        #expect(held == nil)
    }

    @Test func constantsAndOutputsThatDontMatter() {
        #expect(gradient(at: [3.0]) { x in Normalised()([3, 4]).reduce(x[0], +) } == [1])
        #expect(
            gradient(at: [3.0, 4]) { x in
                _ = Normalised()(x); return x[0] * x[1]
            } == [4, 3])
        let g = gradient(at: [3.0, 1]) { x in Normalised()([x[0], 4])[0] * x[1] }
        #expect(agree(g, [16.0 / 125, 0.6]))
    }

    @Test func aRuleInAGraph() {
        let graph = ComputationGraph(at: [3, 4], names: ["x", "y"]) { x in Normalised()(x)[0] }
        #expect(graph.nodes.dropFirst(2).map(graph.formula) == ["normalised[0](x, y)", "normalised[1](x, y)"])
        #expect(agree(graph.gradient, [16.0 / 125, -12.0 / 125]))
    }

    @Test func aPullbackOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            struct Short: VectorRule {
                func value(_ x: [Double]) -> [Double] { x }
                func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] { [] }
            }
            print(gradient(at: [1.0, 2]) { x in Short()(x)[0] })
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("the result of a rule's pullback has 0 elements where 2 are needed"))
    }
}
