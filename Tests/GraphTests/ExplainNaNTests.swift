import Autodiff
import Testing

/// Where a nan or an infinity comes from.
@Suite struct ExplainNaNTests {
    private struct Entropy: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            x.reduce(S(0)) { $0 + ($1 * log($1)).named("term") }
        }
    }

    @Test func nothing() {
        let report = explainNaN(at: [2.0, 3]) { x in sqrt(x[0]) / x[1] }
        #expect(report.findings.isEmpty && report.isFinite)
        #expect(
            report.description == "Nothing is nan or infinite at [2.0, 3.0]: neither a value nor a partial derivative.")
        #expect(report.values.count == 1 && report.row == 0)
    }

    @Test func theSlopeOfARootAtZero() {
        let report = explainNaN(at: [0.0, 2], names: ["x", "y"]) { x in (sqrt(x[0]).named("root") + 1) * x[1] }
        #expect(report.findings.map(\.kind) == [.partial])
        let finding = report.findings[0]
        #expect(finding.name == "root" && finding.formula == "sqrt(x)" && finding.operand == "x")
        #expect(finding.operands.map(\.name) == ["x"] && finding.operands.map(\.value) == [0])
        #expect(finding.partial == .infinity && finding.adjoint == 2)
        #expect(finding.path == ["root = sqrt(x)", "v1 = root + 1", "v2 = v1 * y"])
        #expect(report.gradient == [.infinity, 1])
        let text = """
            The result is 2.0 at [0.0, 2.0], but its derivative by x is inf.
            - The derivative of root = sqrt(x) by x is inf at x = 0.0.
              On to the result: root = sqrt(x); v1 = root + 1; v2 = v1 * y
            """
        #expect(report.description == text)
    }

    @Test func theLogarithmOfANegativeNumber() {
        let report = explainNaN(at: [1.0, -2]) { x in
            let bad: Symbol = log(x[1])
            return x[0] * bad + exp(x[0])
        }
        #expect(report.findings.map(\.kind) == [.value])
        #expect(report.findings[0].formula == "log(x1)" && report.findings[0].value.isNaN)
        #expect(report.findings[0].path.count == 3)
        #expect(
            report.description.hasPrefix("The result is nan at [1.0, -2.0].\n- v1 = log(x1) is nan at x1 = -2.0.\n"))
    }

    @Test func zeroByZero() {
        let report = explainNaN(at: [3.0, 3]) { x in (x[0] - x[1]) / (x[0] - x[1]) }
        #expect(report.findings.map(\.formula) == ["v1 / v2"])
        #expect(report.findings[0].operands.map(\.value) == [0, 0])
    }

    /// First the infinity, then the nan that it makes.
    @Test func zeroTimesTheLogarithmOfZero() {
        let report = explainNaN(at: [0.0, 1], of: Entropy())
        #expect(report.findings.map(\.kind) == [.value, .value])
        #expect(report.findings.map(\.formula) == ["log(x0)", "x0 * v1"])
        #expect(report.findings.map(\.name) == ["v1", "term"])
        #expect(report.findings[0].value == -.infinity && report.findings[1].value.isNaN)
    }

    @Test func anExponentialThatOverflows() {
        let infinite = explainNaN(at: [800.0]) { x in exp(x[0]) * 2 }
        #expect(infinite.findings.map(\.formula) == ["exp(x0)"])
        #expect(infinite.values == [.infinity])
        // The overflow is on the way alone: the results are finite, and an infinite slope counts for nothing.
        let absorbed = explainNaN(at: [800.0]) { x in 1 / (1 + exp(x[0])) }
        #expect(absorbed.findings.first?.kind == .value && absorbed.values == [0])
        #expect(absorbed.description.contains("exp(x0) is inf at x0 = 800.0"))
    }

    @Test func aNaNInput() {
        let report = explainNaN(at: [1.0, .nan]) { x in x[0] + x[1] }
        #expect(report.findings.map(\.kind) == [.input])
        #expect(report.findings[0].name == "x1" && report.findings[0].formula == "")
        #expect(report.description.contains("- The input x1 is nan."))
        let infinite = explainNaN(at: [1.0, .infinity]) { x in x[1] - x[1] * x[0] }
        #expect(infinite.findings.map(\.kind) == [.input, .value])
    }

    /// A gradient that is finite by convention alone.
    @Test func aProductThatCountsAsZero() {
        let report = explainNaN(at: [0.0, 1]) { x in 0 * sqrt(x[0]) + x[1] }
        #expect(report.findings.map(\.kind) == [.dropped] && report.isFinite)
        #expect(report.findings[0].formula == "sqrt(x0)" && report.gradient == [0, 1])
        #expect(report.description.contains("adjoint times partial by x0, 0.0 · inf, counts as 0"))
        // The other way about: the root's slope is infinite, and the square's is 0.
        let norm = explainNaN(at: [0.0]) { x in sqrt(x[0] * x[0]) }
        #expect(norm.findings.map(\.kind) == [.partial, .dropped] && norm.gradient == [0])
        #expect(
            norm.description.contains(
                "- At v1 = x0 * x0 at x0 = 0.0 adjoint times partial by x0, inf · 0.0, counts as 0."))
    }

    @Test func aDerivativeThatIsADifferenceOfInfinities() {
        let report = explainNaN(at: [0.0]) { x in sqrt(x[0]) - sqrt(2 * x[0]) }
        #expect(report.findings.contains { $0.kind == .product })
        #expect(report.values == [0] && report.gradient[0].isNaN)
    }

    @Test func aDerivativeThatOverflows() {
        let report = explainNaN(at: [1e-200]) { x in x[0] * 1e200 * 1e200 }
        #expect(report.findings.map(\.kind) == [.product])
        #expect(report.findings[0].formula == "1e+200 * x0" && report.gradient == [.infinity])
    }

    @Test func theFirstResultWithSomethingToFind() {
        let report = explainNaN(at: [0.0, 1]) { x in [x[0] + x[1], 0 * sqrt(x[0]), sqrt(x[0])] }
        #expect(report.row == 2 && report.findings.map(\.kind) == [.partial])
        #expect(report.description.hasPrefix("The result 2 is 0.0 at [0.0, 1.0], but"))
    }

    @Test func aCompiledFunction() {
        let f = compile(at: [1.0, 2]) { x in
            x[0] > 0 ? (log(x[0]) * x[1]).named("a") : (sqrt(-x[0]) / x[1]).named("b")
        }
        let report = explainNaN(at: [0.0, 2], of: f)
        #expect(report.findings.map(\.formula) == ["sqrt(v1)"])
        #expect(report.findings[0].path.last == "b = v2 / x1")
        let g = compile(at: [1.0]) { x in [x[0], 1 / x[0]] }
        #expect(explainNaN(at: [0.0], of: g).findings.map(\.formula) == ["1 / x0"])
        #expect(explainNaN(at: [2.0], of: g).findings.isEmpty)
    }

    @Test func aRuleOfManyArguments() {
        let report = explainNaN(at: [1.0, .infinity, 2]) { x in softmax(x)[0] }
        #expect(!report.findings.isEmpty && report.findings[0].kind == .input)
    }

    #if os(Linux)
    private static let entropyLine = #line + 4
    private struct LinedEntropy: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let total = sum(x)
            let logarithms = x.map { log($0 / total) }
            return dot(x, logarithms)
        }
    }

    @Test func theLineOfTheOperation() {
        let report = explainNaN(at: [0.0, 2], lines: true, of: LinedEntropy())
        #expect(report.findings.count == 2)
        #expect(report.findings[0].line?.hasPrefix("ExplainNaNTests.swift:\(Self.entropyLine):") == true)
        #expect(report.findings[1].line?.hasPrefix("ExplainNaNTests.swift:\(Self.entropyLine + 1):") == true)
        #expect(report.description.contains("\n  In ExplainNaNTests.swift:\(Self.entropyLine):"))
        #expect(explainNaN(at: [0.0, 2], of: LinedEntropy()).findings.allSatisfy { $0.line == nil })

        let line = #line + 2
        let compiled = compile(at: [1.0, 2]) { x in
            let root = sqrt(x[0] - x[1])
            return root * x[1]
        }
        for report in [
            explainNaN(at: [1.0, 2], lines: true, of: compiled),
            explainNaN(at: [1.0, 2], lines: true) { x in sqrt(x[0] - x[1]) * x[1] },
        ] {
            #expect(report.findings.first?.line?.hasPrefix("ExplainNaNTests.swift:") == true)
        }
        let found = explainNaN(at: [1.0, 2], lines: true, of: compiled).findings.first?.line
        #expect(found?.hasPrefix("ExplainNaNTests.swift:\(line):") == true)
    }
    #endif
}
