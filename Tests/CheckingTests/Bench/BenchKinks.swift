import Foundation

/// The problems whose point is exactly at a kink: the convention's derivative must not be called wrong, others must.
extension BenchProblem {
    static let kinks: [BenchProblem] = [
        atKink("k01_relu0", at: [0], { max($0[0], 0) }, [0], wrong: [[-1], [2], [.nan]]),
        absoluteValue,
        atKink(
            "k03_max_tie", at: [1.25, 1.25], { max($0[0], $0[1]) }, [0.5, 0.5],
            wrong: [[1, 1], [0, 0], [-1, 2], [0.5, 0.6], [-1, 0]]),
        atKink(
            "k04_norm0", at: [0, 0, 0], { sqrt($0.reduce(0) { $0 + $1 * $1 }) }, [0, 0, 0],
            wrong: [[2, 0, 0], [0, -1.5, 0], [.nan, .nan, .nan]]),
        atKink(
            "k05_hinge", at: [1, 0.5, 0.25, 0, 0.5],
            { x in max(0, 1 - zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }) }, [0, 0, 0, 0, 0],
            wrong: [weights, weights.map { -2 * $0 }, [3, 3, 3, 3, 3]]),
        atKink("k06_jump", at: [2], { floor($0[0]) * $0[0] }, [2], wrong: []),
        atKink("k07_cbrt0", at: [0], { cbrt($0[0]) }, [.infinity], wrong: []),
        atKink("k08_sqrt0", at: [0], { sqrt($0[0]) }, [.infinity], wrong: []),
    ]

    private static let weights = [0.5, -1, 2, 0.25, 1]

    private static let absoluteValue: BenchProblem = {
        var random = BenchRandom(of: "k02_abs")
        let c = random.u(0.5, 2)
        return atKink("k02_abs", at: [c], { abs($0[0] - c) + $0[0] }, [1], wrong: [[2.5], [-1], [.nan]])
    }()

    private static func atKink(
        _ id: String, at x: [Double], _ f: @escaping @Sendable ([Double]) -> Double, _ claimed: [Double],
        wrong: [[Double]]
    ) -> BenchProblem {
        BenchProblem(
            id, "kinkAt", points: 1, at: { _ in x }, f: { [f($0)] }, jacobian: { _ in claimed },
            mutations: wrong.map { other in Mutation("\(other)") { _, _ in other } })
    }
}
