import AutodiffCore
import AutodiffGraph
import AutodiffModes

/// A sparse way to a derivative, as a comparison has measured it.
public struct SparseWay: Sendable {
    /// The way.
    public let method: SparseMethod

    /// The number of colours; 0 for a program.
    public let colors: Int

    /// The cost that a plan predicts, in nanoseconds of the machine that it was fitted on.
    public let predicted: Double

    /// What the making of a program is predicted to cost, likewise; 0 for the other ways.
    public let predictedOnce: Double

    /// The time that one derivative took, the best of several.
    public let time: Duration

    /// The time that it took to make the plan: pattern, colouring, program.
    public let making: Duration

    /// About how many bytes the memory of one thread's runs takes.
    public let memory: Int

    /// The derivative.
    public let matrix: SparseMatrix<Double>

    /// The largest difference from the dense derivative by forward mode, in units of the row's roundoff, 2⁻⁵³ times its largest
    /// entry; entries outside the pattern count as 0.
    public internal(set) var difference = 0.0

    /// Whether the difference is one of rounding.
    public internal(set) var agrees = true

    @usableFromInline
    init(
        _ cost: SparseCost, colors: Int, time: Duration, making: Duration, memory: Int, matrix: SparseMatrix<Double>
    ) {
        method = cost.method
        self.colors = colors
        predicted = cost.perCall
        predictedOnce = cost.once
        self.time = time
        self.making = making
        self.memory = memory
        self.matrix = matrix
    }

    /// What the way is called in a report.
    var name: String {
        switch method {
        case .automatic: "automatic"
        case .forward: "colours, forward"
        case .reverse: "colours, reverse"
        case .bidirectional: "colours, both"
        case .compiled: "program"
        }
    }
}

/// What a comparison has learned about the sparse ways.
public struct SparseWays: Sendable {
    /// The pattern, and where it holds.
    public let sparsity: Sparsity

    /// The ways, each with its predicted and its measured cost.
    public internal(set) var ways: [SparseWay]

    /// What a plan of so many uses as it was thought of would choose.
    public let choice: SparseMethod

    /// Why, in one sentence.
    public let reason: String

    @usableFromInline
    init(sparsity: Sparsity, ways: [SparseWay], uses: Int) {
        self.sparsity = sparsity
        self.ways = ways
        (choice, reason) = SparseWays.choice(ways, sparsity, uses: uses)
    }

    /// The way that was the fastest, not counting what is made once.
    public var fastest: SparseWay? { ways.min { $0.time < $1.time } }

    private static func choice(
        _ ways: [SparseWay], _ sparsity: Sparsity, uses: Int
    ) -> (SparseMethod, String) {
        func total(_ way: SparseWay) -> Double { Double(uses) * way.predicted + way.predictedOnce }
        guard let chosen = ways.min(by: { total($0) < total($1) }) else { return (.automatic, "there is no way") }
        let colors = "\(chosen.colors) \(chosen.colors == 1 ? "colour" : "colours")"
        let density = "\(counted(sparsity.pattern.count, "entry", "entries"))"
        guard chosen.method == .compiled else {
            return (
                chosen.method,
                "\(colors) for \(density) cost less than the other ways in \(counted(uses, "use", "uses"))"
            )
        }
        let rest = ways.filter { $0.method != .compiled }.map(\.predicted).min() ?? .infinity
        let pays = chosen.predictedOnce / Swift.max(rest - chosen.predicted, 1)
        return (
            .compiled,
            "its program does \(density) without colours, and pays after \(Int(Swift.min(pays, 1e9).rounded(.up))) uses"
        )
    }
}

extension Duration {
    /// The length in nanoseconds.
    @usableFromInline
    var nanoseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1e9 + Double(attoseconds) * 1e-9
    }

    /// The result, and the time that it took.
    @inlinable
    static func of<Result>(_ run: () -> Result) -> (result: Result, time: Duration) {
        let start = ContinuousClock.now
        let result = run()
        return (result, ContinuousClock.now - start)
    }

    /// The least time of some runs: at least three, and as many as there is a millisecond for.
    @inlinable
    static func least(_ run: () -> Void) -> Duration {
        var (least, total, count) = (Duration.seconds(1_000_000), Duration.zero, 0)
        while count < 3 || total < .milliseconds(1) && count < 200 {
            let time = of(run).time
            (least, total, count) = (Swift.min(least, time), total + time, count + 1)
        }
        return least
    }
}

/// A function that doesn't leave the thread that a comparison runs on.
@frozen
@usableFromInline
struct OnOneThread<F>: @unchecked Sendable {
    @usableFromInline
    let f: F

    @inlinable
    init(f: F) { self.f = f }
}

extension OnOneThread: Differentiable where F: Differentiable {
    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f(x) }
}

extension OnOneThread: ScalarField where F: ScalarField {
    @inlinable
    func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x) }
}
