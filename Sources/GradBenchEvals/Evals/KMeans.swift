import Autodiff

/// Clustering by k means: the sum of the squares of the points' distances from their nearest centroids, and the direction of Newton's
/// method, the gradient divided by the Hessian's diagonal.
///
/// Nothing stands beside the Hessian's diagonal, so that it is the Hessian's product with (1, …, 1), which comes with the gradient.
let kmeans: [String: Function] = [
    "cost": Function(
        read: Clusters.init,
        prepare: { problem in { problem.cost.value(at: problem.centroids) } },
        write: { .number($0) }),
    "dir": Function(
        read: Clusters.init,
        prepare: { problem in
            let ones = [Double](repeating: 1, count: problem.centroids.count)
            let workspace = Workspace<Double>()
            var (slope, diagonal) = (ones, ones)
            return {
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
        let search = NearestCentroids(centroids.map(\.primal), d: d)
        var cost: S = 0
        for (i, nearest) in search.nearest(to: points).enumerated() {
            for l in 0..<d {
                let difference = points[i * d + l] - centroids[nearest * d + l]
                cost += difference * difference
            }
        }
        return cost
    }
}

/// Finds the nearest centroid of each point.
private struct NearestCentroids {
    /// By columns: all first coordinates, then all second ones.
    let columns: [Double]
    let k: Int, d: Int

    init(_ centroids: [Double], d: Int) {
        let k = centroids.count / d
        (self.k, self.d) = (k, d)
        columns = (0..<k * d).map { centroids[($0 % k) * d + $0 / k] }
    }

    func nearest(to points: [Double]) -> [Int] {
        var squares = [Double](repeating: 0, count: k)
        return (0..<points.count / d).map { i in
            squares.withUnsafeMutableBufferPointer { squares in
                columns.withUnsafeBufferPointer { columns in
                    for j in 0..<k { squares[j] = 0 }
                    for l in 0..<d {
                        let coordinate = points[i * d + l]
                        for j in 0..<k {
                            let difference = coordinate - columns[l * k + j]
                            squares[j] += difference * difference
                        }
                    }
                }
                var nearest = 0
                for j in 0..<k where squares[j] < squares[nearest] { nearest = j }
                return nearest
            }
        }
    }
}
