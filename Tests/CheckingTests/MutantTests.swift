import Autodiff
import Foundation
import Testing

/// A test for each mechanism of the checker that could be switched off once without any test noticing.
@Suite struct MutantTests {
    // Cubic, so that differences of its gradient have an error of their own.
    private func f(_ x: [Double]) -> Double { exp(x[0]) * sin(x[1]) + x[0] * x[1] }
    private func gradient(_ x: [Double]) -> [Double] {
        [exp(x[0]) * sin(x[1]) + x[1], exp(x[0]) * cos(x[1]) + x[0]]
    }
    private func hessian(_ x: [Double]) -> Matrix<Double> {
        let (s, c) = (exp(x[0]) * sin(x[1]), exp(x[0]) * cos(x[1]))
        return [[s, c + 1], [c + 1, -s]]
    }
    private let x = [0.7, 0.4]

    /// G: the symmetry of a Hessian is never reported.
    @Test func hessianSymmetryIsReported() {
        let right = hessian(x)
        let check = checkHessian(right, gradient: gradient, at: x, of: f)
        #expect(check.verdict == .pass && check.notes.isEmpty, "\(check)")
        // Beyond rounding, and far below what differences see: a note.
        var slightly = right
        slightly[0, 1] *= 1 + 1e-12
        let noted = checkHessian(slightly, gradient: gradient, at: x, of: f)
        #expect(noted.verdict == .pass && noted.notes.count == 1, "\(noted)")
        let note = "not symmetric: \(slightly[1, 0]) at (1, 0) and \(slightly[0, 1]) at (0, 1)"
        #expect(noted.description.contains(note))
        // Each entry within its error bar, and the two farther apart than right ones can be: wrong.
        func bar(_ i: Int, _ j: Int) -> Double {
            check.entries.first { $0.row == i && $0.column == j }?.errorBar ?? .nan
        }
        var plainly = right
        plainly[0, 1] += 0.7 * bar(0, 1)
        plainly[1, 0] -= 0.7 * bar(1, 0)
        let wrong = checkHessian(plainly, gradient: gradient, at: x, of: f)
        #expect(wrong.entries.allSatisfy { $0.verdict == .pass }, "\(wrong)")
        #expect(wrong.verdict == .wrong && wrong.notes.contains { $0.hasPrefix("not symmetric") }, "\(wrong)")
    }

    /// G, of a Hessian whose entries are not measured one by one.
    @Test func hessianSymmetryIsReportedOfManyInputs() {
        let many = (0..<70).map { 0.5 + 0.01 * Double($0) }
        let f = { (x: [Double]) in x.reduce(0) { $0 + $1 * $1 } }
        var claimed = Matrix<Double>(rows: 70, columns: 70, repeating: 0)
        for i in 0..<70 { claimed[i, i] = 2 }
        #expect(checkHessian(claimed, gradient: { $0.map { 2 * $0 } }, at: many, of: f).notes.isEmpty)
        claimed[3, 8] = 1e-13
        claimed[9, 8] = 1e-13
        let check = checkHessian(claimed, gradient: { $0.map { 2 * $0 } }, at: many, of: f)
        #expect(check.notes.contains { $0.hasPrefix("not symmetric") && $0.hasSuffix("and 1 other pair") }, "\(check)")
    }

    /// H: the fast mode's balancing weights are all 1.
    @Test func anInputThatDrownsAllOthersIsScaledDown() {
        let x = (0..<100).map { 0.5 + 0.01 * Double($0) }
        // The first input's slope is 10⁹ times the others', and its curvature hides them in any common displacement.
        let f = { (x: [Double]) in 1e9 * sin(30 * (x[0] - 0.5)) + x.dropFirst().reduce(0) { $0 + sin($1) } }
        var gradient = x.map { cos($0) }
        gradient[0] = 30e9
        #expect(checkGradient(gradient, at: x, of: f).passed)
        gradient[41] *= 1.01
        let check = checkGradient(gradient, at: x, of: f)
        #expect(check.verdict == .wrong && check.entries[0].column == 41, "\(check)")
    }

    /// I: forward and reverse mode are not compared beyond 64 inputs.
    @Test func modesAreComparedBeyond64Inputs() {
        struct TwoFaced: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let y = x.reduce(S(0.0)) { $0 + sin($1) }
                return S.self == Variable<Double>.self ? y + 1e-11 * (y - S(y.primal)) : y
            }
        }
        let check = checkGradient(at: (0..<65).map { 0.5 + 0.01 * Double($0) }, of: TwoFaced())
        #expect(check.entries.allSatisfy { $0.verdict == .pass })
        #expect(check.verdict == .wrong && check.notes.contains { $0.contains("disagree") }, "\(check)")
    }

    /// J: `partialX` and `partialY` are not compared with `partials`.
    @Test func partialsAloneAreComparedWithPartials() {
        struct Times: BinaryRule {
            var onlyX = 1.0
            var onlyY = 1.0
            func value(_ x: Double, _ y: Double) -> Double { x * y }
            func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) { (y, x) }
            func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { onlyX * y }
            func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { onlyY * x }
        }
        #expect(checkRule(Times(), over: 1...2, 1...2).problems.isEmpty)
        let x = checkRule(Times(onlyX: 1 + 1e-9), over: 1...2, 1...2, points: 5)
        #expect(!x.passed && x.problems.count == 5 && x.problems.allSatisfy { $0.hasPrefix("partialX gives") }, "\(x)")
        let y = checkRule(Times(onlyY: 1 + 1e-9), over: 1...2, 1...2, points: 5)
        #expect(!y.passed && y.problems.count == 5 && y.problems.allSatisfy { $0.hasPrefix("partialY gives") }, "\(y)")
    }

    /// K: the one-sided ladder has 4 levels for 14.
    @Test func theLadderAtAnEdgeGoesFarIn() {
        let f = { (x: [Double]) in x[0] < 0 ? Double.nan : sin(1e6 * x[0]) }
        #expect(checkGradient([1e6], at: [0], of: f).verdict == .pass)
        #expect(checkGradient([1.0001e6], at: [0], of: f).verdict == .wrong)
    }

    /// L: the storage order of a p × q matrix is not recognised with p = 2.
    @Test func twoRowsStoredColumnByColumn() {
        let x = [0.3, -1.7, 0.9, 2.3, -0.6, 1.1]
        let f = { (x: [Double]) in x.indices.reduce(0) { $0 + Double($1 + 1) * exp(x[$1] / 2) } }
        let g = x.indices.map { Double($0 + 1) * exp(x[$0] / 2) / 2 }
        let check = checkGradient([g[0], g[3], g[1], g[4], g[2], g[5]], at: x, of: f)
        #expect(check.pattern == "in column-major order: a 2 × 3 matrix that was stored transposed")
    }

    /// V: at a tie only the sum of the inputs is measured, not their alternating sum.
    @Test func aTieIsCheckedAlongTheAlternatingSumToo() {
        let f = { (x: [Double]) in abs(x[0] + x[1]) }
        #expect(checkGradient([0.5, 0.5], at: [0, 0], of: f).verdict == .notDifferentiable)
        // 1 and -1 are slopes of their inputs, and along (1, 1) nothing is wrong; along (1, -1) the function is constant.
        let check = checkGradient([1, -1], at: [0, 0], of: f)
        #expect(check.verdict == .wrong && check.entries[0].column == nil, "\(check)")
    }
}
