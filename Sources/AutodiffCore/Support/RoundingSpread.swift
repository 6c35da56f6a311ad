/// Points next to x, at which a computation makes other rounding errors: every input moved by one to three units in its last
/// place, up or down. A 0 stays: it may be the edge of a domain, or structure.
///
/// - Parameter unit: the unit roundoff of the arithmetic, half the distance of two numbers from 1 on.
package func neighbours(of x: [Double], count: Int, unit: Double = 0x1p-53) -> [[Double]] {
    var generator = SplitMix64(seed: 0x5EED)
    return (0..<count).map { _ in
        x.map { value in
            let steps = generator.sign() * (1 + Double(generator.next() % 3))
            let moved = value + steps * max(2 * unit * value.binade, value.ulp)
            return value == 0 || !moved.isFinite ? value : moved
        }
    }
}

/// What rounding does to a result by the function's own condition: the width of the range of its values at neighbours of a
/// point, all by one way of computing it.
///
/// The value at the point is none of them, so that one which is wrong there alone isn't excused. Values that aren't finite
/// don't count; 0 of fewer than three that are.
package func spread(_ values: some Sequence<Double>) -> Double {
    var (lowest, highest, count) = (Double.infinity, -Double.infinity, 0)
    for value in values where value.isFinite {
        (lowest, highest, count) = (min(lowest, value), max(highest, value), count + 1)
    }
    return count < 3 ? 0 : highest - lowest
}
