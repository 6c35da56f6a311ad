import Autodiff
import GradBenchEvals

/// The residuals of a whole bundle adjustment through the general interface: of each observation of a point by a camera two
/// numbers, and one for its weight.
///
/// The inputs are the cameras (11 numbers each), the points (3) and the weights (1): those of ``ReprojectionError``.
struct BundleResiduals: Differentiable {
    let cameras: Int, points: Int
    let observations: [(camera: Int, point: Int)]

    /// The sizes of the problem `ba1` of the data sets: 49 cameras, 7,776 points, 31,843 observations.
    static let standard = BundleResiduals(cameras: 49, points: 7776, observations: 31843)

    init(cameras: Int, points: Int, observations count: Int) {
        (self.cameras, self.points) = (cameras, points)
        observations = (0..<count).map { ($0 % cameras, ($0 / 4 + 13 * ($0 % 4)) % points) }
    }

    var inputs: Int { 11 * cameras + 3 * points + observations.count }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var residuals = [S](repeating: 0, count: 3 * observations.count)
        let (firstPoint, firstWeight) = (11 * cameras, 11 * cameras + 3 * points)
        let error = ReprojectionError(feature: (0.3, 0.7))
        for (k, observation) in observations.enumerated() {
            let (c, p) = (11 * observation.camera, firstPoint + 3 * observation.point)
            let weight = x[firstWeight + k]
            let (u, v) = error.errors(x, camera: c, point: p, weight: weight)
            residuals[2 * k] = u
            residuals[2 * k + 1] = v
            residuals[2 * observations.count + k] = 1 - weight * weight
        }
        return residuals
    }

    func point(_ seed: UInt64) -> [Double] {
        (0..<inputs).map { i -> Double in
            let wobble = 0.01 * Double((13 * i + 7 * Int(seed)) % 17)
            return i < 11 * cameras ? 0.1 + 0.1 * Double(i % 11) + wobble : 2 + wobble
        }
    }
}

extension BundleResiduals {
    /// The number of entries of a sparse Jacobian that aren't those of forward mode on a block by itself, and of entries elsewhere.
    func wrongEntries(of matrix: SparseMatrix<Double>, at x: [Double]) -> Int {
        let (firstPoint, firstWeight) = (11 * cameras, 11 * cameras + 3 * points)
        let error = ReprojectionError(feature: (0.3, 0.7))
        var (wrong, seen) = (0, 0)
        for (k, observation) in observations.enumerated() {
            let columns =
                Array(11 * observation.camera..<11 * observation.camera + 11)
                + Array(firstPoint + 3 * observation.point..<firstPoint + 3 * observation.point + 3) + [firstWeight + k]
            let block = jacobian(at: columns.map { x[$0] }, of: error, mode: .forward)
            for i in 0..<2 {
                for (column, entry) in zip(columns, block.row(i)) where entry != matrix[2 * k + i, column] {
                    wrong += 1
                }
                seen += matrix.pattern.row(2 * k + i).count { columns.contains($0) }
            }
            let row = 2 * observations.count + k
            if matrix[row, firstWeight + k] != -2 * x[firstWeight + k] { wrong += 1 }
            seen += 1
        }
        return wrong + matrix.count - seen
    }
}
