import Autodiff
import Foundation
import Testing

/// A plan that is used on other paths: never an entry lost.
///
///     BRANCHING_ROUNDS=10000 swift test -c release --filter BranchingPlanTests
@Suite struct BranchingPlanTests {
    static let rounds = ProcessInfo.processInfo.environment["BRANCHING_ROUNDS"].flatMap { Int($0) } ?? 120

    struct Case {
        let f: BranchingMap
        let points: [[Double]]

        init(_ seed: Int) {
            var random = SplitMix64(seed: UInt64(seed))
            let n = Int.random(in: 1...6, using: &random)
            f = BranchingMap(using: &random, length: Int.random(in: 1...8, using: &random))
            points = (0..<21).map { _ in
                (0..<n).map { _ in
                    Int.random(in: 0..<5, using: &random) == 0
                        ? Double(Int.random(in: -1...1, using: &random)) : Double.random(in: -3...3, using: &random)
                }
            }
        }
    }

    /// Equal but for the sign of zeros, or for rounding relative to the largest entry.
    static func isSame(_ a: Matrix<Double>, _ b: Matrix<Double>, tolerance: Double = 0) -> Bool {
        let scale = b.values.filter(\.isFinite).map(\.magnitude).max() ?? 0
        return zip(a.values, b.values).allSatisfy {
            $0 == $1 || $0.isNaN && $1.isNaN || ($0 - $1).magnitude <= tolerance * scale
        }
    }

    @Test func plannedJacobiansAreTheDenseOnes() {
        var (wrong, widened, compared) = (0, 0, 0)
        for seed in 0..<Self.rounds {
            let it = Case(seed)
            let forward = jacobianPlan(at: it.points[0], of: it.f, by: .forward)
            let reverse = jacobianPlan(at: it.points[0], of: it.f, by: .reverse)
            let compiled = seed % 10 == 0 ? jacobianPlan(at: it.points[0], of: it.f, by: .compiled) : nil
            var place = forward.jacobian(at: it.points[0])
            let first = forward.pattern
            for x in it.points.dropFirst() {
                let dense = jacobian(at: x, of: it.f, mode: .forward)
                forward.jacobian(at: x, into: &place)
                if !Self.isSame(place.dense, dense) { wrong += 1 }
                if !Self.isSame(reverse.jacobian(at: x).dense, dense, tolerance: 1e-13) { wrong += 1 }
                if let compiled, !Self.isSame(compiled.jacobian(at: x).dense, dense, tolerance: 1e-12) { wrong += 1 }
                compared += 1
            }
            if forward.pattern != first { widened += 1 }
        }
        #expect(wrong == 0 && compared == 20 * Self.rounds)
        #expect(widened > Self.rounds / 10)
        print("Jacobians: \(compared) points, \(widened) plans widened, \(wrong) wrong")
    }

    @Test func plannedHessiansAreTheDenseOnes() {
        var (wrong, compared, widened) = (0, 0, 0)
        for seed in 0..<Self.rounds / 4 {
            let it = Case(seed + 1_000_000)
            let forward = hessianPlan(at: it.points[0], of: it.f, by: .forward)
            let compiled = seed % 10 == 0 ? hessianPlan(at: it.points[0], of: it.f, by: .compiled) : nil
            let first = forward.pattern
            for x in it.points.dropFirst() {
                let dense = hessian(at: x, of: it.f)
                if !Self.isSame(forward.hessian(at: x).dense, dense, tolerance: 1e-12) { wrong += 1 }
                if let compiled, !Self.isSame(compiled.hessian(at: x).dense, dense, tolerance: 1e-11) { wrong += 1 }
                compared += 1
            }
            if forward.pattern != first { widened += 1 }
        }
        #expect(wrong == 0 && widened > Self.rounds / 80)
        print("Hessians: \(compared) points, \(widened) plans widened, \(wrong) wrong")
    }
}
