import Autodiff

/// A map Rⁿ → Rⁿ each of whose outputs reads so many inputs at random: tanh of a weighted sum of them.
struct ScatteredMap: Differentiable {
    let size: Int
    private let rows: [[Int]]
    private let weights: [[Double]]

    init(size: Int, entriesByRow count: Int, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        self.size = size
        rows = (0..<size).map { _ in
            if count >= size { return Array(0..<size) }
            var columns: Set<Int> = []
            while columns.count < count { columns.insert(Int(generator.next() % UInt64(size))) }
            return columns.sorted()
        }
        weights = rows.map { generator.normals($0.count, deviation: 0.3) }
    }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        rows.indices.map { i in
            var total: S = 0
            for (k, j) in rows[i].enumerated() { total += weights[i][k] * x[j] }
            return tanh(total)
        }
    }
}

/// The costs of a Jacobian by the dense and by the sparse ways, as multiples of the function's.
struct SparseCell {
    enum Way: CaseIterable {
        case dense, forward, reverse, program

        /// The ways that need nothing made before.
        static let immediate = [dense, forward, reverse]

        var name: String {
            switch self {
            case .dense: "dense"
            case .forward: "colours, forward"
            case .reverse: "colours, reverse"
            case .program: "a program"
            }
        }

        /// The colour in pictures.
        var colour: Int {
            switch self {
            case .dense: 4
            case .forward: 1
            case .reverse: 2
            case .program: 3
            }
        }
    }

    let size: Int
    let entriesByRow: Int

    /// The colours of columns and of rows.
    let colors: (columns: Int, rows: Int)

    /// By the cheaper mode without a look at the pattern; by colours of columns and of rows; by a program.
    let costs: [Way: Double]

    let agrees: Bool

    /// The way that takes the least, of some.
    func fastest(of ways: [Way] = Way.allCases) -> (way: Way, cost: Double) {
        ways.map { (way: $0, cost: costs[$0, default: .infinity]) }.min { $0.cost < $1.cost } ?? (.dense, .infinity)
    }

    var dense: Double { costs[.dense, default: .infinity] }

    init(size: Int, entriesByRow: Int) {
        let f = ScatteredMap(size: size, entriesByRow: entriesByRow, seed: 9)
        var generator = SplitMix64(seed: 10)
        let x = generator.normals(size)
        let plans = [SparseMethod.forward, .reverse, .compiled].map { jacobianPlan(at: x, of: f, by: $0) }
        var places = plans.map { $0.jacobian(at: x) }
        let dense = jacobian(at: x, of: f)
        let times = nanoseconds(
            of: [
                { _ = f(x) }, { _ = jacobian(at: x, of: f, mode: .forward) },
                { _ = jacobian(at: x, of: f, mode: .reverse) },
            ]
                + plans.indices.map { k in { plans[k].jacobian(at: x, into: &places[k]) } }, rounds: 3,
            duration: .milliseconds(1))
        (self.size, self.entriesByRow) = (size, entriesByRow)
        colors = (plans[0].coloring?.count ?? 0, plans[1].coloring?.count ?? 0)
        costs = [
            .dense: min(times[1], times[2]) / times[0], .forward: times[3] / times[0], .reverse: times[4] / times[0],
            .program: times[5] / times[0],
        ]
        agrees = places.allSatisfy { relativeDifference($0.dense.values, dense.values) < 1e-14 }
    }
}
