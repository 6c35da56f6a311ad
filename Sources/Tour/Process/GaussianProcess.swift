import Autodiff

/// Measurements at some times, thought of as a Gaussian process with noise: the covariance of those at times s and t is
/// a² exp(-(s - t)²/2ℓ²), and σ² more where they are one and the same.
///
/// As a scalar field it is the log-likelihood of (log a, log ℓ, log σ).
struct GaussianProcess: ScalarField {
    let times: [Double]
    let values: [Double]

    /// log p(values) = -½ (yᵀK⁻¹y + log det K + n log 2π), by one Cholesky factorisation; nan where K isn't positive definite.
    func value<S: RealScalar>(at theta: [S]) -> S {
        guard let factors = try? cholesky(covariance(theta)) else { return .nan }
        let n = Double(values.count)
        return -0.5 * (dot(values, factors.solve(values)) + factors.logDeterminant + n * log(2 * Double.pi))
    }

    /// K, of the measurements.
    func covariance<S: RealScalar>(_ theta: [S]) -> Matrix<S> {
        let (square, decay, noise) = (exp(2 * theta[0]), -0.5 * exp(-2 * theta[1]), exp(2 * theta[2]))
        var k = Matrix<S>(rows: times.count, columns: times.count, repeating: square + noise)
        for i in times.indices {
            for j in 0..<i {
                let distance = times[i] - times[j]
                k[i, j] = square * exp(decay * (distance * distance))
                k[j, i] = k[i, j]
            }
        }
        return k
    }

    /// What the process is at some times, given the measurements: the mean, and the deviation without the noise of one more.
    func prediction(at places: [Double], _ theta: [Double]) throws -> [(mean: Double, deviation: Double)] {
        let factors = try cholesky(covariance(theta))
        let weights = factors.solve(values)
        let (square, decay) = (exp(2 * theta[0]), -0.5 * exp(-2 * theta[1]))
        return places.map { t in
            let k = times.map { square * exp(decay * ($0 - t) * ($0 - t)) }
            return (mean: dot(k, weights), deviation: max(0, square - dot(k, factors.solve(k))).squareRoot())
        }
    }
}
