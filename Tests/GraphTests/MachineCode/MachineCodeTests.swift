import Autodiff
import Foundation
import Testing
import _AutodiffShims

/// When programs are machine code, what they call, and how long they live.
@Suite struct MachineCodeTests {
    private func coded(_ change: (inout CompileOptions) -> Void = { _ in }) -> CompileOptions {
        var options = CompileOptions()
        options.engine = .machineCode
        change(&options)
        return options
    }

    /// log x by a rule of the user's, which is never asked for a logarithm that there isn't.
    private struct Logarithm: UnaryRule {
        func value(_ x: Double) -> Double {
            precondition(x > 0, "the logarithm of a number that isn't positive")
            return log(x)
        }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { 1 / x }
    }

    /// x ↦ (x₀ x₁, x₀ - x₁).
    private struct Mixing: VectorRule {
        func value(_ x: [Double]) -> [Double] { [x[0] * x[1], x[0] - x[1]] }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
            [w[0] * x[1] + w[1], w[0] * x[0] - w[1]]
        }
    }

    @Test func aChainIsMachineCodeAndRowsAreInstructions() {
        let chain = compile(at: [0.5]) { x in (0..<50).reduce(x[0]) { y, _ in y * y - 0.7 } }
        let rows = compile(at: [Double](repeating: 0.5, count: 1000)) { x in
            var sum: Symbol = 0
            for i in 1..<x.count {
                let step = x[i] - x[i - 1] * x[i - 1]
                sum += step * step
            }
            return sum
        }
        #expect("\(chain)".contains("of machine code") == autodiffRunsMachineCode())
        #expect("\(rows)".contains("instructions"))
        var options = CompileOptions()
        options.allowsMachineCode = false
        #expect(!options.allowsMachineCode)
        let other = compile(at: [0.5], options: options) { x in (0..<50).reduce(x[0]) { y, _ in y * y - 0.7 } }
        #expect("\(other)".contains("instructions"))
        #expect(gradient(at: [0.3], of: chain) == gradient(at: [0.3], of: other))
    }

    @Test func aRuleIsNotCalledBeforeTheComparisonThatItRestsOn() {
        let f = compile(at: [2.0, 1], options: coded()) { x in
            let y = exp(x[1]) + x[0]
            // The comparison waits for a function, for which the rule doesn't wait.
            return exp(x[1]) * x[0] > 0 ? Symbol.apply(Logarithm(), to: x[0]) * y : y
        }
        #expect(gradient(at: [2.0, 0], of: f)[0] == 3.0 / 2 + log(2.0))
        #expect(f.value(at: [-1.0, 0]) == 0)
        #expect(gradient(at: [-1.0, 0], of: f) == [1, 1])
        #expect(f.paths == 2)
    }

    @Test func rulesOfManyArgumentsAreCalled() {
        let f = compile(at: [2.0, 1, 3], options: coded()) { x in
            let mixed = Symbol.apply(Mixing(), to: [x[0] * x[2], x[1]])
            return sin(mixed[0]) + mixed[1] * x[2]
        }
        let expected = gradient(at: [0.4, -1, 2]) { x in
            sin(x[0] * x[2] * x[1]) + (x[0] * x[2] - x[1]) * x[2]
        }
        let found = gradient(at: [0.4, -1, 2], of: f)
        #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-14 })
    }

    /// Zeros are folded where they save a quarter of the operations.
    @Test func aFoldedZeroTimesInfinityIsNotZero() {
        let f = compile(at: [2.0, 1], options: coded()) { x in
            (0..<20).reduce(x[0]) { y, k in y + 0 * (x[1] * Double(k)) }
        }
        #expect(f.value(at: [3.0, 5]) == 3)
        #expect(f.value(at: [3.0, .infinity]).isNaN)
        #expect(f.value(at: [3.0, -.nan]).isNaN)
        #expect(f.value(at: [4.0, 1e300]) == 4)
        #expect(f.recordings == 1)
    }

    @Test func sixteenThreadsOnOneFunction() async {
        let f = compile(at: [0.5, 0.25], options: coded()) { x in
            (0..<40).reduce(x[0]) { y, _ in sin(y) * x[1] + y }
        }
        let points = (0..<64).map { [0.01 * Double($0), 0.5 - 0.01 * Double($0)] }
        let expected = points.map { gradient(at: $0, of: f) }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    (0..<200).count { gradient(at: points[$0 % 64], of: f) != expected[$0 % 64] }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    #if os(Linux)
    /// The bytes of memory of no file that can be run.
    private static func bytesOfCode() throws -> Int {
        let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
        return maps.split(separator: "\n").reduce(0) { total, line in
            let fields = line.split(separator: " ")
            guard fields.count == 5, fields[1].contains("x") else { return total }
            let ends = fields[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            return total + ends[1] - ends[0]
        }
    }

    /// 4,000 functions have 16 MB of code; tests beside this one have far less.
    @Test func codeOfFunctionsThatAreGoneIsGivenBack() throws {
        let before = try Self.bytesOfCode()
        var total = 0.0
        for i in 0..<4000 {
            let f = compile(at: [0.5], options: coded()) { x in x[0] * x[0] + Double(i) * x[0] }
            total += gradient(at: [1.0], of: f)[0]
        }
        #expect(total == 4000 * 2 + 3999 * 2000)
        #expect(try Self.bytesOfCode() - before < 8_000_000)
    }
    #endif
}
