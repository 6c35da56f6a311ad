import Autodiff
import Testing

@Suite struct BinomialScheduleTests {
    /// The fewest advances by the definition: over all places of the next snapshot.
    private func optimum(steps: Int, snapshots: Int) -> [[Int]] {
        var least = [[Int]](repeating: [Int](repeating: 0, count: steps + 1), count: snapshots + 1)
        for s in 1...snapshots {
            for l in 2..<max(3, steps + 1) where l <= steps {
                if s == 1 {
                    least[s][l] = l * (l - 1) / 2
                } else {
                    least[s][l] = (1..<l).map { $0 + least[s - 1][l - $0] + least[s][$0] }.min()!
                }
            }
        }
        return least
    }

    @Test func formulaIsTheOptimumOfAllSchedules() {
        let least = optimum(steps: 150, snapshots: 12)
        for s in 1...12 {
            for l in 1...150 {
                #expect(BinomialSchedule.advances(steps: l, snapshots: s) == least[s][l], "\(l) steps, \(s) snapshots")
            }
        }
    }

    @Test func splitIsOneThatReachesTheOptimum() {
        let least = optimum(steps: 150, snapshots: 12)
        for s in 2...12 {
            for l in 2...150 {
                let j = BinomialSchedule.split(steps: l, snapshots: s)
                #expect(j >= 1 && j < l)
                #expect(j + least[s - 1][l - j] + least[s][j] == least[s][l], "\(l) steps, \(s) snapshots")
            }
        }
    }

    @Test func publishedFactorsOfRevolve() {
        // 1,000 steps: run again and pulled back, in plain runs; published 4.6, 3.7, 3.1.
        let factors = [10, 20, 40].map { BinomialSchedule.advances(steps: 1000, snapshots: $0) + 1000 }
        #expect(factors == [4636, 3747, 3097])
    }

    @Test func millionStepsWithFiftySnapshots() {
        #expect(BinomialSchedule.repetitions(steps: 1_000_000, snapshots: 50) == 5)
        #expect(BinomialSchedule.advances(steps: 1_000_000, snapshots: 50) == 4_658_945)
    }

    @Test func reachBeyondIntegersIsTheLargest() {
        #expect(BinomialSchedule.reach(snapshots: 200, repetitions: 200) == .max)
        #expect(BinomialSchedule.reach(snapshots: 1, repetitions: 7) == 8)
        #expect(BinomialSchedule.reach(snapshots: 3, repetitions: -1) == 0)
    }
}
