import Autodiff
import AutodiffTesting
import Testing

/// Every expectation, on a derivative that is right and on one that is wrong.
@Suite struct ExpectationTests {
    private let x = [2.0, 5.0]
    private func product(_ x: [Double]) -> Double { x[0] * x[1] }
    private struct Product: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] * x[1] }
    }
    private func polar(_ x: [Double]) -> [Double] { Polar()(x) }
    private func polarJacobian(_ x: [Double]) -> Matrix<Double> {
        [[cos(x[1]), -x[0] * sin(x[1])], [sin(x[1]), x[0] * cos(x[1])]]
    }

    @Test func passes() {
        #expect(expectGradient([5, 2], at: x) { $0[0] * $0[1] }.verdict == .pass)
        #expect(expectGradient({ [$0[1], $0[0]] }, at: x, of: product).verdict == .pass)
        #expect(expectJacobian(polarJacobian(x), at: x, of: polar).verdict == .pass)
        #expect(expectJacobian(polarJacobian, at: x, of: polar).verdict == .pass)
        #expect(expectGradient(at: x, of: Product()).verdict == .pass)
        #expect(expectJacobian(at: x, of: Polar()).verdict == .pass)
        #expect(expectJacobiansAgree(at: x, of: Polar()).agrees)
    }

    @Test func gradientFails() async {
        await expectFailure(#line + 1, "gradient check: WRONG") {
            #expect(!expectGradient([5, 3], at: x) { $0[0] * $0[1] }.passed)
        }
        await expectFailure(#line + 1, "gradient check: WRONG") {
            #expect(!expectGradient({ [$0[1], -$0[0]] }, at: x, of: product).passed)
        }
        await expectFailure(#line + 1, "gradient check: WRONG") {
            #expect(!expectGradient(at: x, of: Inconsistent()).passed)
        }
    }

    @Test func jacobianFails() async {
        await expectFailure(#line + 1, "Jacobian check: WRONG") {
            #expect(!expectJacobian(polarJacobian(x).transposed, at: x, of: polar).passed)
        }
        await expectFailure(#line + 1, "Jacobian check: WRONG") {
            #expect(!expectJacobian({ polarJacobian($0).transposed }, at: x, of: polar).passed)
        }
        await expectFailure(#line + 1, "Jacobian check: WRONG") {
            #expect(!expectJacobian(at: x, of: Inconsistent()).passed)
        }
    }

    @Test func jacobiansDisagree() async {
        await expectFailure(#line + 1, "Jacobian of R^2 -> R^1, forward against reverse") {
            #expect(!expectJacobiansAgree(at: x, of: Inconsistent()).agrees)
        }
    }

    /// |x| has no derivative at 0: an error only for a strict check.
    @Test func optionsArePassedOn() async {
        expectGradient([0.5], at: [0]) { abs($0[0]) }
        var options = CheckOptions()
        options.strict = true
        await expectFailure(#line + 1, "gradient check: not differentiable") {
            expectGradient([0.5], at: [0], options: options) { abs($0[0]) }
        }
    }

    @Test func theCommentComesFirstAndOnlyOnFailure() async {
        var evaluated = 0
        func comment() -> String {
            evaluated += 1
            return "of the product"
        }
        expectGradient([5, 2], at: x, comment(), of: product)
        #expect(evaluated == 0)
        await expectFailure(#line + 1, "of the product\ngradient check") {
            expectGradient([5, 3], at: x, comment(), of: product)
        }
        #expect(evaluated == 1)
    }

    @Test func theCallersPlaceCanBeGiven() async {
        let place = SourceLocation(fileID: "A/B.swift", filePath: "/A/B.swift", line: 7, column: 3)
        let issues = await issues(recordedIn: {
            expectJacobiansAgree(
                at: x, of: Inconsistent(), fileID: "A/B.swift", filePath: "/A/B.swift", line: 7, column: 3)
        })
        #expect(issues.map(\.sourceLocation) == [place])
    }

    /// Expects that `body` records one issue, at `line` of this file, whose text begins with `start`.
    private func expectFailure(
        _ line: Int, _ start: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async -> Void
    ) async {
        let issues = await issues(recordedIn: body)
        #expect(issues.count == 1, sourceLocation: sourceLocation)
        for issue in issues {
            #expect(issue.sourceLocation?.line == line, sourceLocation: sourceLocation)
            #expect(issue.sourceLocation?.fileID == #fileID, sourceLocation: sourceLocation)
            #expect(issue.text.hasPrefix(start), sourceLocation: sourceLocation)
        }
    }
}
