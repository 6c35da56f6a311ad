import Autodiff
import Testing

/// Random programs as machine code, beside the interpreter: the same bits of all verbs.
@Suite struct RandomCodeTests {
    /// Straight code over numbers of which many are in use at once, so that registers don't suffice.
    private struct Straight: Differentiable, Sendable {
        let steps: [(kind: Int, x: Int, y: Int, z: Int)]
        let results: [Int]

        init(using random: inout SplitMix64, length: Int, results count: Int) {
            let number = { (random: inout SplitMix64) in Int.random(in: 0..<100_000, using: &random) }
            steps = (0..<length).map { _ in
                (
                    Int.random(in: 0..<16, using: &random), number(&random), number(&random), number(&random)
                )
            }
            results = (0..<count).map { _ in number(&random) }
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            var r = x
            for step in steps {
                let n = r.count
                // Half of the operands are recent numbers.
                let (a, b, c) = (r[max(0, n - 1 - step.x % 9)], r[step.y % n], r[step.z % n])
                switch step.kind {
                case 0...1: r.append(a + b)
                case 2...3: r.append((a - b) / 2)
                case 4...5: r.append(a * b / 3)
                case 6: r.append(a / (b * b + 2))
                case 7: r.append(c + a * b / 4)
                case 8: r.append(c - a * b)
                case 9: r.append(a * b - c)
                case 10: r.append(max(a, b))
                case 11: r.append(sin(a) + cos(a))
                case 12: r.append(exp(-a * a))
                case 13: r.append(-abs(b))
                case 14: r.append(a > b ? c : sqrt(b * b + 1))
                default: r.append(r.suffix(8).reduce(0.5) { $0 + $1 * a } / 16)
                }
            }
            return results.map { r[r.count - 1 - $0 % r.count] }
        }
    }

    @Test(arguments: UInt64(0)..<24) func straightCode(seed: UInt64) {
        var random = SplitMix64(seed: 7000 + seed)
        let (n, m) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...6, using: &random))
        let f = Straight(using: &random, length: Int.random(in: 1...160, using: &random), results: m)
        func point() -> [Double] { (0..<n).map { _ in Double.random(in: -2...2, using: &random) } }
        var options = CompileOptions()
        options.exactValues = seed % 2 == 0
        let start = point()
        options.engine = .interpreter
        let interpreted = compile(f, at: start, options: options)
        options.engine = .machineCode
        let coded = compile(f, at: start, options: options)
        let sums = [CompileOptions.Engine.interpreter, .machineCode].map { engine in
            options.engine = engine
            return compile(at: start, options: options) { x in f(x).reduce(0) { $0 + $1 } }
        }
        for _ in 0..<3 {
            let (x, v) = (point(), point())
            let w = (0..<m).map { _ in Double.random(in: -1...1, using: &random) }
            #expect(areSame(interpreted(x), coded(x)), "seed \(seed) at \(x)")
            #expect(
                areSame(jacobian(at: x, of: interpreted).values, jacobian(at: x, of: coded).values),
                "seed \(seed) at \(x)")
            #expect(
                areSame(jvp(at: x, along: v, of: interpreted).tangent, jvp(at: x, along: v, of: coded).tangent),
                "seed \(seed) at \(x)")
            #expect(
                areSame(vjp(at: x, of: interpreted).pullback(w), vjp(at: x, of: coded).pullback(w)),
                "seed \(seed) at \(x)")
            #expect(
                areSame(hessian(at: x, of: sums[0]).values, hessian(at: x, of: sums[1]).values), "seed \(seed) at \(x)")
            #expect(
                areSame(hvp(at: x, along: v, of: sums[0]).product, hvp(at: x, along: v, of: sums[1]).product),
                "seed \(seed) at \(x)")
            #expect(
                areSame(
                    sparseJacobian(at: x, of: interpreted).values, sparseJacobian(at: x, of: coded).values),
                "seed \(seed) at \(x)")
        }
    }

    @Test(arguments: UInt64(0)..<6) func programsWithBranches(seed: UInt64) {
        var random = SplitMix64(seed: 8000 + seed)
        for trial in 0..<20 {
            let n = Int.random(in: 1...4, using: &random)
            let f = BranchingTests.Branching(using: &random, inputs: n, length: Int.random(in: 1...8, using: &random))
            func point() -> [Double] { (0..<n).map { _ in Double(Int.random(in: -6...6, using: &random)) / 2 } }
            let start = point()
            let functions = [CompileOptions.Engine.interpreter, .machineCode].map { engine in
                var options = CompileOptions()
                options.engine = engine
                return compile(f, at: start, options: options)
            }
            for _ in 0..<10 {
                let x = point()
                let (a, b) = (
                    valueWithGradient(at: x, of: functions[0]), valueWithGradient(at: x, of: functions[1])
                )
                #expect(areSame([a.value] + a.gradient, [b.value] + b.gradient), "seed \(seed), \(trial): \(f) at \(x)")
            }
            #expect(functions[0].recordings == functions[1].recordings)
        }
    }
}
