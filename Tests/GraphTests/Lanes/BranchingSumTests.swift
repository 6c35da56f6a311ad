import Autodiff
import Testing

/// Random terms with branches on data and on parameters: never a number from another path.
@Suite struct BranchingSumTests {
    struct Branching: DataTerm {
        enum Step: Sendable {
            case sum(Int, Int)
            case product(Int, Int)
            case sine(Int)
            case withData(Int, Int)
            case larger(Int, Int)
            case magnitude(Int)
            case ifLess(Int, Int, [Step], [Step])
            case ifData(Int, [Step], [Step])
            case parameter(Int)
            case whileLarge(Int)
            case wholePart(Int)
            case held(Int)
        }

        let steps: [Step]

        func value<S: RealScalar>(at θ: [S], for data: [Double]) -> S {
            var r = [θ[0], θ[1]]
            run(steps, &r, θ, data)
            return r.reduce(0) { $0 + $1 }
        }

        private func run<S: RealScalar>(_ steps: [Step], _ r: inout [S], _ θ: [S], _ data: [Double]) {
            for step in steps {
                let n = r.count
                switch step {
                case .sum(let i, let j): r.append(r[i % n] + 0.5 * r[j % n])
                case .product(let i, let j): r.append(r[i % n] * r[j % n] / 4)
                case .sine(let i): r.append(sin(r[i % n]))
                case .withData(let i, let j): r.append(r[i % n] * data[j % data.count])
                case .larger(let i, let j): r.append(max(r[i % n], r[j % n]))
                case .magnitude(let i): r.append(abs(r[i % n]))
                case .ifLess(let i, let j, let a, let b): run(r[i % n] < r[j % n] ? a : b, &r, θ, data)
                case .ifData(let i, let a, let b): run(data[i % data.count] < 0 ? a : b, &r, θ, data)
                case .parameter(let i): r.append(θ[Int(data[i % data.count].magnitude * 3) % θ.count])
                case .whileLarge(let i):
                    var y = abs(r[i % n])
                    while y > 0.7 { y /= 2 }
                    r.append(y)
                case .wholePart(let i): r.append(r[i % n] - floor(r[i % n]))
                case .held(let i): r.append(S(r[i % n].primal) * r[i % n])
                }
            }
        }

        init(using random: inout SplitMix64, length: Int) { steps = Branching.steps(length, 2, using: &random) }

        private static func steps(_ length: Int, _ depth: Int, using random: inout SplitMix64) -> [Step] {
            (0..<length).map { _ in
                let (i, j) = (Int.random(in: 0..<1000, using: &random), Int.random(in: 0..<1000, using: &random))
                func branch(_ length: Int) -> [Step] { steps(length, depth - 1, using: &random) }
                switch Int.random(in: 0..<(depth > 0 ? 14 : 10), using: &random) {
                case 0: return .sum(i, j)
                case 1: return .product(i, j)
                case 2: return .sine(i)
                case 3, 4: return .withData(i, j)
                case 5: return .larger(i, j)
                case 6: return .magnitude(i)
                case 7: return .parameter(i)
                case 8: return .whileLarge(i)
                case 9: return i % 4 == 0 ? .held(i) : .wholePart(i)
                case 10, 11: return .ifData(i, branch(2), branch(1))
                default: return .ifLess(i, j, branch(2), branch(2))
                }
            }
        }
    }

    @Test(arguments: UInt64(0)..<8) func neverANumberFromAnotherPath(seed: UInt64) {
        var options = CompileOptions()
        options.exactValues = true
        for trial in 0..<25 {
            var random = SplitMix64(seed: 100 * seed + UInt64(trial))
            let term = Branching(using: &random, length: Int.random(in: 1...7, using: &random))
            let data = (0..<40).map { _ in (0..<3).map { _ in random.normal() } }
            func point() -> [Double] { (0..<4).map { _ in 2 * random.normal() } }
            let loss = compile(term, over: data, at: point(), options: options)
            for _ in 0..<8 {
                let θ = point()
                let expected = valueWithGradient(at: θ, of: term, over: data)
                let found = valueWithGradient(at: θ, of: loss)
                let isRight = found.value == expected.value || found.value.isNaN && expected.value.isNaN
                #expect(isRight, "seed \(seed), \(trial): \(found.value) for \(expected.value) at \(θ)")
                #expect(
                    BranchingTests.isClose(found.gradient, expected.gradient),
                    "seed \(seed), \(trial): \(found.gradient) for \(expected.gradient) at \(θ)")
            }
        }
    }
}
