import Autodiff
import Testing

/// Derivatives that are wrong at the very point and right at every point around it: branches on equality, conventions.
@Suite struct WrongAtThePointTests {
    /// 9x - 2, one term of which is stored only where it isn't 0.
    private struct Stored: ScalarField, Differentiable {
        func value<S: RealScalar>(at x: [S]) -> S {
            var sum = 7 * x[0]
            let e = x[0] - 1
            if e != 0 { sum = sum + 2 * e }
            return sum
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [value(at: x)] }
    }

    /// x₀³ x₁, by another formula where the two are equal.
    private struct Equal: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            if x[0] == x[1] { return pow(x[0], 4) }
            return pow(x[0], 3) * x[1]
        }
    }

    /// The root of y³ + y = θ by Newton's method, which ends when the last step was small.
    private struct Root: ScalarField {
        let start: Double

        func value<S: RealScalar>(at x: [S]) -> S {
            var y = S(start)
            for _ in 0..<50 {
                let step = (y * y * y + y - x[0]) / (3 * y * y + 1)
                y = y - step
                if abs(step) < 1e-12 { break }
            }
            return y
        }
    }

    /// The same with the test before the step.
    private struct RootTestedFirst: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            var y = S(1)
            for _ in 0..<50 {
                let residual = y * y * y + y - x[0]
                if abs(residual) < 1e-12 { break }
                y = y - residual / (3 * y * y + 1)
            }
            return y
        }
    }

    private func expectWrongHere(_ check: DerivativeCheck, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(check.verdict == .wrong, "\(check)", sourceLocation: sourceLocation)
        #expect(check.description.contains("wrong at this very point only"), "\(check)", sourceLocation: sourceLocation)
    }

    @Test func aClaimThatIsWrongAtThePointAloneIsWrong() {
        expectWrongHere(checkGradient({ $0[0] == 0 ? [0] : [1] }, at: [0]) { $0[0] })
        expectWrongHere(checkGradient({ $0[0] == 0.5 ? [1.02 * exp(0.5)] : [exp($0[0])] }, at: [0.5]) { exp($0[0]) })
        expectWrongHere(
            checkGradient({ $0[0] == $0[1] ? [1, 0] : [$0[1], $0[0]] }, at: [3, 3]) { $0[0] * $0[1] })
    }

    @Test func aTermThatIsStoredOnlyWhereItIsNotZero() {
        expectWrongHere(checkGradient(at: [1], of: Stored()))
        expectWrongHere(checkJVP(at: [1], of: Stored()))
        expectWrongHere(checkVJP(at: [1], of: Stored()))
        expectWrongHere(checkJVP({ x, v in [x[0] == 1 ? 7 * v[0] : 9 * v[0]] }, at: [1]) { [9 * $0[0] - 2] })
        expectWrongHere(checkVJP({ x, u in [x[0] == 1 ? 7 * u[0] : 9 * u[0]] }, at: [1]) { [9 * $0[0] - 2] })
        #expect(checkGradient(at: [1.5], of: Stored()).verdict == .pass)
    }

    @Test func aBranchOnTheEqualityOfTwoInputs() {
        expectWrongHere(checkGradient(at: [2, 2], of: Equal()))
    }

    @Test func aSecondDerivativeThatIsWrongAtThePointAlone() {
        let products = { (x: [Double], v: [Double]) in [x[0] == 0 ? 0 : 2 * v[0]] }
        expectWrongHere(checkHVP(products, gradient: { [2 * $0[0]] }, at: [0]) { $0[0] * $0[0] })
    }

    @Test func newtonsMethodThatStartsAtItsRoot() {
        expectWrongHere(checkGradient(at: [2], of: RootTestedFirst()))
        expectWrongHere(checkHessian(at: [2], of: Root(start: 1)))
        #expect(checkHessian(at: [2], of: Root(start: 0.3)).passed)
    }

    @Test func oneOfAHundredInputs() {
        let x = (0..<100).map { 0.5 + Double($0 % 7) }
        let check = checkGradient({ $0.map { $0 == 3.5 ? 0 : cos($0) } }, at: x) { $0.reduce(0) { $0 + sin($1) } }
        expectWrongHere(check)
        #expect(check.entries.filter { $0.verdict == .wrong }.allSatisfy { ($0.column ?? 3) % 7 == 3 }, "\(check)")
    }

    /// A claim that is noisy at every point is not called wrong at one.
    @Test func noiseOfTheClaimIsNoError() {
        let x = 0.003
        let check = checkGradient({ [(sin($0[0]) - 2 * (1 - cos($0[0])) / $0[0]) / ($0[0] * $0[0])] }, at: [x]) {
            (1 - cos($0[0])) / ($0[0] * $0[0])
        }
        #expect(check.verdict != .wrong, "\(check)")
    }
}
