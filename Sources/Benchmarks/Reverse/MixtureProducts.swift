import Autodiff

/// The mixture by whole-array operations: for component i all points' residuals Lᵢ(x - μᵢ) are one product of matrices, with
/// -Lᵢμᵢ as the coefficients of a column of ones; each of them has one squared norm, and each point one `logSumExp`.
struct MixtureByProducts: ScalarField {
    let mixture: Mixture

    /// The data, a point in each row, and a column of ones.
    let points: Matrix<Double>

    init(_ mixture: Mixture) {
        let d = Mixture.d
        self.mixture = mixture
        points = Matrix((0..<Mixture.n).map { Array(mixture.data[$0 * d..<($0 + 1) * d]) + [1] })
    }

    func value<S: RealScalar>(at p: [S]) -> S {
        let (d, k, n) = (Mixture.d, Mixture.k, Mixture.n)
        let (mu, q) = (k, k + k * d)
        let diagonal = p[q..<q + k * d].map { exp($0) }
        var terms = [[S]](repeating: [], count: n)
        for i in 0..<n { terms[i].reserveCapacity(k) }
        for i in 0..<k {
            let weight = sum([p[i]] + p[q + i * d..<q + (i + 1) * d])
            let root = root(p, diagonal, i)
            let shift = root.times(Array(p[mu + i * d..<mu + (i + 1) * d]))
            let columns = Matrix(rows: d + 1, columns: d, values: root.transposed.values + shift.map { -$0 })
            let residuals = points.times(columns).values
            for point in 0..<n {
                let residual = residuals[point * d..<(point + 1) * d]
                terms[point].append(weight - 0.5 * S.dot(residual, residual))
            }
        }
        var likelihood: S = 0
        for point in 0..<n { likelihood += logSumExp(terms[point]) }
        return likelihood + mixture.rest(p, diagonal)
    }

    /// The root of component i's inverse covariance, a lower triangle.
    func root<S: RealScalar>(_ p: [S], _ diagonal: [S], _ i: Int) -> Matrix<S> {
        let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
        var root = Matrix<S>(rows: d, columns: d, repeating: 0)
        for row in 0..<d {
            root[row, row] = diagonal[i * d + row]
            var index = k + 2 * k * d + i * triangle + row - 1
            for column in 0..<row {
                root[row, column] = p[index]
                index += d - 2 - column
            }
        }
        return root
    }
}

/// The mixture's gradient, recorded by single operations, and by whole-array operations.
func runMixtureBenchmark() {
    let (f, point) = Mixture.standard
    let products = MixtureByProducts(f)
    report(
        "mixture d=10 K=25 n=1000",
        [
            Work(name: "primal") { f.value(at: moved(point, $0)) },
            Work(name: "gradient") { gradient(at: moved(point, $0), of: f)[0] },
            Work(name: "products: primal") { products.value(at: moved(point, $0)) },
            Work(name: "products: gradient") { gradient(at: moved(point, $0), of: products)[0] },
        ])
    let (one, two) = (valueWithGradient(at: point, of: f), valueWithGradient(at: point, of: products))
    let difference = zip(one.gradient, two.gradient).map { abs($0 - $1) }.max() ?? 0
    print("  values \(one.value) \(two.value), largest difference \(difference / (one.gradient.map(abs).max() ?? 1))")
}
