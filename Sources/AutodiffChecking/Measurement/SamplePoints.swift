import AutodiffCore

/// `count` points from end to end of a range: evenly, or over several decades of one sign evenly in the logarithm. One
/// point, its middle, if one is asked for or if the range has no other.
package func spread(_ count: Int, over range: ClosedRange<Double>) -> [Double] {
    let (a, b) = (range.lowerBound, range.upperBound)
    if count < 1 { misuse("a rule can't be checked at \(count) points; give a positive number") }
    range.checkBounds()
    if count == 1 || a == b { return [a / 2 + b / 2] }
    return (0..<count).map { k in
        if k == 0 { return a }
        if k == count - 1 { return b }
        return range.number(at: Double(k) / Double(count - 1))
    }
}

/// The stride in which to visit each of `count` points once, neighbours far apart: of the numbers that have no divisor in
/// common with `count`, the one next to count / φ.
package func goldenStride(_ count: Int) -> Int {
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    let ideal = Double(count) * 0.618_033_988_749_894_9
    let coprime = (1...max(count, 1)).filter { divisor(count, $0) == 1 }
    return coprime.min { abs(Double($0) - ideal) < abs(Double($1) - ideal) } ?? 1
}

extension SplitMix64 {
    /// A random number of a range: uniform, or over several decades of one sign uniform in the logarithm.
    package mutating func number(in range: ClosedRange<Double>) -> Double { range.number(at: uniform()) }
}

/// The domain in which a function is sampled: where every argument is in its range.
///
/// A range that is a point, or too narrow to be one, bounds nothing: the derivative there is measured by values around it.
func box(_ ranges: ClosedRange<Double>...) -> @Sendable ([Double]) -> Bool { box(ranges) }

/// The domain of as many arguments as there are ranges.
func box(_ ranges: [ClosedRange<Double>]) -> @Sendable ([Double]) -> Bool {
    { x in zip(ranges, x).allSatisfy { $0.isPoint || $0.contains($1) } }
}

extension ClosedRange<Double> {
    /// Whether the ends are the same but for some rounding errors.
    fileprivate var isPoint: Bool { upperBound - lowerBound <= 64 * Swift.max(lowerBound.ulp, upperBound.ulp) }

    /// Traps unless both ends are finite.
    fileprivate func checkBounds() {
        if !lowerBound.isFinite || !upperBound.isFinite {
            misuse("points can't be spread over \(lowerBound)...\(upperBound): give a range with finite ends")
        }
    }

    /// The number at a fraction of the way, which is measured by the logarithm if the bounds are of one sign and more than a
    /// factor 100 apart.
    fileprivate func number(at fraction: Double) -> Double {
        checkBounds()
        let (a, b) = (lowerBound, upperBound)
        let ratio = a > 0 ? b / a : b < 0 ? a / b : 1
        if ratio > 100 {
            let (from, to) = (log(abs(a)), log(abs(b)))
            return (a > 0 ? 1 : -1) * exp(from + fraction * (to - from))
        }
        // Not a + fraction * (b - a): the width may overflow.
        return a * (1 - fraction) + b * fraction
    }
}
