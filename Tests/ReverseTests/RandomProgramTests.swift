import Autodiff
import Testing

/// Random programs on small whole numbers, where every mode is exact: reverse mode has to give the very numbers of forward
/// mode, however operands meet on the tape.
@Suite struct RandomProgramTests {
    /// Operations on a growing list of numbers, of which the inputs are the first.
    fileprivate struct Program: ScalarField, Sendable {
        enum Operation: Sendable {
            case constant(Double)
            case negated(Int)
            case scaled(Int, Double, Double)
            case sum(Int, Int)
            case difference(Int, Int)
            case product(Int, Int)
            case bothOrders(Int, Int)
            case productAndSum(Int, Int, Int)
            case loop([Int])
            case total([Int])
            case scalarProduct([Int], [Int])
            case largest(Int, Int)
        }

        var inputs: Int
        var operations: [Operation] = []

        func value<S: RealScalar>(at x: [S]) -> S {
            var r = x
            for operation in operations { r.append(result(operation, r)) }
            return r[r.count - 1]
        }

        private func result<S: RealScalar>(_ operation: Operation, _ r: [S]) -> S {
            switch operation {
            case .constant(let c): return S(c)
            case .negated(let i): return -r[i]
            case .scaled(let i, let factor, let offset): return r[i] * factor + offset
            case .sum(let i, let j): return r[i] + r[j]
            case .difference(let i, let j): return r[i] - r[j]
            case .product(let i, let j): return r[i] * r[j]
            case .bothOrders(let i, let j): return r[i] * r[j] + r[j] * r[i]
            case .productAndSum(let i, let j, let k): return r[i] * r[j] + r[k]
            case .loop(let list): return list.reduce(0) { $0 + r[$1] * r[(7 * $1 + 1) % r.count] }
            case .total(let list): return Autodiff.sum(list.map { r[$0] })
            case .scalarProduct(let list, let other): return dot(list.map { r[$0] }, other.map { r[$0] })
            case .largest(let i, let j): return max(r[i], r[j])
            }
        }

        init(using random: inout SplitMix64) {
            inputs = Int.random(in: 1...6, using: &random)
            for _ in 0..<Int.random(in: 1...14, using: &random) { append(using: &random) }
        }

        private mutating func append(using random: inout SplitMix64) {
            let count = inputs + operations.count
            // The newest results often, so that operands overlap, repeat, and stand right behind each other.
            let places = (0..<40).map { k in
                k % 2 == 0
                    ? Int.random(in: 0..<count, using: &random)
                    : Int.random(in: Swift.max(0, count - 4)..<count, using: &random)
            }.shuffled(using: &random)
            let (i, j, k) = (places[0], places[1], places[2])
            let length = Int.random(in: 1...9, using: &random)
            let (list, other) = (Array(places[3..<3 + length]), Array(places[20..<20 + length]))
            let small = (0..<2).map { _ in Double(Int.random(in: -2...2, using: &random)) }
            let choices: [Operation] = [
                .constant(small[0]), .negated(i), .scaled(i, small[0], small[1]), .sum(i, j), .difference(i, j),
                .product(i, j), .bothOrders(i, j), .productAndSum(i, j, k), .loop(list), .total(list),
                .scalarProduct(list, other), .largest(i, j),
            ]
            operations.append(choices[Int.random(in: 0..<choices.count, using: &random)])
        }
    }

    /// Whether sums of numbers of this size are exact.
    private static func areSmall(_ numbers: [Double]) -> Bool { numbers.allSatisfy { $0.magnitude < 1e9 } }

    @Test func reverseModeGivesTheNumbersOfForwardMode() {
        var compared = 0
        for seed in UInt64(0)..<600 {
            var random = SplitMix64(seed: seed)
            let program = Program(using: &random)
            let x = (0..<program.inputs).map { _ in Double(Int.random(in: -2...2, using: &random)) }
            let forward = gradient(at: x, of: program, mode: .forward)
            let hessian = hessian(at: x, of: program)
            if !Self.areSmall(forward + hessian.values) { continue }
            compared += 1
            #expect(gradient(at: x, of: program) == forward, "seed \(seed): \(program) at \(x)")
            #expect(
                jacobian(at: x) { y in gradient(at: y, of: program) } == hessian, "seed \(seed): \(program) at \(x)")
        }
        #expect(compared > 400)
    }

    /// Compiled functions too are exact on whole numbers, up to the sign of a zero.
    @Test func compiledFunctionsGiveTheNumbersOfForwardMode() {
        var compared = 0
        for seed in UInt64(0)..<400 {
            var random = SplitMix64(seed: seed)
            let program = Program(using: &random)
            func point() -> [Double] {
                (0..<program.inputs).map { _ in Double(Int.random(in: -2...2, using: &random)) }
            }
            let compiled = compile(program, at: point())
            for _ in 0..<3 {
                let x = point()
                let forward = gradient(at: x, of: program, mode: .forward)
                let second = hessian(at: x, of: program)
                if !Self.areSmall(forward + second.values) { continue }
                compared += 1
                #expect(compiled.value(at: x) == program.value(at: x), "seed \(seed): \(program) at \(x)")
                #expect(gradient(at: x, of: compiled) == forward, "seed \(seed): \(program) at \(x)")
                #expect(hessian(at: x, of: compiled) == second, "seed \(seed): \(program) at \(x)")
            }
        }
        #expect(compared > 800)
    }
}
