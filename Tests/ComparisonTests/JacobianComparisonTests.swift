import Autodiff
import Testing

@Suite struct JacobianComparisonTests {
    struct Polar: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
    }

    /// Polar coordinates that lose the derivative with respect to the angle in the second output on a tape.
    struct DifferentOnATape: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            let angle = S.self == Variable<Double>.self ? S(x[1].primal) : x[1]
            return [x[0] * cos(x[1]), x[0] * sin(angle)]
        }
    }

    struct Sums: Differentiable {
        let outputs: Int
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { (0..<outputs).map { Double($0) * sum(x) } }
    }

    struct Roots: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.map { sqrt($0) } }
    }

    @Test func bothModesAgree() {
        let comparison = compareJacobians(at: [2, 0.5], of: Polar())
        #expect(comparison.agrees)
        #expect(comparison.forward.rows == 2 && comparison.forward.columns == 2)
        #expect(comparison.forward == jacobian(at: [2, 0.5], of: Polar(), mode: .forward))
        #expect(comparison.reverse == jacobian(at: [2, 0.5], of: Polar(), mode: .reverse))
    }

    @Test func aFunctionThatDiffersOnATapeIsNamed() throws {
        let comparison = compareJacobians(at: [2, 0.5], of: DifferentOnATape())
        let worst = try #require(comparison.worst)
        #expect(!comparison.agrees && worst.difference > 1e15)
        #expect(worst.row == 1 && worst.column == 1 && worst.reverse == 0)
        #expect((worst.forward - 2 * cos(0.5)).magnitude <= 0x1p-51)
        #expect(comparison.description.contains("DISAGREE"))
    }

    @Test func nanAndInfinityAgreeWithThemselves() {
        let comparison = compareJacobians(at: [-1, 0, 4], of: Roots())
        #expect(comparison.agrees && comparison.worst?.difference == 0)
        #expect(comparison.forward[0, 0].isNaN && comparison.reverse[0, 0].isNaN)
        #expect(comparison.forward[1, 1] == .infinity && comparison.reverse[1, 1] == .infinity)
    }

    @Test func withoutOutputsThereIsNothingToDiffer() {
        let comparison = compareJacobians(at: [1, 2], of: Sums(outputs: 0))
        #expect(comparison.agrees && comparison.worst == nil && comparison.reversePasses == 0)
    }

    @Test(arguments: [(1, 1, 1, 1), (16, 8, 1, 1), (32, 16, 2, 2), (17, 9, 2, 2)])
    func passes(inputs: Int, outputs: Int, forward: Int, reverse: Int) {
        let comparison = compareJacobians(at: [Double](repeating: 1, count: inputs), of: Sums(outputs: outputs))
        #expect(comparison.forwardPasses == forward && comparison.reversePasses == reverse)
        #expect(comparison.choice == (inputs <= 16 + outputs ? .forward : .reverse))
    }

    /// 2⁻³⁰ or 2³⁰ times as large on a tape: the unit is the roundoff of the larger row, whichever mode it comes from.
    @Test(arguments: [0x1p-30, 0x1p30]) func theUnitIsTheLargerRowsRoundoff(factor: Double) throws {
        struct Scaled: Differentiable {
            let factor: Double
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                [x[0] * (S.self == Variable<Double>.self ? factor : 1)]
            }
        }
        let worst = try #require(compareJacobians(at: [1], of: Scaled(factor: factor)).worst)
        #expect(worst.difference == 0x1p53 * (1 - 0x1p-30))
    }

    /// A difference of 64 units passes, one of 65 doesn't.
    @Test(arguments: [64.0, 65]) func theToleranceIsHeldExactly(units: Double) throws {
        struct Off: Differentiable {
            let units: Double
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                // The first column is 2, the row's scale; the second is off from 1 on a tape by so many of its units.
                [2 * x[0] + x[1] * (S.self == Variable<Double>.self ? 1 + units * 0x1p-52 : 1)]
            }
        }
        let comparison = compareJacobians(at: [1, 1], of: Off(units: units))
        #expect(comparison.worst?.difference == units)
        #expect(comparison.agrees == (units <= JacobianComparison.tolerance))
    }

    @Test func theReasonNamesBothCosts() {
        let few = compareJacobians(at: [2, 0.5], of: Polar())
        #expect(few.reason == "2 directions, 16 in one run, cost less than a recording and 2 rows, 8 in one sweep")
        let many = compareJacobians(at: [Double](repeating: 1, count: 40), of: Sums(outputs: 1))
        #expect(
            many.reason == "a recording and 1 row, 8 in one sweep, cost less than 40 directions, 16 in one run")
        #expect(many.description.contains("automatic mode takes reverse: " + many.reason))
    }
}
