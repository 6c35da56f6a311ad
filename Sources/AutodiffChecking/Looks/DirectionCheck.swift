/// What the function looks like along a direction, as far as the levels show.
enum Shape {
    /// Nothing speaks against a derivative.
    case smooth

    /// The two one-sided slopes differ; whether the claimed slope lies between them.
    case kink(isClaimBetween: Bool)

    /// The function jumps: slopes grow like 1/t.
    case jump

    /// The slopes grow without bound, slower than at a jump.
    case unbounded

    /// The one-sided slopes neither settle nor grow, as those of x sin(1/x) at 0.
    case rough
}

/// One output along one direction, as last judged.
struct Judgement {
    var estimate: Estimate

    /// The smallest and the largest distance that went into the estimate.
    var step: Double
    var coarsestStep: Double

    /// Claimed and measured may be this far apart.
    var tolerance: Double

    /// Whether they are not farther apart than that.
    var agrees: Bool

    /// Whether the tolerance is small enough for a pass that says something.
    var isResolved: Bool

    /// Whether they differ by so much that no further level can matter.
    var isClear: Bool

    var shape = Shape.smooth

    /// Nothing more to learn from the main ladder.
    var isDecided: Bool { agrees ? isResolved : isClear }
}

/// The check of J d, all outputs at once, along one direction d.
///
/// The function is sampled on both sides of x on a ladder of distances, the difference quotients are extrapolated to
/// distance 0 with an error estimate, and the claimed slope is compared with that. The members that sample are in
/// `DirectionCheck+Ladder`, `+DeepPhase` and `+OneSided`; noise and kinks have files of their own.
struct DirectionCheck {
    let sampler: Sampler
    let claim: Claim
    let direction: Direction

    /// The claimed slopes J d.
    let claimed: [Double]

    /// For a combination: the median nonzero |J_ij d_j| of each row, which stands for the size of one entry.
    let entrySizes: [Double]?

    /// The largest claimed entry of each row in these units.
    let rowScales: [Double]

    /// The error of the function's values that comes from rounding the coordinates of a displaced point.
    let coordinateRounding: [Double]

    var side = Side.both
    var levels: [Level] = []
    var largestStep = Threshold.largestStep
    var measuredNoise: [Double]
    var claimNoise: [Double]

    /// Irregularity that a far smaller spacing did not show, so that it was not taken for noise.
    var unexplainedNoise: [Double]

    /// What samples at a spacing showed, by the spacing.
    var noiseSamples: [Double: [(noise: Double, isFlat: Bool)]] = [:]

    var judgements: [Judgement] = []

    /// Whether judging demands that no finer level contradicts an estimate.
    var demandsConsistency = false

    init(_ sampler: Sampler, _ claim: Claim, along direction: Direction) {
        self.sampler = sampler
        self.claim = claim
        self.direction = direction
        let outputs = claim.matrix.rows
        let columns = claim.matrix.columns
        claimed = claim.slopes(along: direction)
        measuredNoise = Array(repeating: 0, count: outputs)
        claimNoise = measuredNoise
        unexplainedNoise = measuredNoise
        rowScales = claim.rowScales
        switch direction {
        case .input:
            entrySizes = nil
            coordinateRounding = measuredNoise
        case .combination(let d):
            entrySizes = (0..<outputs).map { i in
                let sizes = (0..<columns).map { abs(claim.matrix.values[i * columns + $0] * d[$0]) }
                return median(sizes.filter { $0 > 0 && $0.isFinite })
            }
            coordinateRounding = (0..<outputs).map { i in
                var sum = 0.0
                for j in 0..<columns where d[j] != 0 {
                    let term = claim.matrix.values[i * columns + j] * sampler.x[j]
                    sum += term * term
                }
                return sampler.arithmetic.unit * (sum.isFinite ? sum.squareRoot() : 0)
            }
        }
    }

    /// The largest component of the direction.
    private var reach: Double {
        switch direction {
        case .input(_, let scale): scale
        case .combination(let d): d.reduce(0) { max($0, abs($1)) }
        }
    }

    /// The finest distance sampled so far.
    var smallestStep: Double { levels.last?.t ?? 0 }

    /// The error of one value of output i at a level.
    func noise(_ i: Int, at level: Level) -> Double {
        let size = max(abs(level.plus[i]), abs(level.minus[i]), abs(sampler.center[i]))
        return max(sampler.arithmetic.unit * size + coordinateRounding[i], measuredNoise[i], sampler.noiseFloor(of: i))
    }

