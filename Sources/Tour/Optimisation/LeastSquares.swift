import Autodiff
import Foundation

/// The result of a fit by least squares.
struct LeastSquaresFit<P: Parameters<Double>> {
    /// The state before an iteration.
    struct Iteration {
        let parameters: P
        let sumOfSquares: Double
        let damping: Double
    }

    let parameters: P

    /// The parameters' standard deviations, √(s² (JᵀJ)⁻¹ᵢᵢ) with s² = sum of squares / degrees of freedom.
    let deviations: P
    let sumOfSquares: Double
    let iterations: [Iteration]
}

/// Minimises the sum of the squares of `residuals` by Levenberg and Marquardt's method, with the Jacobian J from the
/// toolkit: each step δ solves (JᵀJ + λ diag JᵀJ) δ = -Jᵀr.
///
/// The damping λ follows the ratio ρ of the actual to the predicted reduction (Nielsen 1999): times
/// max(1/3, 1 - (2ρ - 1)³) after a success, times 2, 4, 8 … after failures in a row. It ends when a step would change
/// every parameter by less than a relative 1e-12, or when no step improves the sum.
func fitLeastSquares<P: Parameters<Double>>(
    from start: P, _ residuals: (P.OnVariables) -> [Variable<Double>]
) -> LeastSquaresFit<P> {
    var parameters = start
    var (r, j) = valueWithJacobian(at: parameters, of: residuals)
    var (damping, growth) = (1e-3, 2.0)
    var iterations: [LeastSquaresFit<P>.Iteration] = []
    search: while iterations.count < 200 {
        iterations.append(.init(parameters: parameters, sumOfSquares: dot(r, r), damping: damping))
        let normal = normalMatrix(j.matrix, damping: 0)
        let slope = (0..<normal.rows).map { dot(j.matrix.column($0), r) }
        while true {
            let step = solve(normalMatrix(j.matrix, damping: damping), slope.map { -$0 })
            let trial = parameters.combined(with: parameters.filled(with: step)) { $0 + $1 }
            let isSmall = zip(step, trial.scalars).allSatisfy { abs($0) <= 1e-12 * abs($1) }
            if damping > 1e12 || isSmall { break search }
            let (rTrial, jTrial) = valueWithJacobian(at: trial, of: residuals)
            let gain = dot(r, r) - dot(rTrial, rTrial)
            let predicted = step.indices.reduce(0) { $0 + step[$1] * (damping * normal[$1, $1] * step[$1] - slope[$1]) }
            // Near the minimum the gain drowns in the rounding of the sum, long before the step is small.
            let isBelowRounding = predicted < 1e-12 * dot(r, r)
            if gain > 0 || isBelowRounding && gain > -1e-12 * dot(r, r) {
                damping *= isBelowRounding ? 1.0 / 3 : max(1.0 / 3, 1 - pow(2 * gain / predicted - 1, 3))
                growth = 2
                (parameters, r, j) = (trial, rTrial, jTrial)
                break
            }
            damping *= growth
            growth *= 2
        }
    }
    let normal = normalMatrix(j.matrix, damping: 0)
    let freedom = Double(r.count - normal.rows)
    let deviations = (0..<normal.rows).map { i in
        let unit = (0..<normal.rows).map { $0 == i ? 1.0 : 0 }
        return (dot(r, r) / freedom * solve(normal, unit)[i]).squareRoot()
    }
    return LeastSquaresFit(
        parameters: parameters, deviations: parameters.filled(with: deviations), sumOfSquares: dot(r, r),
        iterations: iterations)
}

/// JᵀJ with its diagonal increased by the factor 1 + damping.
private func normalMatrix(_ j: Matrix<Double>, damping: Double) -> Matrix<Double> {
    let columns = (0..<j.columns).map { j.column($0) }
    var a = Matrix(columns.map { left in columns.map { dot(left, $0) } })
    for i in columns.indices { a[i, i] *= 1 + damping }
    return a
}

/// The solution of a x = b for a symmetric positive definite a, by Cholesky's factorisation a = L Lᵀ.
func solve(_ a: Matrix<Double>, _ b: [Double]) -> [Double] {
    let n = b.count
    var l = Matrix(rows: n, columns: n, repeating: 0.0)
    for i in 0..<n {
        for j in 0...i {
            let rest = a[i, j] - (0..<j).reduce(0) { $0 + l[i, $1] * l[j, $1] }
            l[i, j] = i == j ? rest.squareRoot() : rest / l[j, j]
        }
    }
    var x = b
    for i in 0..<n { x[i] = (x[i] - (0..<i).reduce(0) { $0 + l[i, $1] * x[$1] }) / l[i, i] }
    for i in (0..<n).reversed() { x[i] = (x[i] - (i + 1..<n).reduce(0) { $0 + l[$1, i] * x[$1] }) / l[i, i] }
    return x
}
