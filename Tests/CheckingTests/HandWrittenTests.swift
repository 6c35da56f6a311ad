import AutodiffChecking
import AutodiffCore
import Foundation
import Testing

@Suite struct HandWrittenTests {
    let x = [0.7, -1.3, 2.1]

    func f(_ x: [Double]) -> Double { exp(sin(x[0])) * x[1] + x[2] * x[2] }

    func gradient(_ x: [Double]) -> [Double] {
        [exp(sin(x[0])) * cos(x[0]) * x[1], exp(sin(x[0])), 2 * x[2]]
    }

    @Test func passesTheRightGradient() {
        let check = checkGradient(gradient(x), at: x, of: f)
        #expect(check.passed && check.verdict == .pass)
        #expect(check.entries.count == 3)
        #expect(check.evaluations <= 14)
    }

    @Test func namesTheWrongEntryFirst() {
        var wrong = gradient(x)
        wrong[1] *= 1 + 1e-6
        let check = checkGradient(wrong, at: x, of: f)
        #expect(!check.passed && check.verdict == .wrong)
        #expect(check.entries.map(\.verdict) == [.wrong, .pass, .pass])
        #expect(check.entries[0].row == 0 && check.entries[0].column == 1)
        #expect(abs(check.entries[0].measured - gradient(x)[1]) < check.entries[0].errorBar)
        print(check)
    }

    @Test func checksJacobians() {
        let map = { (x: [Double]) in [x[0] * cos(x[1]), x[0] * sin(x[1])] }
        let jacobian: Matrix<Double> = [[cos(0.4), -1.5 * sin(0.4)], [sin(0.4), 1.5 * cos(0.4)]]
        #expect(checkJacobian(jacobian, at: [1.5, 0.4], of: map).verdict == .pass)
        let check = checkJacobian(jacobian.transposed, at: [1.5, 0.4], of: map)
        #expect(check.verdict == .wrong)
        print(check)
    }
}
