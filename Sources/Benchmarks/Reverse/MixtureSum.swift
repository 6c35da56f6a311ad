import Autodiff
import Foundation

/// The mixture as a sum over its points. What the points have in common, the roots' diagonals and the sums of their
/// logarithms, is computed once; the parameters of a point's term are z: α with the sum added, the means, the diagonals
/// and the triangles.
extension Mixture {
    struct Point: DataTerm {
        let data: [Double]

        func value<S: RealScalar>(at z: [S], for point: Int) -> S {
            let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
            let (mu, diagonal, l) = (k, k + k * d, k + 2 * k * d)
            var centred = [S](repeating: 0, count: d)
            var terms = [S](repeating: 0, count: k)
            for i in 0..<k {
                for j in 0..<d { centred[j] = data[point * d + j] - z[mu + i * d + j] }
                var squares: S = 0
                for row in 0..<d {
                    var entry = z[diagonal + i * d + row] * centred[row]
                    var index = l + i * triangle + row - 1
                    for column in 0..<row {
                        entry += z[index] * centred[column]
                        index += d - 2 - column
                    }
                    squares += entry * entry
                }
                terms[i] = z[i] - 0.5 * squares
            }
            return Mixture.logSumExp(terms[...])
        }
    }

    /// What doesn't depend on the points, and then z.
    func restAndTermParameters<S: RealScalar>(_ p: [S]) -> [S] {
        let (d, k) = (Mixture.d, Mixture.k)
        let q = k + k * d
        var z = p
        for i in 0..<k {
            for j in 0..<d {
                z[i] += p[q + i * d + j]
                z[q + i * d + j] = exp(p[q + i * d + j])
            }
        }
        return [rest(p, Array(z[q..<q + k * d]))] + z
    }

    /// Value and gradient with the terms summed by `sum`, serially or on all cores.
    func valueWithGradientBySum(
        at p: [Double], _ sum: ([Double]) -> (value: Double, gradient: [Double])
    ) -> (value: Double, gradient: [Double]) {
        let (common, pullback) = vjp(at: p) { p in restAndTermParameters(p) }
        let terms = sum(Array(common.dropFirst()))
        return (common[0] + terms.value, pullback([1] + terms.gradient))
    }
}
