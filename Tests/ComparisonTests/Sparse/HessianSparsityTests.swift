import Autodiff
import Testing

/// A field with the pattern that its Hessian is known to have.
struct SparseField: Sendable {
    let name: String
    let inputs: Int
    let f: any ScalarField & Sendable
    let pattern: SparsityPattern
    var starColors: Int?

    func point(_ seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<inputs).map { _ in 0.4 + random.uniform() }
    }

    static let table: [SparseField] = [
        SparseField(name: "Rosenbrock", inputs: 20, f: ChainedRosenbrock(), pattern: .tridiagonal(20), starColors: 3),
        SparseField(name: "squares", inputs: 10, f: SumOfSquares(), pattern: .diagonal(10), starColors: 1),
        SparseField(name: "arrow", inputs: 10, f: ArrowField(), pattern: SparseMap.arrow(10), starColors: 2),
        SparseField(name: "chained singular", inputs: 12, f: ChainedSingular(), pattern: chained(12)),
        SparseField(name: "square of a sum", inputs: 6, f: SquareOfASum(), pattern: .dense(6, 6), starColors: 6),
        SparseField(name: "linear", inputs: 4, f: LinearField(), pattern: .empty(4, 4), starColors: 0),
        SparseField(
            name: "kinds of operations", inputs: 6, f: Kinds(),
            pattern: SparsityPattern(columns: 6, rows: [[1], [0, 1], [2, 3], [2, 3], [4, 5], [4, 5]])),
    ]

    private static func chained(_ n: Int) -> SparsityPattern {
        var rows = [[Int]](repeating: [], count: n)
        for i in stride(from: 0, to: n - 3, by: 2) {
            for (a, b) in [(i, i + 1), (i + 2, i + 3), (i + 1, i + 2), (i, i + 3)] {
                rows[a] += [a, b]
                rows[b] += [a, b]
            }
        }
        return SparsityPattern(columns: n, rows: rows)
    }
}

struct ChainedRosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var total = S(0)
        for i in 0..<x.count - 1 { total += 100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2) }
        return total
    }
}

struct ArrowField: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x.dropFirst().reduce(x[0] * x[0]) { $0 + x[0] * $1 * $1 } }
}

struct ChainedSingular: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var total = S(0)
        for i in stride(from: 0, to: x.count - 3, by: 2) {
            total += pow(x[i] + 10 * x[i + 1], 2) + 5 * pow(x[i + 2] - x[i + 3], 2)
            total += pow(x[i + 1] - 2 * x[i + 2], 4) + 10 * pow(x[i] - x[i + 3], 4)
        }
        return total
    }
}

struct SquareOfASum: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { exp(sum(x)) }
}

struct LinearField: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { max(x[0], 2 * x[1]) + abs(x[2]) - x[3] / 3 + 1 }
}

/// x₀/x₁, which is linear in x₀; atan2 of two; logSumExp of two.
struct Kinds: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x[0] / x[1] + atan2(x[2], x[3]) + logSumExp([x[4], x[5]]) }
}

@Suite struct HessianSparsityTests {
    @Test(arguments: SparseField.table)
    func knownPatterns(_ field: SparseField) { check(field, field.f) }

    private func check<F: ScalarField & Sendable>(_ field: SparseField, _ f: F) {
        let x = field.point(3)
        let sparsity = hessianSparsity(at: x, of: f)
        #expect(sparsity.pattern == field.pattern && sparsity.kind == .everywhere && sparsity.pattern.isSymmetric)
        #expect(SparsityPattern(hessian(at: x, of: f)).isSubset(of: sparsity.pattern))
    }

    /// What no output depends on has no part in it.
    @Test func whatIsThrownAwayDoesNotCount() {
        struct Wasteful: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                _ = x[0] * x[1]
                return x[0] + x[1] * x[1]
            }
        }
        #expect(hessianSparsity(at: [1, 2], of: Wasteful()).pattern == SparsityPattern(columns: 2, rows: [[], [1]]))
    }

    /// The same pairs over and over: each is kept once.
    @Test func pairsMetOftenTakeNoRoom() {
        struct Often: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                var total = S(0)
                for k in 0..<200 { total += sin(sum(x) + Double(k)) }
                return total
            }
        }
        #expect(hessianSparsity(at: [Double](repeating: 0.1, count: 150), of: Often()).pattern == .dense(150, 150))
    }
}
