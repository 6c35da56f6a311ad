import AutodiffCore

extension FactorStore where Factors == EigenFactors {
    /// Eigenvalues and vectors of a symmetric matrix.
    func eigen(_ a: ArraySlice<Double>, order: Int) -> EigenFactors {
        factors(of: a) { EigenFactors($0, order: order) }
    }
}

/// Which eigenvalues, ordered, are the same but for rounding errors: runs of indices.
func clusters(_ values: [Double]) -> [Range<Int>] {
    let largest = values.reduce(0) { Swift.max($0, $1.magnitude) }
    let tolerance = clusterTolerance(values.count) * largest
    var (result, first) = ([Range<Int>](), 0)
    for i in values.indices.dropFirst() where values[i] - values[i - 1] > tolerance {
        result.append(first..<i)
        first = i
    }
    if !values.isEmpty { result.append(first..<values.count) }
    return result
}

/// How far apart, relative to the largest eigenvalue, the computed ones of a repeated eigenvalue may be.
@usableFromInline
func clusterTolerance(_ n: Int) -> Double { 8 * Double(n) * .ulpOfOne }

/// The number of the cluster of each eigenvalue, as scalars see it: by their primals.
@inlinable
func areRepeated<S: RealScalar>(_ x: S, _ y: S, scale: Double) -> Bool { (x._peek - y._peek).magnitude <= scale }

/// The largest distance of two eigenvalues that count as the same.
@inlinable
func clusterWidth<S: RealScalar>(_ values: [S]) -> Double {
    clusterTolerance(values.count) * values.reduce(0) { Swift.max($0, $1._peek.magnitude) }
}
