import Autodiff
import Foundation
import Testing

/// Rules in Swift files that Swift has no function for.
@Suite struct SwiftParameterTests {
    private struct Hill: UnaryRule {
        let n: Double
        func value(_ x: Double) -> Double { 1 / (1 + Autodiff.pow(x, -n)) }
        func derivative<S: RealScalar>(at x: S, value y: S) -> S { n * y * (1 - y) / x }
    }

    private struct Blend: BinaryRule {
        func value(_ x: Double, _ y: Double) -> Double { 0.25 * x + 0.75 * y * y }
        func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            // A read of the bits, so that the derivative can't be recorded.
            (S(x.primal.isNaN ? 1 : 0.25), 1.5 * y)
        }
    }

    private struct Swapped: VectorRule {
        func value(_ x: [Double]) -> [Double] { x.reversed() }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] { w.reversed() }
    }

    /// Rules that Swift has no function for are parameters; two of one type and the same numbers are one.
    @Test(arguments: [0, 2100])
    func rulesAsParameters(steps: Int) throws {
        let f = compile(at: [0.5, 2], options: SwiftSourceTests.exact) { x in
            let first = Symbol.apply(Hill(n: 2), to: x[0]) + Symbol.apply(Hill(n: 2), to: x[1])
            let second = Symbol.apply(Hill(n: 3), to: x[1]) * Symbol.apply(Blend(), to: x[0], x[1])
            let swapped = Symbol.apply(Swapped(), to: x)
            // A function in one piece, and one in parts.
            let long = (0..<steps).reduce(x[0]) { sum, _ in sum + x[1] }
            return first + second * swapped[0] + tgamma(x[1]) + 0.125 * long
        }
        let source = f.swiftSource(named: "model")
        #expect(
            source.contains(
                "func model(_ point: [Double], hill: (Double) -> Double, hill_2: (Double) -> Double, "
                    + "blend: (Double, Double) -> Double, swapped: ([Double]) -> [Double], gamma: (Double) -> Double, ")
        )
        #expect(source.contains("///   - hill: The value of the rule `Hill(n: 2.0)`."))
        #expect(source.contains("func part1()") == (steps > 0))
        #expect(source.contains("blendSlopeX: (Double, Double) -> Double"))
        let given = [
            "hill": "{ 1 / (1 + pow($0, -2.0)) }", "hill_2": "{ 1 / (1 + pow($0, -3.0)) }",
            "blend": "{ 0.25 * $0 + 0.75 * $1 * $1 }", "swapped": "{ $0.reversed() }",
            "blendSlopeX": "{ x, y in 0.25 }", "blendSlopeY": "{ x, y in 1.5 * y }", "gamma": "tgamma",
            "polygamma": "{ _ in 0.4227843350984671 }",
        ]
        // The comment has the parameters in the order of the signature.
        var call = "let r = model([0.5, 2]"
        for match in source.matches(of: /(?m)^\/\/\/   - (\w+): The (value|derivative)/) {
            let name = String(match.1)
            call += ", \(name): \(try #require(given[name]))"
        }
        let main = "import Foundation\n" + call + ")!\nprint(r.value, r.gradient[0], r.gradient[1])\n"
        let output = try SwiftFiles.run(["model.swift": source, "main.swift": main], optimised: false)
        let numbers = output.split { $0.isWhitespace }.compactMap { Double($0) }
        let (value, slope): (Double, [Double]) = valueWithGradient(at: [0.5, 2], of: f)
        try #require(numbers.count == 3)
        for (actual, expected): (Double, Double) in zip(numbers, [value] + slope) {
            #expect((actual - expected).magnitude <= 8 * expected.ulp)
        }
    }
}
