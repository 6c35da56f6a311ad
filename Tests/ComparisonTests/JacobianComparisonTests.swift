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
        #expect(comparison.forward == forwardJacobian(at: [2, 0.5], of: Polar()))
        #expect(comparison.reverse == reverseJacobian(at: [2, 0.5], of: Polar()))
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
        #expect(comparison.choice == JacobianMode.cheaper(inputs: inputs, outputs: outputs))
    }
}
