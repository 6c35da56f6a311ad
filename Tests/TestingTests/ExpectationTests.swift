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
    private struct AbsoluteValue: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { abs(x[0]) }
    }
    /// x₀ x₁, but twice that on duals.
    private struct WrongOnDuals: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { (S.self == Dual<Double>.self ? S(2) : S(1)) * x[0] * x[1] }
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
        #expect(expectGradient(at: x, of: Product(), "a product").verdict == .pass)
        #expect(expectJacobian(at: x, of: Polar()).verdict == .pass)
        #expect(expectHessian([[0, 1], [1, 0]], gradient: { [$0[1], $0[0]] }, at: x, of: product).verdict == .pass)
        #expect(expectHessian(at: x, of: Product()).verdict == .pass)
        #expect(expectJVP({ polarJacobian($0) * $1 }, at: x, of: polar).verdict == .pass)
        #expect(expectJVP(at: x, of: Polar()).verdict == .pass)
        #expect(expectVJP({ polarJacobian($0).transposed * $1 }, at: x, of: polar).verdict == .pass)
        #expect(expectVJP(at: x, of: Polar()).verdict == .pass)
        #expect(expectHVP({ [$1[1], $1[0]] }, gradient: { [$0[1], $0[0]] }, at: x, of: product).verdict == .pass)
        #expect(expectHVP(at: x, of: Product()).verdict == .pass)
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

    @Test func hessianFails() async {
        await expectFailure(#line + 1, "Hessian check: WRONG") {
            #expect(!expectHessian([[0, 1], [1, 1]], gradient: { [$0[1], $0[0]] }, at: x, of: product).passed)
        }
        await expectFailure(#line + 1, "gradient check: WRONG") {
            #expect(!expectHessian(at: x, of: Inconsistent()).passed)
        }
    }

    @Test func productsFail() async {
        await expectFailure(#line + 1, "Jacobian-vector product check: WRONG") {
            #expect(!expectJVP({ polarJacobian($0).transposed * $1 }, at: x, of: polar).passed)
        }
        await expectFailure(#line + 1, "vector-Jacobian product check: WRONG") {
            #expect(!expectVJP({ polarJacobian($0) * $1 }, at: x, of: polar).passed)
        }
        await expectFailure(#line + 1, "vector-Jacobian product check: WRONG") {
            #expect(!expectVJP(at: x, of: Inconsistent()).passed)
        }
        await expectFailure(#line + 1, "Hessian-vector product check: WRONG") {
            #expect(!expectHVP({ $1 }, gradient: { [$0[1], $0[0]] }, at: x, of: product).passed)
        }
        await expectFailure(#line + 1, "gradient check: WRONG") {
            #expect(!expectHVP(at: x, of: Inconsistent()).passed)
        }
        await expectFailure(#line + 1, "Jacobian-vector product check: WRONG") {
            #expect(!expectJVP(at: x, of: WrongOnDuals()).passed)
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
        expectGradient(at: [0], of: AbsoluteValue())
        await expectFailure(#line + 1, "the corner\ngradient check: not differentiable") {
            expectGradient(at: [0], options: options, of: AbsoluteValue(), "the corner")
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
    func expectFailure(
        _ line: Int, _ start: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async -> Void
    ) async {
        let issues = await issues(recordedIn: body)
        #expect(issues.count == 1, sourceLocation: sourceLocation)
        for issue in issues {
            #expect(issue.sourceLocation?.line == line, sourceLocation: sourceLocation)
            #expect(issue.sourceLocation?.fileID == sourceLocation.fileID, sourceLocation: sourceLocation)
            #expect(issue.text.hasPrefix(start), sourceLocation: sourceLocation)
        }
    }
}

/// A matrix times a vector.
private func * (matrix: Matrix<Double>, v: [Double]) -> [Double] {
    (0..<matrix.rows).map { i in zip(matrix.row(i), v).reduce(0) { $0 + $1.0 * $1.1 } }
}
