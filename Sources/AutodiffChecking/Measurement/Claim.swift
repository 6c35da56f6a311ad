import AutodiffCore

/// The derivative that is being checked: a Jacobian at x, and where it is a function also at other points.
final class Claim {
    let matrix: Matrix<Double>

    /// The unit roundoff of the arithmetic that computed it.
    let unit: Double

    /// The smallest number of that arithmetic.
    let underflow: Double

    /// The largest |J_ij| s_j of each row: what a rounding error of the derivative is measured against.
    let rowScales: [Double]

    private let elsewhere: (([Double]) -> Matrix<Double>)?
    private var samples: [Double: [[Matrix<Double>]]] = [:]

    init(
        _ matrix: Matrix<Double>, _ arithmetic: Arithmetic, scales: [Double],
        elsewhere: (([Double]) -> Matrix<Double>)?
    ) {
        self.matrix = matrix
        unit = arithmetic.unit
        underflow = arithmetic.underflow
        self.elsewhere = elsewhere
        rowScales = (0..<matrix.rows).map { i in
            (0..<matrix.columns).reduce(0) { largest, j in
                let entry = abs(matrix.values[i * matrix.columns + j]) * scales[j]
                return entry.isFinite ? max(largest, entry) : largest
            }
        }
    }

    /// J d: what is claimed for the derivative along a direction.
    func slopes(along direction: Direction) -> [Double] { Self.slopes(of: matrix, along: direction) }

    static func slopes(of matrix: Matrix<Double>, along direction: Direction) -> [Double] {
        let columns = matrix.columns
        switch direction {
        case .input(let j, let scale):
            return (0..<matrix.rows).map { matrix.values[$0 * columns + j] * scale }
        case .combination(let d):
            return (0..<matrix.rows).map { i in
                var sum = 0.0
                for j in 0..<columns where d[j] != 0 { sum += matrix.values[i * columns + j] * d[j] }
                return sum
            }
        }
    }

    /// The claimed slopes at seven points x ± τ·t·S, τ ≈ 1, …, ≈ 7, on each side, all inputs displaced at once.
    ///
    /// A derivative that is itself a noisy computation shows its noise there. The point x is not among them: a claim that is
    /// wrong there alone would pass for noise. Empty if the claim is known at x alone.
    func samples(spacing t: Double, along direction: Direction, around sampler: Sampler) -> [[[Double]]] {
        guard let elsewhere else { return [] }
        if samples[t] == nil {
            samples[t] = [1.0, -1.0].map { side in
                pointsAround.compactMap { position in
                    let point = sampler.x.indices.map { j in
                        let direction = j % 2 == 0 ? side : -side
                        return sampler.arithmetic.rounded(sampler.x[j] + direction * position * t * sampler.scales[j])
                    }
                    return sampler.isInDomain(point) ? elsewhere(point) : nil
                }
            }
        }
        return samples[t, default: []].map { $0.map { Self.slopes(of: $0, along: direction) } }
    }
}
