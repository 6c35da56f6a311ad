import Autodiff

/// A random program with branches: straight code, comparisons, tables and loops over a growing list of numbers.
struct BranchingMap: Differentiable, ScalarField {
    indirect enum Step: Sendable {
        case sum(Int, Int)
        case product(Int, Int)
        case sine(Int)
        case ratio(Int, Int)
        case larger(Int, Int)
        case magnitude(Int)
        case ifLess(Int, Int, [Step], [Step])
        case ifZero(Int, [Step], [Step])
        case halved(Int)
        case wholePart(Int)
        case table(Int)
        case swapped(Int)
    }

    let steps: [Step]

    init(using random: inout SplitMix64, length: Int) { steps = BranchingMap.steps(length, 2, using: &random) }

    /// Three sums of all numbers that came up.
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var r = x
        run(steps, &r)
        var outputs: [S] = [0, 0, 0]
        for k in x.count..<r.count { outputs[k % 3] += r[k] }
        return outputs
    }

    func value<S: RealScalar>(at x: [S]) -> S { sum(self(x)) }

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
            case .ifZero(let i, let a, let b): run(r[i % n].isZero ? a : b, &r)
            case .halved(let i):
                var y = abs(r[i % n])
                while y > 0.5 { y /= 2 }
                r.append(y)
            case .wholePart(let i): r.append(r[i % n] - floor(r[i % n]))
            case .table(let i): r.append(r[((Int(r[i % n]) % n) + n) % n] * r[i % n])
            case .swapped(let i): r.append(r[i % n].sign == .minus ? r[(i + 1) % n] : r[(i + 2) % n])
            }
        }
    }

    private static func steps(_ length: Int, _ depth: Int, using random: inout SplitMix64) -> [Step] {
        (0..<length).map { _ in
            let (i, j) = (Int.random(in: 0..<1000, using: &random), Int.random(in: 0..<1000, using: &random))
            switch Int.random(in: 0..<(depth > 0 ? 15 : 10), using: &random) {
            case 0: return .sum(i, j)
            case 1: return .product(i, j)
            case 2: return .sine(i)
            case 3: return .ratio(i, j)
            case 4: return .larger(i, j)
            case 5: return .magnitude(i)
            case 6: return .halved(i)
            case 7: return .wholePart(i)
            case 8: return .table(i)
            case 9: return .swapped(i)
            case 10: return .ifZero(i, steps(1, depth - 1, using: &random), steps(2, depth - 1, using: &random))
            default:
                return .ifLess(i, j, steps(2, depth - 1, using: &random), steps(2, depth - 1, using: &random))
            }
        }
    }
}
