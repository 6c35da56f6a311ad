import Autodiff
import Foundation

/// The mixture by whole-array operations: for component i the residuals Lᵢ(x - μᵢ) of all points are one product of
/// matrices, with -Lᵢμᵢ as the coefficients of a column of ones; each of them has one squared norm, and each point one
/// `logSumExp`, or its terms by single operations, of which only the gradient is kept.
struct MixtureByProducts: ScalarField {
    let mixture: Mixture
    let isPreaccumulated: Bool

    /// The data, a point in each row, and a column of ones.
    let points: Matrix<Double>

    init(_ mixture: Mixture, isPreaccumulated: Bool = false) {
        let d = Mixture.d
        self.mixture = mixture
        self.isPreaccumulated = isPreaccumulated
        points = Matrix((0..<Mixture.n).map { Array(mixture.data[$0 * d..<($0 + 1) * d]) + [1] })
    }

    /// A point's likelihood, given its terms.
    struct Likelihood: ScalarField {
        func value<S: RealScalar>(at terms: [S]) -> S { Mixture.logSumExp(terms[...]) }
    }

    func value<S: RealScalar>(at p: [S]) -> S {
        let (d, k, n) = (Mixture.d, Mixture.k, Mixture.n)
        let q = k + k * d
        let diagonal = p[q..<q + k * d].map { exp($0) }
        var terms = [[S]](repeating: [], count: n)
        for i in terms.indices { terms[i].reserveCapacity(k) }
        for i in 0..<k {
            let weight = sum([p[i]] + p[q + i * d..<q + (i + 1) * d])
            let residuals = points.times(columns(p, diagonal, i)).values
            for point in 0..<n {
                let residual = residuals[point * d..<(point + 1) * d]
                terms[point].append(weight - 0.5 * S._dot(residual, residual))
            }
        }
        var likelihood: S = 0
        for terms in terms { likelihood += isPreaccumulated ? preaccumulate(terms, Likelihood()) : logSumExp(terms) }
        return likelihood + mixture.rest(p, diagonal)
    }

    /// The matrix whose columns are the rows of component i's root of the inverse covariance, a triangle, each of them with
    /// its element of -Lᵢμᵢ below it.
    func columns<S: RealScalar>(_ p: [S], _ diagonal: [S], _ i: Int) -> Matrix<S> {
        let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
        let mean = p[k + i * d..<k + (i + 1) * d]
        var columns = Matrix<S>(rows: d + 1, columns: d, repeating: 0)
        for row in 0..<d {
            columns[row, row] = diagonal[i * d + row]
            var index = k + 2 * k * d + i * triangle + row - 1
            for column in 0..<row {
                columns[column, row] = p[index]
                index += d - 2 - column
            }
            let root = columns.column(row)
            columns[d, row] = -S._dot(root[...row], mean[...(mean.startIndex + row)])
        }
        return columns
    }
}

/// The mixture's gradient, recorded by single operations, and by whole-array operations.
func runMixtureBenchmark() {
    let (f, point) = Mixture.standard
    let products = MixtureByProducts(f)
    let preaccumulated = MixtureByProducts(f, isPreaccumulated: true)
    func work(_ name: String, _ f: some ScalarField) -> [Work] {
        [
            Work(name: "\(name), primal") { f.value(at: moved(point, $0)) },
            Work(name: "\(name), gradient") { gradient(at: moved(point, $0), of: f)[0] },
        ]
    }
    let works = work("plain", f) + work("products", products) + work("preaccumulated", preaccumulated)
    let times = medianNanoseconds(of: works)
    print("mixture d=10 K=25 n=1000            us   / plain primal  / own primal")
    for (i, work) in works.enumerated() {
        print(
            "  \(work.name)".padding(toLength: 28, withPad: " ", startingAt: 0)
                + String(format: "%10.2f %12.2f", times[i] / 1000, times[i] / times[0])
                + (i % 2 == 1 ? String(format: " %12.2f", times[i] / times[i - 1]) : ""))
    }
    let one = valueWithGradient(at: point, of: f)
    for other in [valueWithGradient(at: point, of: products), valueWithGradient(at: point, of: preaccumulated)] {
        let difference = zip(one.gradient, other.gradient).map { abs($0 - $1) }.max() ?? 0
        let scale = one.gradient.map(abs).max() ?? 1
        print("  value \(one.value), difference \(other.value - one.value), of gradients \(difference / scale)")
    }
}
