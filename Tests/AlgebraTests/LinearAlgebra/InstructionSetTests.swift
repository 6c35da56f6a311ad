import Autodiff
import Testing
import _AutodiffShims

@Suite("Kernels of each instruction set", .serialized)
struct InstructionSetTests {
    /// C ∓ A·B by a loop.
    private func looped(
        _ c: [Double], _ a: [Double], _ b: [Double], _ m: Int, _ n: Int, _ k: Int, isTransposed: Bool, sign: Double
    ) -> [Double] {
        var c = c
        for i in 0..<m {
            for j in 0..<n {
                for p in 0..<k { c[i * n + j] += sign * (a[isTransposed ? p * m + i : i * k + p] * b[p * n + j]) }
            }
        }
        return c
    }

    @Test("updates have the bits of the loop, in every set and shape")
    func updates() {
        let usual = autodiffInstructionSet()
        defer { autodiffForceInstructionSet(usual) }
        var numbers = Numbers(seed: 201)
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] where autodiffForceInstructionSet(set) {
            for (m, n, k) in [(1, 1, 1), (4, 16, 3), (5, 35, 7), (9, 23, 1), (3, 2, 5), (8, 64, 24), (13, 47, 11)] {
                let (a, b, c) = (numbers.next(m * k), numbers.next(k * n), numbers.next(m * n))
                for isTransposed in [false, true] {
                    let (row, column) = isTransposed ? (1, m) : (k, 1)
                    var place = c
                    autodiffSubtractProduct(&place, n, a, row, column, b, n, m, n, k)
                    #expect(place == looped(c, a, b, m, n, k, isTransposed: isTransposed, sign: -1))
                    place = c
                    autodiffAddProduct(&place, n, a, row, column, b, n, m, n, k)
                    #expect(place == looped(c, a, b, m, n, k, isTransposed: isTransposed, sign: 1))
                }
            }
            for n in 0...40 {
                let (x, y) = (numbers.next(n), numbers.next(n))
                var place = y
                autodiffSubtractMultiple(&place, 0.7, x, n)
                #expect(place == zip(x, y).map { $1 - 0.7 * $0 })
                var (u, v) = (x, y)
                autodiffRotate(&u, &v, 0.8, 0.6, n)
                #expect(u == zip(x, y).map { 0.8 * $0 - 0.6 * $1 })
                #expect(v == zip(x, y).map { 0.6 * $0 + 0.8 * $1 })
            }
        }
    }

    @Test("factorisations have the same bits whatever the instruction set")
    func factorizations() throws {
        let usual = autodiffInstructionSet()
        defer { autodiffForceInstructionSet(usual) }
        let (a, definite) = (randomMatrix(61, seed: 202), randomDefiniteMatrix(61, seed: 203))
        var numbers = Numbers(seed: 204)
        let b = numbers.next(61)
        var all: [[Double]] = []
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] where autodiffForceInstructionSet(set) {
            var results = try solve(a, b) + cholesky(definite).inverse.values + cholesky(definite).lower.values
            results += try ldl(definite).solve(b) + qr(a).solve(b) + symmetricEigen(definite).vectors.values
            results += matrixExponential(a).values + a.times(definite).values
            all.append(results)
        }
        for results in all { #expect(results == all[0]) }
    }
}
