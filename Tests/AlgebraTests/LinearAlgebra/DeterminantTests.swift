import Autodiff
import Testing

/// det A, by the package or by expansion along the first row.
private struct Determinant: ScalarField {
    let n: Int
    var isByExpansion = false

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = Matrix(rows: n, columns: n, values: x)
        return isByExpansion ? expanded(a, Array(0..<n)) : determinant(a)
    }

    private func expanded<S: RealScalar>(_ a: Matrix<S>, _ columns: [Int]) -> S {
        let row = n - columns.count
        if columns.isEmpty { return 1 }
        return columns.indices.reduce(S(0)) { total, k in
            var rest = columns
            rest.remove(at: k)
            let term = a[row, columns[k]] * expanded(a, rest)
            return k % 2 == 0 ? total + term : total - term
        }
    }
}

private struct LogDeterminant: ScalarField {
    let n: Int
    let isSymmetric: Bool

    func value<S: RealScalar>(at x: [S]) -> S {
        let a = Matrix(rows: n, columns: n, values: x)
        return try! isSymmetric ? cholesky(a).logDeterminant : logDeterminant(a)
    }
}

@Suite("Determinants")
struct DeterminantTests {
    /// Matrices of rank 0 to n, regular ones and one that is almost singular.
    private static func matrices(_ n: Int) -> [Matrix<Double>] {
        var numbers = Numbers(seed: 71)
        let products = (0...n).map { rank in
            // Small integers, so that the rank is exact.
            let left = Matrix(rows: n, columns: rank, values: numbers.next(n * rank).map { (4 * $0).rounded() })
            let right = Matrix(rows: rank, columns: n, values: numbers.next(n * rank).map { (4 * $0).rounded() })
            return left.times(right)
        }
        var nearly = products[max(n - 1, 0)]
        nearly[0, 0] += 0x1p-40
        // Of very different sizes.
        var scaled = randomMatrix(n, seed: 72)
        for i in 0..<n {
            for j in 0..<n { scaled[i, j] *= Double(sign: .plus, exponent: 10 * i - 7 * j, significand: 1) }
        }
        return products + [nearly, scaled]
    }

    @Test("value, gradient and Hessian at matrices of every rank", arguments: [1, 2, 3, 4, 5])
    func everyRank(n: Int) {
        var numbers = Numbers(seed: 73)
        for a in Self.matrices(n) {
            let (f, g) = (Determinant(n: n), Determinant(n: n, isByExpansion: true))
            let v = numbers.next(n * n)
            let size = 1e-12 * gradient(at: a.values, of: g).reduce(1) { max($0, abs($1)) }
            func close(_ x: [Double], _ y: [Double], _ size: Double) -> Bool {
                x.indices.allSatisfy { abs(x[$0] - y[$0]) <= size }
            }
            let slopes = gradient(at: a.values, of: g)
            #expect(close(gradient(at: a.values, of: f, mode: .forward), slopes, size))
            #expect(close(gradient(at: a.values, of: f, mode: .reverse), slopes, size))
            let products = hvp(at: a.values, along: v, of: g).product
            let largest = 1e-11 * products.reduce(1) { max($0, abs($1)) }
            #expect(close(hvp(at: a.values, along: v, of: f).product, products, largest))
            let expected = hessian(at: a.values, of: g).values
            let scale = 1e-11 * expected.reduce(1) { max($0, abs($1)) }
            #expect(close(hessian(at: a.values, of: f).values, expected, scale))
            let compiled = compile(f, at: a.values)
            #expect(close(gradient(at: a.values, of: compiled), slopes, size))
            #expect(close(hvp(at: a.values, along: v, of: compiled).product, products, largest))
        }
    }

    @Test("third derivatives at a matrix of zeros")
    func thirdOfZero() {
        // det(tE) = t³ det E for three rows.
        let e: [Double] = [1, 2, 0, 3, -1, 1, 0, 2, 5]
        let series = taylor(at: [Double](repeating: 0, count: 9), along: e, order: 4, of: Determinant(n: 3))
        let exact = Determinant(n: 3).value(at: e)
        for (found, expected) in zip(series, [0, 0, 0, exact, 0]) { #expect(abs(found - expected) < 1e-13) }
    }

    @Test("in a compiled function a gradient at a later singular matrix is that of the polynomial")
    func singularInAReplay() {
        let f = compile(Determinant(n: 3), at: randomMatrix(3, seed: 74, shift: 2).values)
        let a: [Double] = [1, 2, 3, 2, 4, 6, 1, 0, 1]
        #expect(deviation(gradient(at: a, of: f), gradient(at: a, of: Determinant(n: 3, isByExpansion: true))) < 1e-14)
    }

    @Test("the Hessian of log det at the identity is exact", arguments: [1, 2, 3])
    func hessianAtIdentity(n: Int) {
        let identity = Matrix<Double>.identity(n).values
        func delta(_ i: Int, _ j: Int) -> Double { i == j ? 1 : 0 }
        for isSymmetric in [false, true] {
            let h = hessian(at: identity, of: LogDeterminant(n: n, isSymmetric: isSymmetric))
            for p in 0..<n * n {
                for q in 0..<n * n {
                    let (i, j, k, l) = (p / n, p % n, q / n, q % n)
                    let exact =
                        isSymmetric
                        ? -0.5 * (delta(i, k) * delta(j, l) + delta(i, l) * delta(j, k)) : -delta(i, l) * delta(j, k)
                    #expect(h[p, q] == exact)
                }
            }
        }
    }

    @Test("no overflow where the determinant has one")
    func largeDeterminants() throws {
        let a = Matrix<Double>.diagonal([Double](repeating: 1e200, count: 4))
        #expect(abs(try logDeterminant(a) - 800 * log(10)) < 1e-10)
        #expect(abs(try cholesky(a).logDeterminant - 800 * log(10)) < 1e-10)
        #expect(determinant(a) == .infinity)
        #expect(determinant(Matrix<Double>(rows: 0, columns: 0, values: [])) == 1)
    }
}
