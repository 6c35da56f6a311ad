import Autodiff
import Testing

/// Where rules and lists of functions are checked.
@Suite struct SamplePointTests {
    @Test func spreadGoesFromEndToEnd() {
        #expect(spread(5, over: -2...2) == [-2, -1, 0, 1, 2])
        #expect(spread(1, over: 1...5) == [3])
        #expect(spread(20, over: 2...2) == [2])
        #expect(spread(2, over: -1e-3...1e8) == [-1e-3, 1e8])
    }

    @Test func spreadIsLogarithmicOverDecades() {
        for (points, sign) in [(spread(5, over: 1e-4...1e4), 1.0), (spread(5, over: -1e4 ... -1e-4).reversed(), -1.0)] {
            for (x, expected) in zip(points, [1e-4, 1e-2, 1, 1e2, 1e4]) {
                #expect(abs(sign * x / expected - 1) < 1e-12, "\(x)")
            }
        }
        // Up to a factor 100 it is even.
        #expect(spread(3, over: 1...100) == [1, 50.5, 100])
        #expect(spread(3, over: -100 ... -1) == [-100, -50.5, -1])
        #expect(spread(3, over: -1...1e6) == [-1, 499999.5, 1e6])
    }

    @Test(arguments: 1...60) func theGoldenStrideVisitsEveryPoint(count: Int) {
        let stride = goldenStride(count)
        #expect(Set((0..<count).map { $0 * stride % count }).count == count)
        // Near the golden section: what would keep neighbours together is a stride of about 0 or of about `count`.
        if count > 6 { #expect(abs(Double(stride) / Double(count) - 0.618) < 0.3) }
    }

    @Test func numbersOfARange() {
        var generator = SplitMix64(seed: 5)
        let even = (0..<400).map { _ in generator.number(in: -1...3) }
        #expect(even.allSatisfy { -1 <= $0 && $0 <= 3 })
        let mean = even.reduce(0, +) / 400
        #expect(abs(mean - 1) < 0.2)
        let decades = (0..<400).map { _ in generator.number(in: 1e-6...1e6) }
        #expect(decades.allSatisfy { 1e-6 <= $0 && $0 <= 1e6 })
        #expect((150...250).contains(decades.count { $0 < 1 }))
        let negative = (0..<400).map { _ in generator.number(in: -1e6 ... -1e-6) }
        #expect(negative.allSatisfy { -1e6 <= $0 && $0 <= -1e-6 })
        #expect((150...250).contains(negative.count { $0 > -1 }))
        #expect(generator.number(in: 2...2) == 2)
    }

    /// Every abscissa and every ordinate once, the ends of both among them.
    @Test func pointsOfARuleOfTwoArguments() {
        let summary = checkRule(Rules.Divide(), over: -2...2, 0.5...3)
        let points = Set(summary.items.map(\.point))
        #expect(points.count == 20)
        #expect(points.map { $0[0] }.sorted() == spread(20, over: -2...2))
        #expect(points.map { $0[1] }.sorted() == spread(20, over: 0.5...3))
        // Not along a line: the ordinates of the lower half of the abscissas lie in both halves.
        let lower = points.filter { $0[0] < 0 }.map { $0[1] }
        #expect(lower.contains { $0 > 2.5 } && lower.contains { $0 < 1 })
        #expect(summary.passed, "\(summary)")
    }

    @Test func oneOfTheRangesIsAPoint() {
        let square = checkRule(Rules.Power(), over: 0.5...2, 2...2)
        #expect(square.passed && Set(square.items.map(\.point)).count == 20, "\(square)")
        let powers = checkRule(Rules.Power(), over: 2...2, 0.5...2)
        #expect(powers.passed && Set(powers.items.map { $0.point[1] }).count == 20)
        #expect(checkRule(Rules.Power(), over: 2...2, 3...3).items.count == 3)
    }

    /// The cases of a list have points of their own.
    @Test func casesDoNotShareTheirPoints() {
        let cases = ["a", "b"].map { name in
            CheckCase(name, gradient: { [2 * $0[0]] }, over: [0...1], of: { $0[0] * $0[0] })
        }
        let items = checkAll(cases, points: 4).items
        #expect(items.map(\.name).count { $0.hasPrefix("a at") } == 4)
        #expect(Set(items.map(\.point)).count == 8)
    }
}
