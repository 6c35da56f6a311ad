import Autodiff
import Testing

/// A function of a symmetric matrix whose lower triangle is the input.
private struct OfSymmetric: ScalarField {
    enum Function: CaseIterable { case sum, squares, cubes, exponentials, pairs, largest, vectors, singular }

    let n: Int
    let function: Function
    var isByLoop = false

    func matrix<S: RealScalar>(_ x: [S]) -> Matrix<S> {
        var (a, k) = (Matrix<S>(rows: n, columns: n, repeating: 0), 0)
        for i in 0..<n {
            for j in 0...i {
                (a[i, j], a[j, i]) = (x[k], x[k])
                k += 1
            }
        }
        return a
    }

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = matrix(x)
        if isByLoop { return byPowers(a) }
        switch function {
        case .sum: return sum(try! symmetricEigenvalues(a))
        case .squares: return sum(try! symmetricEigenvalues(a).map { $0 * $0 })
        case .cubes: return sum(try! symmetricEigenvalues(a).map { $0 * $0 * $0 })
        case .exponentials: return sum(try! symmetricEigenvalues(a).map { exp($0) })
        case .pairs:
            let values = try! symmetricEigenvalues(a)
            return sum(values) * sum(values.map { $0 * $0 }) - 0.5 * sum(values)
        case .largest: return try! symmetricEigenvalues(a)[n - 1]
        case .vectors:
            let eigen = try! symmetricEigen(a)
            return weighted(eigen.vectors.values) + weighted(eigen.values)
        case .singular: return weighted(try! singularValues(a))
        }
    }

    /// What the sums are without eigenvalues.
    private func byPowers<S: RealScalar>(_ a: Matrix<S>) -> S {
        switch function {
        case .sum: return a.trace
        case .squares: return a.times(a).trace
        case .cubes: return a.times(a).times(a).trace
        case .exponentials:
            var (term, total) = (Matrix<S>.identity(n), Matrix<S>.identity(n).trace)
            for k in 1..<60 {
                term = term.times(a).map { $0 / Double(k) }
                total += term.trace
            }
            return total
        default: return a.trace * a.times(a).trace - 0.5 * a.trace
        }
    }
}

private func lowerTriangle(_ a: Matrix<Double>) -> [Double] { (0..<a.rows).flatMap { i in (0...i).map { a[i, $0] } } }

