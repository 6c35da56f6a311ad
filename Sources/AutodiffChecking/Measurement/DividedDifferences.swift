/// The noise of a function from its values near one point, by the method of differences (Hamming's table; Moré and
/// Wild, *Estimating computational noise*, 2011) on unequally spaced points.
///
/// A divided difference of order k vanishes on the smooth part, if k is high and the points are near, and is a
/// combination of the errors of k + 1 values; with its weights scaled to norm 1 its mean square is that of the errors.
/// Returns the median over `orders` of the root mean squares.
func differenceNoise(at points: [Double], _ values: [Double], orders: ClosedRange<Int>) -> Double {
    let scale = binade(of: values.map { $0 - values[0] })
    var deviations: [Double] = []
    for k in orders where k < values.count {
        var sum = 0.0
        for first in 0..<(values.count - k) {
            var combination = 0.0
            var norm = 0.0
            for i in first...(first + k) {
                var weight = 1.0
                for j in first...(first + k) where j != i {
                    weight *= (points[first + k] - points[first]) / (points[i] - points[j])
                }
                combination += weight * ((values[i] - values[0]) / scale)
                norm += weight * weight
            }
            sum += combination * combination / norm
        }
        deviations.append((sum / Double(values.count - k)).squareRoot())
    }
    return median(deviations) * scale
}

/// Points at 0 and about 1, 2, 3 …, off the integers by up to a third.
///
/// The rounding errors of a computation can have a regular pattern, and points at equal distances could all meet it in the
/// same phase.
func jitteredPoints(_ count: Int) -> [Double] {
    (0..<count).map { i in
        let phase = Double(i) * 0.618_033_988_749_894_9
        return i == 0 ? 0 : Double(i) + 0.6 * (phase - phase.rounded(.down) - 0.5)
    }
}

/// Seven such points about 1 to 7, without 0.
let pointsAround = Array(jitteredPoints(8).dropFirst())
