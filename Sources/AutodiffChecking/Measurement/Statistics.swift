/// The median of `values`, 0 of none; of an even number the upper of the middle two.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
}

/// The power of two below the largest magnitude, 1 of zeros: numbers divided by it can be squared.
func binade(of values: [Double]) -> Double {
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return largest == 0 ? 1 : max(largest.binade, .leastNormalMagnitude)
}

func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
