import Autodiff
import Foundation

/// How well plans choose: the time of the way that they take, as a multiple of the fastest one's, on random sparse functions and on
/// the problems of `benchmarks sparse`.
///
/// `CHOICES=1000` measures so many functions, and `CHOICE_DETAILS=1` prints each.
func runChoiceBenchmark() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["CHOICES"].flatMap { Int($0) } ?? 200
    var choices = (0..<count).map { seed in
        let f = RandomSparse(seed: UInt64(seed))
        return Choice(
            jacobianOf: f, named: "\(seed): \(f.shape), \(f.work)", at: (0..<4).map { f.point($0) })
    }
    report(choices, of: "\(count) random sparse functions")
    // A tenth of the benchmark's, whose program takes seconds to be made.
    let bundle = BundleResiduals(cameras: 10, points: 800, observations: 3200)
    choices = [
        Choice(
            jacobianOf: bundle, named: "bundle adjustment, 3,200 observations", at: (0..<4).map { bundle.point($0) }),
        Choice(
            jacobianOf: Brusselator(side: 32), named: "Brusselator, 32 x 32", at: Brusselator.points(side: 32)),
        Choice(jacobianOf: Tridiagonal(), named: "tridiagonal, n = 2,048", at: Rosenbrock.points(2048)),
        Choice(hessianOf: Rosenbrock(), named: "Rosenbrock's Hessian, n = 10,000", at: Rosenbrock.points(10_000)),
    ]
    report(choices, of: "the problems of `benchmarks sparse`")
}

/// What the ways to a derivative were predicted to take, and took.
private struct Choice {
    struct Way {
        let method: SparseMethod
        let predicted: Double
        let colors: Int

        /// What a program takes to be made, in nanoseconds; 0 for the other ways.
        let making: Double
        var time = 0.0

        func total(uses: Int) -> Double { making + Double(uses) * time }
    }

    let name: String
    let size: String
    private(set) var ways: [Way]

    /// What plans take for so many uses.
    let chosen: [Int: SparseMethod]

    static let uses = [100, 1000, 1_000_000]

    /// The cost of what is chosen, as a multiple of the least.
    func ratio(uses: Int) -> Double {
        let totals = ways.map { $0.total(uses: uses) }
        guard let place = ways.firstIndex(where: { $0.method == chosen[uses] }), let least = totals.min() else {
            return .infinity
        }
        return totals[place] / least
    }

    init<F: Differentiable & Sendable>(jacobianOf f: F, named name: String, at points: [[Double]]) {
        var (ways, works) = ([Way](), [Work]())
        for method in [SparseMethod.forward, .reverse, .bidirectional, .compiled] {
            let (plan, making) = leastTime { jacobianPlan(at: points[0], of: f, by: method) }
            var place = plan.jacobian(at: points[1])
            ways.append(Way(method, plan.costs[0], making))
            works.append(
                Work(name: "\(method)") {
                    plan.jacobian(at: points[$0 % points.count], into: &place)
                    return place.values.first ?? 0
                })
        }
        let pattern = jacobianSparsity(at: points[0], of: f).pattern
        self.init(name, pattern, ways, works) { jacobianPlan(at: points[0], of: f, uses: $0).method }
    }

    init<F: ScalarField & Sendable>(hessianOf f: F, named name: String, at points: [[Double]]) {
        var (ways, works) = ([Way](), [Work]())
        for method in [SparseMethod.forward, .compiled] {
            let (plan, making) = leastTime { hessianPlan(at: points[0], of: f, by: method) }
            var place = plan.hessian(at: points[1])
            ways.append(Way(method, plan.costs[0], making))
            works.append(
                Work(name: "\(method)") {
                    plan.hessian(at: points[$0 % points.count], into: &place)
                    return place.values.first ?? 0
                })
        }
        let pattern = hessianSparsity(at: points[0], of: f).pattern
        self.init(name, pattern, ways, works) { hessianPlan(at: points[0], of: f, uses: $0).method }
    }

    private init(
        _ name: String, _ pattern: SparsityPattern, _ ways: [Way], _ works: [Work],
        chosenBy choose: (Int) -> SparseMethod
    ) {
        self.name = name
        size = "\(pattern.rows) x \(pattern.columns), \(pattern.count) entries"
        self.ways = ways
        for (k, time) in medianNanoseconds(of: works, rounds: 15, minimumMilliseconds: 0.5).enumerated() {
            self.ways[k].time = time
        }
        chosen = Dictionary(uniqueKeysWithValues: Choice.uses.map { ($0, choose($0)) })
    }
}

/// What is made, and the least time of three that it takes, of this thread alone: what is made once and takes long is
/// interrupted on a busy machine, and waits.
private func leastTime<Made>(_ make: () -> Made) -> (made: Made, nanoseconds: Double) {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return 1e9 * Double(time.tv_sec) + Double(time.tv_nsec)
    }
    var (made, least) = (Made?.none, Double.infinity)
    for _ in 0..<3 {
        let start = now()
        made = make()
        least = min(least, now() - start)
    }
    return (made!, least)
}

extension Choice.Way {
    fileprivate init(_ method: SparseMethod, _ cost: SparseCost, _ making: Double) {
        self.init(
            method: method, predicted: cost.perCall, colors: cost.colors,
            making: method == .compiled ? making : 0)
    }
}

private func report(_ choices: [Choice], of what: String) {
    print("the way that a plan takes, of \(what), as a multiple of the fastest")
    for uses in Choice.uses {
        let ratios = choices.map { $0.ratio(uses: uses) }
        let share = Double(ratios.count { $0 <= 1.3 }) / Double(max(1, ratios.count))
        let mean = ratios.reduce(0, +) / Double(max(1, ratios.count))
        print(
            String(
                format: "  %8d uses: %5.1f %% within 1.3, mean %.3f, worst %.2f", uses, 100 * share, mean,
                ratios.max() ?? 1))
        let worst = zip(choices, ratios).sorted { $0.1 > $1.1 }.prefix(5).filter { $0.1 > 1.3 }
        for (choice, ratio) in worst { show(choice, String(format: "%.2f", ratio), takes: choice.chosen[uses]) }
    }
    if ProcessInfo.processInfo.environment["CHOICE_DETAILS"] != nil {
        for choice in choices { show(choice, "", takes: choice.chosen[1_000_000]) }
    }
}

private func show(_ choice: Choice, _ ratio: String, takes method: SparseMethod?) {
    print("    \(ratio) \(choice.name), \(choice.size); takes \(method.map { "\($0)" } ?? "none")")
    for way in choice.ways {
        print(
            "      " + "\(way.method)".padding(toLength: 14, withPad: " ", startingAt: 0)
                + String(
                    format: "%4d colours %10.2f us predicted %10.2f us measured%@", way.colors, way.predicted / 1000,
                    way.time / 1000, way.making > 0 ? String(format: ", made in %.0f us", way.making / 1000) : ""))
    }
}
