/// Claimed minus measured, and how far that can be off.
struct Discrepancy {
    let value: Double
    let tolerance: Double

    var isVisible: Bool { abs(value) > tolerance }

    /// How many tolerances it is away from 0.
    var significance: Double { abs(value) / max(tolerance, .leastNormalMagnitude) }

    func minus(_ other: Discrepancy) -> Discrepancy {
        Discrepancy(value: value - other.value, tolerance: tolerance + other.tolerance)
    }
}
