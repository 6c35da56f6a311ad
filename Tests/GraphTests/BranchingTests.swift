import Autodiff
import Testing

/// Random programs with branches at random points: never a number from another path.
@Suite struct BranchingTests {
    /// Straight code and comparisons over a growing list of numbers.
    struct Branching: ScalarField, Sendable {
        enum Step: Sendable {
            case sum(Int, Int)
            case product(Int, Int)
            case sine(Int)
            case ratio(Int, Int)
            case larger(Int, Int)
            case magnitude(Int)
            case ifLess(Int, Int, [Step], [Step])
            case ifEqual(Int, Double, [Step], [Step])
            case whileLarge(Int)
            case wholePart(Int)
            case table(Int)
            case held(Int)
        }

        let steps: [Step]

        func value<S: RealScalar>(at x: [S]) -> S {
            var r = x
            run(steps, &r)
            return r.reduce(0) { $0 + $1 }
        }

        private func run<S: RealScalar>(_ steps: [Step], _ r: inout [S]) {
            for step in steps {
                let n = r.count
                switch step {
                case .sum(let i, let j): r.append(r[i % n] + 0.5 * r[j % n])
                case .product(let i, let j): r.append(r[i % n] * r[j % n] / 4)
                case .sine(let i): r.append(sin(r[i % n]))
                case .ratio(let i, let j): r.append(r[i % n] / (2 + r[j % n] * r[j % n]))
                case .larger(let i, let j): r.append(max(r[i % n], r[j % n]))
                case .magnitude(let i): r.append(abs(r[i % n]))
                case .ifLess(let i, let j, let a, let b): run(r[i % n] < r[j % n] ? a : b, &r)
                case .ifEqual(let i, let c, let a, let b): run(r[i % n] == S(c) ? a : b, &r)
                case .whileLarge(let i):
                    var y = abs(r[i % n])
                    while y > 0.5 { y /= 2 }
                    r.append(y)
                case .wholePart(let i): r.append(r[i % n] - floor(r[i % n]))
                case .table(let i): r.append(S([0.25, -1, 2][((Int(r[i % n]) % 3) + 3) % 3]) * r[i % n])
                case .held(let i): r.append(S(r[i % n].primal) * r[i % n])
                }
            }
        }

        init(using random: inout SplitMix64, inputs: Int, length: Int) {
            steps = Branching.steps(length, 2, using: &random)
        }

        private static func steps(_ length: Int, _ depth: Int, using random: inout SplitMix64) -> [Step] {
            (0..<length).map { _ in
                let (i, j) = (Int.random(in: 0..<1000, using: &random), Int.random(in: 0..<1000, using: &random))
                switch Int.random(in: 0..<(depth > 0 ? 14 : 9), using: &random) {
                case 0: return .sum(i, j)
                case 1: return .product(i, j)
                case 2: return .sine(i)
                case 3: return .ratio(i, j)
                case 4: return .larger(i, j)
                case 5: return .magnitude(i)
                case 6: return .whileLarge(i)
                case 7: return .wholePart(i)
                case 8: return i % 2 == 0 ? .table(i) : .held(i)
                case 9:
                    return .ifEqual(
                        i, Double(j % 3 - 1), Branching.steps(1, depth - 1, using: &random),
                        Branching.steps(2, depth - 1, using: &random))
                default:
                    return .ifLess(
                        i, j, Branching.steps(2, depth - 1, using: &random),
                        Branching.steps(2, depth - 1, using: &random))
                }
            }
        }
    }

    static func isClose(_ a: [Double], _ b: [Double]) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count
            && zip(a, b).allSatisfy { $0 == $1 || ($0 - $1).magnitude <= 1e-12 * (scale + 1) || $0.isNaN && $1.isNaN }
    }

    @Test(arguments: UInt64(0)..<20) func neverANumberFromAnotherPath(seed: UInt64) {
        var random = SplitMix64(seed: 1000 + seed)
        var options = CompileOptions()
        options.exactValues = true
        var recordings = 0
        for trial in 0..<60 {
            let n = Int.random(in: 1...4, using: &random)
            let f = Branching(using: &random, inputs: n, length: Int.random(in: 1...8, using: &random))
            func point() -> [Double] {
                (0..<n).map { _ in
                    Int.random(in: 0..<4, using: &random) == 0
                        ? Double(Int.random(in: -1...1, using: &random)) : Double.random(in: -3...3, using: &random)
                }
            }
            let compiled = compile(f, at: point(), options: options)
            for _ in 0..<20 {
                let x = point()
                let expected = valueWithGradient(at: x, of: f)
                let found = valueWithGradient(at: x, of: compiled)
                #expect(found.value.bitPattern == expected.value.bitPattern, "seed \(seed), \(trial): \(f) at \(x)")
                #expect(
                    Self.isClose(found.gradient, expected.gradient),
                    "seed \(seed), \(trial): \(f) at \(x): \(found) for \(expected)")
            }
            recordings += compiled.recordings
        }
        #expect(recordings > 60)
    }
}