    /// Samples the distance t, unless there is such a level already. Returns whether it could be sampled.
    @discardableResult
    mutating func addLevel(_ t: Double) -> Bool {
        if levels.contains(where: { $0.t == t }) { return true }
        guard let level = sampler.level(direction, t: t, side: side) else { return false }
        let position = levels.firstIndex { $0.t < t } ?? levels.count
        levels.insert(level, at: position)
        return true
    }

    /// Judges every output from the levels at hand.
    mutating func judge() {
        let extrapolation = Extrapolation(steps: levels.map(\.h), oneSided: side != .both)
        judgements = claimed.indices.map { judge($0, extrapolation) }
    }

    /// Judges some outputs anew and leaves the others as they are.
    mutating func judge(_ outputs: [Int]) {
        let extrapolation = Extrapolation(steps: levels.map(\.h), oneSided: side != .both)
        for i in outputs { judgements[i] = judge(i, extrapolation) }
    }

    private func judge(_ i: Int, _ extrapolation: Extrapolation) -> Judgement {
        let slopes = levels.map { $0.slope(i) }
        let noise = levels.map { self.noise(i, at: $0) / $0.h }
        let estimate = extrapolation.best(slopes: slopes, noise: noise, consistent: demandsConsistency)
        return judge(i, estimate, steps: levels[estimate.finestLevel].t...levels[estimate.coarsestLevel].t)
    }

    /// Compares what is claimed for output i with an estimate that rests on some range of distances.
    func judge(_ i: Int, _ estimate: Estimate, steps: ClosedRange<Double>) -> Judgement {
        let a = claimed[i]
        let size = max(abs(a), abs(estimate.value))
        let rounding = Threshold.claimUlps * (claim.unit * max(abs(a), rowScales[i]) + claim.underflow * reach)
        let tolerance = Threshold.safety * estimate.error + rounding + claimNoise[i]
        let difference = abs(a - estimate.value)
        let isExact = estimate.error == 0 && difference == 0
        let isResolved =
            tolerance <= Threshold.resolution * (entrySizes?[i] ?? size) || isExact
            || isNegligible(tolerance, i) || isFlat(i)
        let slack = sampler.slack(size: size, along: direction)
        return Judgement(
            estimate: estimate, step: steps.lowerBound, coarsestStep: steps.upperBound, tolerance: tolerance,
            agrees: difference <= tolerance + slack, isResolved: isResolved,
            isClear: tolerance + slack <= 0.1 * difference)
    }

    /// Whether a tolerance is next to nothing for a claimed 0: beside the rest of the row, or beside the slopes that the
    /// output has at any level.
    func isNegligible(_ tolerance: Double, _ i: Int) -> Bool {
        claimed[i] == 0 && tolerance <= max(1e-6, 64 * claim.unit) * max(rowScales[i], variation(i))
    }

    /// Whether output i, of a claimed slope 0, has not changed by a bit at any level.
    func isFlat(_ i: Int) -> Bool {
        let center = sampler.center[i]
        return claimed[i] == 0 && levels.allSatisfy { $0.plus[i] == center && $0.minus[i] == center }
    }

    /// The largest one-sided slope of output i at any level.
    func variation(_ i: Int) -> Double {
        levels.reduce(0) { largest, level in
            let (right, left) = level.slopes(i, center: sampler.center)
            let here: Double =
                switch side {
                case .both: max(abs(right), abs(left))
                case .plus: abs(right)
                case .minus: abs(left)
                }
            return max(largest, here)
        }
    }

    /// Runs the whole check and leaves its result in `judgements`.
    mutating func run() {
        look()
        lookAgain()
    }

    /// The first look: the main ladder.
    mutating func look() {
        guard findFirstLevels() else {
            judgements = claimed.indices.map {
                let unknown = Estimate(value: .nan, truncation: .infinity, noise: 0)
                return Judgement(
                    estimate: unknown, step: 0, coarsestStep: 0, tolerance: .infinity, agrees: !claimed[$0].isNaN,
                    isResolved: false, isClear: false)
            }
            return
        }
        if side == .both { climb() } else { descendOneSided() }
    }

    /// The second and the third look, at the outputs that the first leaves in doubt.
    mutating func lookAgain() {
        if levels.isEmpty || side != .both { return }
        deepen()
        average()
    }

    /// Whether claimed and measured differ, as far as has been looked.
    func isDisputed(_ i: Int) -> Bool { claimed[i].isFinite && !judgements[i].agrees }
}

/// The median of `values`, 0 of none; of an even number the upper of the middle two.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
}
