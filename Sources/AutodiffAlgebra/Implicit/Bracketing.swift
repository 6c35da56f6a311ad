import AutodiffCore

/// A root of one equation in an interval at whose ends it has different signs: Newton's steps while they stay inside and
/// shorten it, else its middle.
@usableFromInline
func bracketedRoot(
    in interval: ClosedRange<Double>, _ value: (Double) -> Double, _ slope: (Double) -> Double
) throws -> Double {
    checkFinite(interval)
    var (low, high) = (interval.lowerBound, interval.upperBound)
    let ends = (value(low), value(high))
    if ends.0 == 0 { return low }
    if ends.1 == 0 { return high }
    if ends.0.isNaN || ends.1.isNaN { throw ImplicitError.notFinite(point: [ends.0.isNaN ? low : high]) }
    if (ends.0 < 0) == (ends.1 < 0) { throw ImplicitError.noSignChange(interval: interval, values: ends) }
    let rises = ends.0 < 0
    var (x, width) = (low + (high - low) / 2, high - low)
    var best = (point: x, value: Double.infinity)
    for _ in 0..<300 {
        let f = value(x)
        if f.isNaN { throw ImplicitError.notFinite(point: [x]) }
        if abs(f) < abs(best.value) { best = (x, f) }
        if f == 0 { return x }
        if (f < 0) == rises { low = x } else { high = x }
        let newton = x - f / slope(x)
        let middle = low + (high - low) / 2
        // Newton's step must stay inside, and the interval halve in two steps.
        let isGood = newton > low && newton < high && abs(newton - x) < 0.5 * width
        width = isGood ? abs(newton - x) : high - low
        let next = isGood ? newton : middle
        if next == x || middle <= low || middle >= high { break }
        x = next
    }
    let step = best.value / slope(best.point)
    let isRoot =
        abs(best.value) <= max(abs(ends.0), abs(ends.1))
        && abs(step) <= 1e-7 * (interval.upperBound - interval.lowerBound + abs(best.point))
    if !isRoot { throw ImplicitError.jump(point: best.point) }
    return best.point
}

/// Traps unless both ends are numbers.
func checkFinite(_ interval: ClosedRange<Double>) {
    if !interval.lowerBound.isFinite || !interval.upperBound.isFinite {
        misuse(
            "a root is sought in the interval \(interval), which has no middle: give it finite ends, at which the function has different signs"
        )
    }
}
