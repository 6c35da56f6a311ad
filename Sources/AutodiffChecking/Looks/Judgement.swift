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

    /// The function oscillates faster than the smallest displacement shows.
    case aliased
}

/// What a look concludes about one output along one direction.
struct Judgement {
    var estimate: Estimate

    /// The smallest and the largest displacement that went into the estimate.
    var smallestDisplacement: Double
    var largestDisplacement: Double

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

extension Judgement {
    /// The judgement of a function that could not be sampled: it contradicts no claim but a nan.
    init(nothingSampledFor claimed: Double) {
        self.init(
            estimate: Estimate(value: .nan, truncation: .infinity, propagated: 0), smallestDisplacement: 0,
            largestDisplacement: 0, tolerance: .infinity, agrees: !claimed.isNaN, isResolved: false, isClear: false)
    }
}
