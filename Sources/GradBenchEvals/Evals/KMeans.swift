import Autodiff

/// Clustering by k means: the sum of the squares of the points' distances from their nearest centroids, and the direction of Newton's
/// method, the gradient divided by the Hessian's diagonal.
///
/// Nothing stands beside the Hessian's diagonal, so that it is the Hessian's product with (1, …, 1), which comes with the gradient.
let kmeans: [String: Function] = [
    "cost": Function(
        read: Clusters.init,
        prepare: { problem in Prepared { problem.cost.value(at: problem.centroids) } },
        write: { .number($0) }),
    "dir": Function(
        read: Clusters.init,
        prepare: { problem in
            let ones = [Double](repeating: 1, count: problem.centroids.count)
            let workspace = Workspace<Double>()
            var (slope, diagonal) = (ones, ones)
            return Prepared {
                workspace.hvp(at: problem.centroids, along: ones, of: problem.cost, into: &slope, &diagonal)
                return (zip(slope, diagonal).map { $0 / $1 }, problem.cost.d)
            }
        },
        write: { direction, d in .rows(of: direction, columns: d) }),
]

private struct Clusters {
    let cost: ClusteringCost
    let centroids: [Double]

    init(_ input: JSON) throws {
        let (points, d) = try input.matrix("points")
        if points.isEmpty || d == 0 { throw InputError("'points' is empty") }
        let (centroids, _) = try input.matrix("centroids", columns: d)
        if centroids.isEmpty { throw InputError("'centroids' is empty") }
        self.centroids = centroids
        cost = ClusteringCost(points: points, d: d)
    }
}

/// Σᵢ minⱼ |pᵢ - cⱼ|². Which centroid is a point's nearest is a question of values alone, as every branch is; the distance from it is
/// what is differentiated.
private struct ClusteringCost: ScalarField {
    /// By rows of d numbers.
    let points: [Double]
    let d: Int

    func value<S: RealScalar>(at centroids: [S]) -> S {
        let nearest = nearestCentroids(to: points, among: centroids.map(\.primal), d: d)
        var cost: S = 0
        for (i, nearest) in nearest.enumerated() {
            for l in 0..<d {
                let difference = points[i * d + l] - centroids[nearest * d + l]
                cost += difference * difference
            }
        }
        return cost
    }
}

/// For each point the index of the nearest centroid, the first of several; both by rows of d numbers. Eight points at a time.
private func nearestCentroids(to points: [Double], among centroids: [Double], d: Int) -> [Int] {
    let (n, k) = (points.count / d, centroids.count / d)
    var nearest = [Int](repeating: 0, count: n)
    var coordinates = [SIMD8<Double>](repeating: .zero, count: d)
    for first in stride(from: 0, to: n, by: 8) {
        // The last point fills up the last eight.
        for l in 0..<d {
            for lane in 0..<8 { coordinates[l][lane] = points[min(first + lane, n - 1) * d + l] }
        }
        var least = SIMD8<Double>(repeating: .infinity)
        var indices = SIMD8<Int64>.zero
        coordinates.withUnsafeBufferPointer { coordinates in
            centroids.withUnsafeBufferPointer { centroids in
                for j in 0..<k {
                    var square = SIMD8<Double>.zero
                    for l in 0..<d {
                        let difference = coordinates[l] - centroids[j * d + l]
                        square += difference * difference
                    }
                    let isNearer = square .< least
                    least.replace(with: square, where: isNearer)
                    indices.replace(with: Int64(j), where: isNearer)
                }
            }
        }
        for lane in 0..<min(8, n - first) { nearest[first + lane] = Int(indices[lane]) }
    }
    return nearest
}
