import Autodiff
import Foundation
import Testing

/// Swift files written from compiled functions: compiled by themselves, and run.
@Suite struct SwiftSourceTests {
    static let exact: CompileOptions = {
        var options = CompileOptions()
        options.exactValues = true
        return options
    }()

    /// A function, where it is compiled, and where it is compared.
    struct Case {
        let name: String
        let start: [Double]
        let points: [[Double]]
        let f: @Sendable ([Symbol]) -> Symbol

        init(
            _ name: String, at start: [Double], _ points: [[Double]], _ f: @escaping @Sendable ([Symbol]) -> Symbol
        ) {
            self.name = name
            self.start = start
            self.points = points
            self.f = f
        }

        func compiled() -> CompiledField { compile(at: start, options: SwiftSourceTests.exact, of: f) }
    }

    /// Whether the file's function of each case has the bits of the compiled one at the points, and is nil where the function takes
    /// another way than where it was compiled.
    func compare(_ cases: [Case], optimised: Bool = true) throws {
        var sources: [String: String] = [:]
        // The points are read by the program: thousands of them in its text would take long to compile.
        var lines = [
            "func show(_ r: (value: Double, gradient: [Double])?) {",
            "    guard let r else { print(\"nil\"); return }",
            "    print(([r.value] + r.gradient).map { $0.isNaN ? \"nan\" : String($0.bitPattern, radix: 16) }"
                + ".joined(separator: \" \"))",
            "}",
            "while let line = readLine() {",
            "    let words = line.split(separator: \" \")",
            "    let point = words.dropFirst().map { Double(bitPattern: UInt64($0)!) }",
            "    switch words[0] {",
        ]
        var input = ""
        var expected: [String] = []
        for one in cases {
            var f = one.compiled()
            sources["\(one.name).swift"] = f.swiftSource(named: one.name)
            lines.append("    case \"\(one.name)\": show(\(one.name)(point))")
            for point in one.points {
                input += one.name + point.map { " \($0.bitPattern)" }.joined() + "\n"
                _ = f.value(at: point)
                if f.recordings > 1 {
                    expected.append("nil")
                } else {
                    // Where a rule has another formula for extremes the compiled function has another path, the file a function.
                    var gradient = [Double](repeating: 0, count: point.count)
                    let value = f.valueWithGradient(at: point, into: &gradient)
                    let bits = ([value] + gradient).map { $0.isNaN ? "nan" : String($0.bitPattern, radix: 16) }
                    expected.append(bits.joined(separator: " "))
                }
                if f.recordings > 1 { f = one.compiled() }
            }
        }
        sources["main.swift"] = (lines + ["    default: break", "    }", "}"]).joined(separator: "\n")
        let output = try SwiftFiles.run(sources, input: input, optimised: optimised)
        let actual = output.split(separator: "\n").map(String.init)
        try #require(actual.count == expected.count)
        var next = 0
        for one in cases {
            for point in one.points {
                #expect(actual[next] == expected[next], "\(one.name) at \(point)")
                next += 1
            }
        }
    }

