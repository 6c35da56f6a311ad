import Autodiff
import Testing

/// The log-likelihood of a Gaussian mixture of k components in d dimensions, by single operations or by whole arrays.
private struct SmallMixture: ScalarField {
    enum Form: CaseIterable { case plain, products, preaccumulated }

    let form: Form
    var d: Int { 4 }
    var k: Int { 5 }
    var n: Int { 40 }

    var points: Matrix<Double> {
        var points = Matrix<Double>(rows: n, columns: d + 1, repeating: 1)
        for i in 0..<n {
            for j in 0..<d { points[i, j] = Double((i * 37 + j * 11) % 29) / 10 - 1.4 }
        }
        return points
    }

    /// k weights, k·d means, and k roots of d × d.
    var point: [Double] { (0..<k * (1 + d + d * d)).map { Double(($0 * 23) % 31) / 20 - 0.7 } }

    struct LogSumExp: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            var total: S = 0
            for v in x { total += exp(v) }
            return log(total)
        }
    }

    func value<S: RealScalar>(at p: [S]) -> S {
        let points = points
        var terms = [[S]](repeating: [], count: n)
        for i in 0..<k {
            let mean = Array(p[k + i * d..<k + (i + 1) * d])
            let root = Matrix(
                rows: d, columns: d, values: Array(p[k + k * d + i * d * d..<k + k * d + (i + 1) * d * d]))
            if form == .plain {
                for row in 0..<n {
                    var squares: S = 0
                    for r in 0..<d {
                        var residual: S = 0
                        for c in 0..<d { residual += root[r, c] * (points[row, c] - mean[c]) }
                        squares += residual * residual
                    }
                    terms[row].append(p[i] - 0.5 * squares)
                }
            } else {
                let shift = root.times(mean).map { -$0 }
                let residuals = points.times(
                    Matrix(rows: d + 1, columns: d, values: root.transposed.values + shift))
                for row in 0..<n {
                    let residual = residuals.row(row)
                    terms[row].append(p[i] - 0.5 * dot(residual, residual))
                }
            }
        }
        var likelihood: S = 0
        for terms in terms {
            switch form {
            case .plain: likelihood += LogSumExp().value(at: terms)
            case .products: likelihood += logSumExp(terms)
            case .preaccumulated: likelihood += preaccumulate(terms, LogSumExp())
            }
        }
        return likelihood
    }
}

@Suite struct MixtureTests {
    @Test func allFormsAgree() {
        let plain = SmallMixture(form: .plain)
        let expected = valueWithGradient(at: plain.point, of: plain)
        let scale = expected.gradient.map(\.magnitude).max() ?? 0
        for form in SmallMixture.Form.allCases {
            let f = SmallMixture(form: form)
            let (value, gradient) = valueWithGradient(at: f.point, of: f)
            #expect(value == f.value(at: f.point))
            #expect((value - expected.value).magnitude <= 0x1p-48 * expected.value.magnitude)
            #expect(zip(gradient, expected.gradient).allSatisfy { ($0 - $1).magnitude <= 0x1p-46 * scale })
            let product = hvp(at: f.point, along: f.point, of: f).product
            let expectedProduct = hvp(at: f.point, along: f.point, of: plain).product
            let largest = expectedProduct.map(\.magnitude).max() ?? 0
            #expect(zip(product, expectedProduct).allSatisfy { ($0 - $1).magnitude <= 0x1p-44 * largest })
        }
        #expect(checkGradient(at: plain.point, of: SmallMixture(form: .products)).passed)
    }
}