@Suite("Eigenvalues and eigenvectors")
struct EigenTests {
    @Test("values and vectors of random matrices", arguments: [1, 2, 5, 20, 75])
    func values(n: Int) throws {
        let a = randomDefiniteMatrix(n, seed: 31)
        let eigen = try symmetricEigen(a)
        #expect(deviation(a.times(eigen.vectors).values, eigen.vectors.times(.diagonal(eigen.values)).values) < 1e-13)
        #expect(
            deviation(
                eigen.vectors.transposed.times(eigen.vectors).values, Matrix<Double>.identity(n).values) < 1e-13)
        #expect(eigen.values == eigen.values.sorted())
        #expect(deviation(try symmetricEigenvalues(a), eigen.values) < 1e-14)
    }

    @Test("symmetric functions of distinct eigenvalues", arguments: [1, 2, 5])
    func distinct(n: Int) {
        let x = lowerTriangle(randomDefiniteMatrix(n, seed: 41)).map { 0.3 * $0 }
        for function in [.sum, .squares, .cubes, .exponentials, .pairs] as [OfSymmetric.Function] {
            expectSame(
                OfSymmetric(n: n, function: function), OfSymmetric(n: n, function: function, isByLoop: true), at: x,
                tolerance: 1e-10)
        }
    }

    @Test(
        "symmetric functions of repeated eigenvalues: first derivatives, and second ones where they are promised",
        arguments: [2, 3, 5])
    func repeated(n: Int) throws {
        var numbers = Numbers(seed: 51)
        let basis = try qr(randomMatrix(n, seed: 52)).q
        let values = (0..<n).map { $0 < 2 ? 0.7 : $0 == 2 ? -0.4 : 1.1 }
        let turned = basis.times(.diagonal(values)).times(basis.transposed)
        for a in [Matrix<Double>.identity(n), Matrix.diagonal(values), turned] {
            let x = lowerTriangle(a)
            let v = numbers.next(x.count)
            for function in [.sum, .squares, .cubes, .exponentials, .pairs] as [OfSymmetric.Function] {
                let (f, g) = (
                    OfSymmetric(n: n, function: function), OfSymmetric(n: n, function: function, isByLoop: true)
                )
                #expect(
                    deviation(gradient(at: x, of: f, mode: .forward), gradient(at: x, of: g)) < 1e-12, "\(function)")
                #expect(
                    deviation(gradient(at: x, of: f, mode: .reverse), gradient(at: x, of: g)) < 1e-12, "\(function)")
                #expect(
                    deviation(hvp(at: x, along: v, of: f).product, hvp(at: x, along: v, of: g).product) < 1e-11,
                    "\(function)")
                #expect(deviation(hessian(at: x, of: f).values, hessian(at: x, of: g).values) < 1e-11, "\(function)")
                let compiled = compile(f, at: x)
                #expect(deviation(gradient(at: x, of: compiled), gradient(at: x, of: g)) < 1e-12)
                #expect(
                    deviation(hvp(at: x, along: v, of: compiled).product, hvp(at: x, along: v, of: g).product) < 1e-11)
                let y = x.map { $0 + 0.01 * numbers.next() }
                #expect(
                    deviation(hvp(at: y, along: v, of: compiled).product, hvp(at: y, along: v, of: g).product) < 1e-10)
            }
        }
    }

    @Test("single eigenvalues, vectors and singular values against finite differences")
    func single() {
        let x = lowerTriangle(randomDefiniteMatrix(4, seed: 61))
        for function in [.largest, .vectors, .singular] as [OfSymmetric.Function] {
            let f = OfSymmetric(n: 4, function: function)
            #expect(checkGradient(at: x, of: f).passed)
            #expect(checkHessian(at: x, of: f).passed)
        }
    }

    @Test("along a line the eigenvalues of the identity split as those of the direction")
    func splitting() throws {
        let direction: Matrix<Double> = [[0, 1], [1, 0]]
        let slopes = jvp(at: [1, 0, 0, 1], along: direction.values) { x in
            try! symmetricEigenvalues(Matrix(rows: 2, columns: 2, values: x))
        }.tangent
        #expect(deviation(slopes, [-1, 1]) < 1e-15)
    }

    @Test("the second derivative of one eigenvalue at a repeated one is nan")
    func oneOfTwo() {
        let f = OfSymmetric(n: 2, function: .largest)
        let product = hvp(at: [1, 0, 1], along: [0, 1, 0], of: f).product
        #expect(!product.allSatisfy { $0.isFinite })
    }

    @Test("projections are differentiated though their basis isn't determined")
    func projection() {
        struct Projected: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let v = try! symmetricEigen(Matrix(rows: 3, columns: 3, values: x)).vectors
                // The projection on the first two vectors, applied to (1, 2, 3).
                let c = (0..<2).map { k in v[0, k] + 2 * v[1, k] + 3 * v[2, k] }
                return c[0] * c[0] + c[1] * c[1]
            }
        }
        let a: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 4]
        // The projection P moves by ∂P = -(u vᵀ + v uᵀ)·…: here |P·c|² = |c|² - (w·c)², with w the third vector.
        let slopes = gradient(at: a, of: Projected(), mode: .reverse)
        // w moves by (Ȧ₀₂/3, Ȧ₁₂/3, 0), and (w·c)² by 2·3·(1·Ȧ₀₂ + 2·Ȧ₁₂)/3.
        #expect(deviation(slopes, [0, 0, -1, 0, 0, -2, -1, -2, 0]) < 1e-14)
    }

    @Test("singular values of tall and wide matrices, the largest first")
    func singular() throws {
        let a: Matrix<Double> = [[3, 0], [0, 0], [0, -5]]
        #expect(deviation(try singularValues(a), [5, 3]) < 1e-15)
        #expect(deviation(try singularValues(a.transposed), [5, 3]) < 1e-15)
        #expect(try singularValues(Matrix<Double>(rows: 0, columns: 3, values: [])) == [])
    }
}
