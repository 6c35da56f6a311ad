import Autodiff
import Testing

/// What a process that was expected to trap wrote to its standard error.
func message(of result: ExitTest.Result?) -> String {
    result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
}

/// Every misuse ends the process with a message that names the mistake, in debug and in release builds.
@Suite struct ForwardMisuseTests {
    @Test func chunkOfThree() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = forwardJacobian(at: [1, 2], of: Polar(), chunk: 3)
        }
        #expect(message(of: result).contains("a chunk of 3 columns: it must be 2, 4, 8 or 16"))
    }

    @Test func emptyPoint() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = jacobian(at: [Double](), of: Polar(), mode: .forward)
        }
        #expect(message(of: result).contains("at an empty point"))
    }

    @Test func jacobianThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = Matrix<Double>(rows: 3, columns: 2, repeating: 0)
            Workspace().jacobian(at: [1, 2], of: Polar(), into: &place, mode: .forward)
        }
        #expect(message(of: result).contains("the result of the function has 2 elements where 3 are needed"))
    }

    @Test func columnsThatDoNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = Matrix<Double>(rows: 2, columns: 3, repeating: 0)
            Workspace().jacobian(at: [1, 2], of: Polar(), into: &place, mode: .forward)
        }
        #expect(message(of: result).contains("a row of the Jacobian has 3 elements where 2 are needed"))
    }

    @Test func gradientThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = [0.0]
            Workspace().gradient(at: [1, 2], of: Valley(), into: &place, mode: .forward)
        }
        #expect(message(of: result).contains("the place for a gradient has 1 elements where 2 are needed"))
    }

    @Test func hessianThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = Matrix<Double>(rows: 2, columns: 3, repeating: 0)
            Workspace().hessian(at: [1, 2], of: Valley(), into: &place)
        }
        #expect(message(of: result).contains("doesn't fit a 2 × 3 matrix"))
    }

    @Test func directionsThatDoNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = jvp(at: [1, 2], along: [[1, 0], [1, 2, 3]], of: Polar())
        }
        #expect(message(of: result).contains("direction 1 of jvp has 3 elements where 2 are needed"))
    }

    @Test func outputsThatDependOnTheRun() async {
        struct Unsteady: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                [S](repeating: x[0], count: MemoryLayout<S>.size)
            }
        }
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = forwardJacobian(at: [1, 2, 3], of: Unsteady(), chunk: 2)
            _ = forwardJacobian(at: [1, 2, 3, 4, 5, 6, 7, 8, 9], of: Unsteady(), chunk: 8)
        }
        #expect(message(of: result).contains("the number of outputs must not depend on the run"))
    }

    @Test func negativeOrder() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: 1, order: -1) { x in x }
        }
        #expect(message(of: result).contains("taylor to order -1: the order can't be negative"))
    }

    @Test func orderWithoutEnd() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: 1.0, order: .max) { x in x }
        }
        #expect(message(of: result).contains("2^24 is the largest"))
    }

    @Test func polygammaWithoutEnd() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(polygamma(.max, 1.0))
        }
        #expect(message(of: result).contains("the largest order is 1,000,000"))
    }

    @Test func lineThatDoesNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: [1, 2], along: [1], order: 2) { x in x[0] }
        }
        #expect(message(of: result).contains("the direction of taylor has 1 elements where 2 are needed"))
    }

    @Test func lineFromAnEmptyPoint() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let _: Matrix<Double> = taylor(at: [Double](), along: [], order: 2, of: Polar())
        }
        #expect(message(of: result).contains("taylor at an empty point"))
    }

    @Test func emptyPointOfAGradient() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = gradient(at: [], of: Valley(), mode: .forward)
        }
        #expect(message(of: result).contains("gradient at an empty point"))
    }

    @Test func seriesWithoutCoefficients() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Taylor<Double>([])
        }
        #expect(message(of: result).contains("a series without coefficients"))
    }

    @Test func seriesOfALowerOrder() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: 1, order: 3) { x in x * Taylor([1, 2]) }
        }
        #expect(message(of: result).contains("known to order 1 only"))
    }

    /// Taken as it is, a series of one coefficient would pass for a constant.
    @Test func seriesOfARuleThatIsTooShort() async {
        struct Curt: UnaryRule {
            func value(_ x: Double) -> Double { x * x }
            func derivative<S: RealScalar>(at x: S, value y: S) -> S { 2 * x }
            func series<S: RealScalar>(_ u: [S], value: S) -> [S]? { [value] }
        }
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = taylor(at: 1, order: 3) { x in Taylor.apply(Curt(), to: x) }
        }
        #expect(message(of: result).contains("a rule's series has 1 elements where 4 are needed"))
    }
}