    static func points(_ n: Int, _ count: Int, seed: UInt64, in range: ClosedRange<Double> = -2...2) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in (0..<n).map { _ in Double.random(in: range, using: &random) } }
    }

    @Test(arguments: [true, false])
    func theBitsOfTheCompiledFunction(optimised: Bool) throws {
        var cases: [Case] = []
        cases.append(
            Case("rosenbrock", at: [-1.2, 1, 0.5, 2], Self.points(4, 10, seed: 1)) { x in
                var total: Symbol = 0
                for i in 1..<4 { total += 100 * pow(x[i] - x[i - 1] * x[i - 1], 2) + pow(1 - x[i - 1], 2) }
                return total
            })
        cases.append(
            Case("selections", at: [1, 2, -3], Self.points(3, 20, seed: 2) + [[1, 1, 1], [0.5, 1, 0]]) { x in
                let chosen: Symbol = max(x[0], x[1] * x[2]) + abs(x[2]) * min(x[0], 0.5)
                return chosen - relu(x[1] - x[0]) + floor(3 * x[0])
            })
        cases.append(
            Case("branches", at: [1, 2], Self.points(2, 20, seed: 3)) { x in
                if x[0] < x[1] && !(x[0] * x[1] > 3) { return sin(x[0]) * x[1] }
                return exp(x[1])
            })
        cases.append(
            Case("shares", at: [1, 2, 3], Self.points(3, 20, seed: 4) + [[1, 2, 3]]) { x in
                logSumExp([x[0], x[1] * x[1], x[2]])
            })
        let masked: [[Double]] = [[1, 1, 1], [-.infinity, 1, 2], [.infinity, 0, 1], [.nan, 1, 2]]
        cases.append(
            Case("arrays", at: [1, 2, 3], Self.points(3, 20, seed: 8) + masked) { x in
                let (shares, largest) = (softmax(x), max(x[0], x[1] * x[2], x[2]))
                return shares[0] * largest + shares[2] - min(of: x) + logSumExp(x)
            })
        let extreme = [[0, 0], [1e-300, 3], [1e300, 2]]
        cases.append(
            Case("powers", at: [1.5, 2], Self.points(2, 20, seed: 5, in: 0...40) + extreme) { x in
                let real: Symbol = pow(x[0], 0.5) + pow(x[0], 1.7) * pow(x[1], x[0]) + pow(2, x[1])
                return real + pow(x[0], 5) + pow(x[1], -2)
            })
        cases.append(
            Case("names", at: [1, 2], Self.points(2, 5, seed: 6)) { x in
                let s = (x[0] * x[1]).named("exp")
                let t = exp(s).named("2 fast, 2 slow")
                let u = (t + sin(s).named("v1")).named("return")
                return u - stopGradient(t)
            })
        try compare(cases, optimised: optimised)
    }

    /// Every rule that has a text of its own, at ordinary points and at extreme ones.
    @Test func theBitsOfEveryRule() throws {
        let extremes: [Double] = [
            0, -0.0, 1, -1, 0.5, 2, -3, 30, 0x1p-1030, -0x1p-1030, 1e-160, 1e160, 1e300, -1e300, 800, -800, .infinity,
            -.infinity, .nan,
            .leastNonzeroMagnitude,
        ]
        let x = Self.points(1, 30, seed: 7, in: -4...4).map { $0[0] } + extremes
        var cases: [Case] = []
        func unary(_ name: String, at point: Double = 0.5, _ f: @escaping @Sendable (Symbol) -> Symbol) {
            cases.append(Case(name, at: [point], x.map { [$0] }) { f($0[0]) })
        }
        unary("r1") { exp($0) + expm1($0) }
        unary("r2") { exp2($0) }
        unary("r3") { log($0) + log1p($0) }
        unary("r4") { log2($0) - log10($0) }
        unary("r5") { sin($0) + cos($0) * tan($0) }
        unary("r6") { asin($0) + acos($0) + atan($0) }
        unary("r7") { sinh($0) + cosh($0) }
        unary("r8") { tanh($0) }
        unary("r9") { asinh($0) + atanh($0) }
        unary("r10", at: 2) { acosh($0) }
        unary("r11") { sqrt($0) + cbrt($0) }
        unary("r12") { cbrt($0) }
        unary("r13") { erf($0) }
        unary("r14") { erfc($0) }
        unary("r15") { sigmoid($0) }
        unary("r16") { softplus($0) + logSigmoid($0) }
        for n in [-3, -1, 0, 1, 2, 3, 4, 7] { unary("p\(n < 0 ? "m" : "")\(n.magnitude)") { pow($0, n) } }
        for (i, y) in [0.5, -0.5, 1.5, 2, 3, -1, 0, 0.1, 400].enumerated() { unary("q\(i)") { pow($0, Symbol(y)) } }
        for (i, b) in [2.0, 10, 0.5].enumerated() { unary("b\(i)") { pow(Symbol(b), $0) } }
        unary("r17") { $0.rounded(.toNearestOrEven) * $0 + $0.rounded(.up) }
        let pairs = zip(x, x.reversed()).map { [$0, $1] } + x.flatMap { [[$0, 1], [2, $0], [$0, $0]] }
        func binary(_ name: String, _ f: @escaping @Sendable (Symbol, Symbol) -> Symbol) {
            cases.append(Case(name, at: [0.5, 0.7], pairs) { f($0[0], $0[1]) })
        }
        binary("s1") { pow($0, $1) }
        binary("s2") { hypot($0, $1) }
        binary("s3") { atan2($0, $1) }
        binary("s4") { logAddExp($0, $1) }
        binary("s5") { xLogY($0, $1) }
        binary("s6") { copysign($0, $1) }
        binary("s7") { fma($0, $1, $0) + $0 / $1 }
        binary("s8") { remainder($0, $1) - fmod($0, $1) }
        try compare(cases)
    }

    /// Values and Jacobian, by rows, with zeros in their places; in one piece, and in parts.
    @Test(arguments: [4, 500])
    func aJacobian(n: Int) throws {
        let f = compile(at: Array(repeating: 0.5, count: n), options: Self.exact) { x in
            (1..<n).map { i in
                let link: Symbol = x[i] > -1 ? sin(x[i] * x[i - 1]) + 2 : exp(x[i])
                return link / x[i - 1]
            }
        }
        let x = Self.points(n, 1, seed: 9, in: 0...1)[0]
        let main = """
            let r = chain([\(x.map { "Double(bitPattern: \($0.bitPattern))" }.joined(separator: ", "))])!
            for row in [r.values] + r.jacobian { print(row.map { String($0.bitPattern) }.joined(separator: " ")) }
            print(chain([Double](repeating: -2, count: \(n))) == nil)
            """
        let source = f.swiftSource(named: "chain")
        #expect(source.contains("func part1()") == (n > 100))
        let output = try SwiftFiles.run(["chain.swift": source, "main.swift": main], optimised: n < 100)
        let (values, jacobian) = valueWithJacobian(at: x, of: f)
        let rows = (0..<n - 1).map { i in (0..<n).map { jacobian[i, $0] } }
        let lines: [[Double]] = [values] + rows
        let actual = output.split(separator: "\n").map(String.init)
        #expect(actual.last == "true" && actual.count == lines.count + 1)
        for (line, expected) in zip(actual, lines) {
            #expect(line == expected.map { String($0.bitPattern) }.joined(separator: " "))
        }
    }

    /// A gradient of many operations: parts, and a compile time that grows with their number alone.
    @Test func aLongFunction() throws {
        let n = 300
        let field = Case("long", at: Array(repeating: 0.5, count: n), Self.points(n, 2, seed: 10)) { x in
            var total: Symbol = 0
            for i in 1..<n { total += 100 * pow(x[i] - x[i - 1] * x[i - 1], 2) + pow(1 - x[i - 1], 2) }
            return total.named("total")
        }
        try compare([field])
    }

    @Test func theTextOfAShortFunction() {
        let f = compile(at: [3, -4]) { x in
            x[0] > 0 ? x[0] * sin(x[1]).named("s") - 2 : x[0]
        }
        let text = """
            #if canImport(Darwin)
                import Darwin
            #elseif canImport(Glibc)
                import Glibc
            #elseif canImport(Musl)
                import Musl
            #else
                import Foundation
            #endif

            /// The value and the gradient of wave, written by Autodiff from a recording at [3.0, -4.0].
            ///
            /// nil where one of the function's comparisons comes out otherwise than it did there:
            /// - `0.0 < x`
            func wave(_ point: [Double]) -> (value: Double, gradient: [Double])? {
                precondition(point.count == 2, "wave takes 2 numbers")
                let x: Double = point[0]
                let y: Double = point[1]
                guard 0.0 < x else { return nil }
                let s: Double = sin(y)
                let v1: Double = x * s
                let v2: Double = v1 + (-2.0)
                let v3: Double = cos(y)
                let v4: Double = v3 * x
                return (v2, [s, v4])
            }

            """
        #expect(f.swiftSource(named: "wave", inputs: ["x", "y"]) == text)
    }

    @Test func numbersAsSwiftHasThem() throws {
        let odd = Double(bitPattern: 0x7FF8_0000_0000_0123)
        let constants = [0.1, -0.0, 0x1p-1060, -.infinity, .greatestFiniteMagnitude, .pi, -1e22, odd, .nan]
        let f = compile(at: [2], options: Self.exact) { x in constants.map { x[0] - x[0] + $0 } }
        let main = "print(constants([2])!.values.map { String($0.bitPattern) }.joined(separator: \" \"))"
        let output = try SwiftFiles.run(
            ["constants.swift": f.swiftSource(named: "constants"), "main.swift": main], optimised: true)
        #expect(output.split(separator: " ").count == constants.count)
        let expected = f([2.0])
        for (text, expected) in zip(output.split { $0.isWhitespace }, expected) where !expected.isNaN {
            #expect(UInt64(text) == expected.bitPattern)
        }
    }

    @Test func aNameThatSwiftCantHave() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(compile(at: [1]) { x in x[0] * 2 }.swiftSource(named: "my function"))
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("\"my function\" can't be a function's name in a Swift file"))
    }
}
