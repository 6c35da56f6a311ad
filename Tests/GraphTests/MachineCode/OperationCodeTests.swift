import Autodiff
import Testing

/// Each operation as machine code, beside the interpreter: the same bits, at ordinary numbers and at all edges.
@Suite struct OperationCodeTests {
    static let edges: [Double] = [
        0, -0.0, 1, 0.3, -2.75, 0x1p-1030, -0x1p-1074, 1e308, 0x1p+101, .infinity, -.infinity, .nan, 40,
    ]

    /// A closure on x and y, and its name.
    struct Operation: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let f: @Sendable (Symbol, Symbol) -> Symbol

        init(_ name: String, _ f: @escaping @Sendable (Symbol, Symbol) -> Symbol) {
            testDescription = name
            self.f = f
        }
    }

    static let operations: [Operation] = [
        Operation("x + y") { $0 + $1 }, Operation("x - y") { $0 - $1 }, Operation("x y") { $0 * $1 },
        Operation("x / y") { $0 / $1 }, Operation("1 + x y") { 1 + $0 * $1 }, Operation("1 - x y") { 1 - $0 * $1 },
        Operation("x y - 1") { $0 * $1 - 1 }, Operation("x + x y") { $0 + $0 * $1 },
        Operation("-x") { -$0 + 0 * $1 }, Operation("|x|") { abs($0) + $1 }, Operation("√x") { sqrt($0) * $1 },
        Operation("x²") { $0 * $0 - $1 }, Operation("max") { max($0, $1) }, Operation("min") { min($0, $1) },
        Operation("relu") { relu($0) + $1 }, Operation("select") { select($0, isLessThan: $1, $0 * $1, $0 - $1) },
        Operation("clamp") { clamp($0, -1...1) * $1 }, Operation("exp") { exp($0) + $1 },
        Operation("sin and cos") { sin($0) * cos($0) + cos($1) }, Operation("tanh") { tanh($0) * $1 },
        Operation("log1p") { log1p($0) - log($1) }, Operation("pow") { pow($0, $1) },
        Operation("hypot") { hypot($0, $1) }, Operation("atan2") { atan2($0, $1) },
        Operation("x^3") { pow($0, 3) + $1 }, Operation("lgamma") { lgamma($0) + $1 },
        Operation("logSumExp") { logSumExp([$0, $1, $0 * $1]) }, Operation("the largest") { max($0, $1, $0 + $1) },
        Operation("a long sum") { x, y in (0..<9).reduce(x) { $0 + (Double($1) - x) / (y + Double($1)) } },
        Operation("a long sum of products") { x, y in (0..<9).reduce(y) { $0 + (x - Double($1)) * (y + Double($1)) } },
        Operation("x < y") { $0 < $1 ? $0 * $1 : $0 + $1 }, Operation("x <= y") { $0 <= $1 ? $0 : $1 * $1 },
        Operation("x == y") { $0 == $1 ? 2 * $0 : $1 - $0 }, Operation("floor") { floor($0) * $1 },
        Operation("softplus") { softplus($0) + sigmoid($1) }, Operation("cbrt") { cbrt($0) * expm1($1) },
    ]

    @Test(arguments: operations) func hasTheBitsOfTheInterpreter(_ operation: Operation) {
        for exactValues in [true, false] {
            var options = CompileOptions()
            options.exactValues = exactValues
            options.engine = .interpreter
            let f = compile(at: [0.7, 0.4], options: options) { operation.f($0[0], $0[1]) }
            options.engine = .machineCode
            let g = compile(at: [0.7, 0.4], options: options) { operation.f($0[0], $0[1]) }
            for x in Self.edges {
                for y in Self.edges {
                    let point = [x, y]
                    #expect(areSame([f.value(at: point)], [g.value(at: point)]), "\(point), exact \(exactValues)")
                    #expect(areSame(gradient(at: point, of: f), gradient(at: point, of: g)), "\(point)")
                    #expect(areSame(hessian(at: point, of: f).values, hessian(at: point, of: g).values), "\(point)")
                }
            }
            #expect(f.paths == g.paths)
            #expect(f.recordings == g.recordings)
        }
    }
}

/// Whether two lists have the same bits, where any nan is like any other.
func areSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
}
