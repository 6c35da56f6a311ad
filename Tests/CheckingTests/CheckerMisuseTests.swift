import Autodiff
import Testing

/// Wrong counts end the process with a message that names the mistake and the fix.
@Suite struct CheckerMisuseTests {
    private static func message(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func aPointWithoutCoordinates() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkGradient([], at: []) { _ in 0 }
        }
        #expect(Self.message(of: result).contains("nothing to check at a point without coordinates"))
    }

    @Test func aGradientOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkGradient([1, 2, 3], at: [1, 2]) { $0[0] }
        }
        #expect(Self.message(of: result).contains("the claimed gradient has 3 entries for 2 inputs"))
    }

    @Test func aJacobianOfTheWrongShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkJacobian([[1, 2, 3]], at: [1, 2]) { $0 }
        }
        let expected = "the claimed Jacobian is 1 × 3, but the function has 2 outputs (rows) and 2 inputs (columns)"
        #expect(Self.message(of: result).contains(expected))
    }

    @Test func productsOfTheWrongLength() async {
        let pushed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkJVP({ _, _ in [1, 2, 3] }, at: [1, 2]) { $0 }
        }
        #expect(Self.message(of: pushed).contains("the claimed Jacobian-vector product is 3 × 2, but"))
        let pulled = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkVJP({ _, _ in [1, 2, 3] }, at: [1, 2]) { $0 }
        }
        #expect(Self.message(of: pulled).contains("the claimed vector-Jacobian product has 3 elements"))
    }

    @Test func aHessianOfTheWrongShape() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkHessian([[1]], gradient: { [$0[1], $0[0]] }, at: [1, 2]) { $0[0] * $0[1] }
        }
        #expect(Self.message(of: result).contains("the claimed Hessian is 1 × 1"))
    }

    @Test func optionsOfTheWrongLength() async {
        let magnitudes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var options = CheckOptions()
            options.typicalMagnitudes = [1, 2, 3]
            _ = checkGradient([1, 0], at: [1, 2], options: options) { $0[0] }
        }
        #expect(Self.message(of: magnitudes).contains("options.typicalMagnitudes has 3 numbers for 2 inputs"))
        let noise = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var options = CheckOptions()
            options.knownNoise = [1, 2]
            _ = checkGradient([1, 0], at: [1, 2], options: options) { $0[0] }
        }
        #expect(Self.message(of: noise).contains("options.knownNoise has 2 numbers for 1 outputs"))
    }

    @Test func aFunctionWhoseNumberOfOutputsChanges() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkJacobian([[1, 0]], at: [1, 2]) { x in x[0] == 1 ? [x[0]] : x }
        }
        #expect(Self.message(of: result).contains("the function returned 2 values at one point and 1 at another"))
    }

    @Test func noPoints() async {
        let unary = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkRule(Rules.Sin(), over: 0...1, points: 0)
        }
        #expect(Self.message(of: unary).contains("a rule can't be checked at 0 points; give a positive number"))
        let binary = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkRule(Rules.Power(), over: 1...2, 1...2, points: -1)
        }
        #expect(Self.message(of: binary).contains("a rule can't be checked at -1 points"))
        let list = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = checkAll([], points: 0)
        }
        #expect(Self.message(of: list).contains("functions can't be checked at 0 points"))
    }

    @Test func noRanges() async {
        let item = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = CheckCase("nothing", over: []) { x, options in checkGradient([], at: x, options: options) { _ in 0 } }
        }
        #expect(Self.message(of: item).contains("the case nothing has no inputs; give one range for each"))
    }
}
