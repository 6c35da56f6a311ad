import Autodiff
import Testing

private struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}

/// x² y with a slope along x that is a thousandth too large.
private struct WrongSquare: UnaryRule, ScalarField {
    func value(_ x: Double) -> Double { x * x }
    func derivative<S: RealScalar>(at x: S, value y: S) -> S { 2.002 * x }
    func value<S: RealScalar>(at x: [S]) -> S { S.apply(self, to: x[0]) * x[1] }
}

@Suite struct CheckAllTests {
    @Test func reportsAllFailuresAtOnce() {
        let cases = [
            CheckCase("polar", Polar(), over: [0.1...3, -3...3]),
            CheckCase("square", WrongSquare(), over: [1...2, 1...2]),
            CheckCase("product", gradient: { [$0[1], $0[0]] }, over: [1e-6...1e6, 1...2], of: { $0[0] * $0[1] }),
            CheckCase("swapped", gradient: { [$0[0], $0[1]] }, over: [1...2, 3...4], of: { $0[0] * $0[1] }),
        ]
        let summary = checkAll(cases, points: 5)
        #expect(summary.items.count == 20 && !summary.passed)
        #expect(summary.failures.count == 10)
        #expect(summary.failures.allSatisfy { $0.name.hasPrefix("square") || $0.name.hasPrefix("swapped") })
        #expect(summary.description.contains("20 checks, 10 WRONG"))
        #expect(checkAll(Array(cases.prefix(1))).passed)
    }

    @Test func theSeedDecidesAboutThePoints() {
        let cases = [CheckCase("polar", Polar(), over: [0.1...3, -3...3])]
        var options = CheckOptions()
        let first = checkAll(cases, points: 2, options: options).items.map(\.point)
        #expect(checkAll(cases, points: 2, options: options).items.map(\.point) == first)
        options.seed += 1
        #expect(checkAll(cases, points: 2, options: options).items.map(\.point) != first)
    }
}
