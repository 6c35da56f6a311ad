import Autodiff
import Testing

/// An input that is infinite or not a number, of a function that is finite: the other inputs are checked.
@Suite struct NotFiniteInputTests {
    /// The mean of the numbers among the inputs.
    private struct MeanOfNumbers: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let numbers = x.filter { !$0.primal.isNaN }
            return sum(numbers) / Double(numbers.count)
        }
    }

    private func mean(_ x: [Double]) -> Double {
        let numbers = x.filter { !$0.isNaN }
        return numbers.reduce(0, +) / Double(numbers.count)
    }

    @Test func aNanIsLeftOutAndTheOthersAreChecked() {
        let check = checkGradient(at: [.nan, 6, 7, 8, 9], of: MeanOfNumbers())
        #expect(check.passed && check.entries.count == 4, "\(check)")
        #expect(check.verdict == .inconclusive && check.entries.allSatisfy { $0.verdict == .pass }, "\(check)")
        #expect(check.description.contains("input 0 is nan: it can't be displaced"), "\(check)")
        #expect(!check.description.contains("isn't finite at the point"), "\(check)")
    }

    @Test func anErrorInTheOthersIsSeen() {
        let check = checkGradient([0, 0.25, 0.25, 0.26, 0.25], at: [.nan, 6, 7, 8, 9], of: mean)
        #expect(check.verdict == .wrong && check.entries.first?.column == 3, "\(check)")
        let masked = checkGradient([1, 0, 2], at: [1, -.infinity, 2]) { max($0[0], $0[1]) + $0[2] }
        #expect(masked.verdict == .wrong && masked.entries.first?.column == 2, "\(masked)")
    }

    @Test func aboveSixtyFourInputs() {
        var x = (0..<100).map { 1 + Double($0) / 10 }
        x[17] = .nan
        var right = x.map { _ in 1 / 99.0 }
        right[17] = 0
        #expect(checkGradient(right, at: x, of: mean).passed)
        right[40] *= 1.01
        let check = checkGradient(right, at: x, of: mean)
        #expect(check.verdict == .wrong && check.entries.first?.column == 40, "\(check)")
    }

    @Test func aValueThatIsNotFiniteIsNamedWithTheInput() {
        let check = checkGradient([1, 1], at: [.nan, 1]) { $0[0] + $0[1] }
        #expect(check.verdict == .undefined)
        #expect(check.description.contains("isn't finite at the point, where input 0 is nan"), "\(check)")
        let nothing = checkGradient([0], at: [.nan]) { _ in 7.5 }
        #expect(nothing.verdict == .undefined && nothing.description.contains("no input is finite"), "\(nothing)")
        let pole = checkGradient([1], at: [0]) { 1 / $0[0] }
        #expect(pole.verdict == .undefined && !pole.description.contains("where input"), "\(pole)")
    }
}
