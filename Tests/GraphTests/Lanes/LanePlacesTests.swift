import Autodiff
import Testing
import _AutodiffShims

/// Where the lanes' numbers come from and go to: neighbours as vectors, blocks as rows, results where they are computed. All numbers are
/// small integers, so that every sum is exact and the expected bits need no order.
@Suite struct LanePlacesTests {
    /// Pairs of parameters and a factor: θᵢ²θⱼ.
    private struct Pair: Sendable {
        let i: Int
        let j: Int
        let factor: Double
    }

    private struct PairTerm: DataTerm {
        func value<S: RealScalar>(at θ: [S], for s: Pair) -> S { s.factor * θ[s.i] * θ[s.i] * θ[s.j] }
    }

    /// Two residuals, the second of which has a number twice.
    private struct PairResiduals: ResidualTerm {
        func residuals<S: RealScalar>(at θ: [S], for s: Pair) -> [S] {
            let product = θ[s.i] * θ[s.j]
            return [product * θ[s.i], s.factor * θ[s.j], product]
        }
    }

    private static let θ = (0..<60).map { Double($0 % 7 - 3) }

    /// Neighbours in their order, neighbours with a gap in the midst of a block, and pairs in no order.
    private static let lists: [(name: String, pairs: [Pair])] = [
        ("neighbours", (0..<53).map { Pair(i: $0, j: $0 + 1, factor: Double($0 % 3 + 1)) }),
        (
            "a gap",
            (0..<50).map { Pair(i: $0 < 20 ? $0 : $0 + 5, j: 0, factor: Double($0 % 3 + 1)) }.filter { $0.i > 0 }
        ),
        ("backwards", (0..<48).map { Pair(i: 50 - $0, j: 51 - $0, factor: 2) }),
        ("scattered", (0..<77).map { Pair(i: ($0 * 13) % 30, j: 30 + ($0 * 7) % 30, factor: 1) }),
        ("both ways", (0..<45).map { Pair(i: ($0 * 13) % 59, j: ($0 * 13 + $0 % 5 + 1) % 59, factor: -1) }),
    ]

    @Test(arguments: lists.indices) func gradientsOfPairs(_ number: Int) {
        let (name, pairs) = Self.lists[number]
        var expected = [Double](repeating: 0, count: 60)
        for s in pairs {
            expected[s.i] += 2 * s.factor * Self.θ[s.i] * Self.θ[s.j]
            expected[s.j] += s.factor * Self.θ[s.i] * Self.θ[s.i]
        }
        let loss = compile(PairTerm(), over: pairs, at: Self.θ)
        let (value, slope) = valueWithGradient(at: Self.θ, of: loss)
        let total = pairs.reduce(0) { sum, s in
            let product: Double = Self.θ[s.i] * Self.θ[s.i] * Self.θ[s.j]
            return sum + s.factor * product
        }
        #expect(value == total, "\(name)")
        #expect(slope == expected, "\(name)")
        // Products with a direction, whose numbers are gathered as well.
        let direction = (0..<60).map { Double($0 % 5 - 2) }
        var product = [Double](repeating: 0, count: 60)
        for s in pairs {
            let (x, y, u, v) = (Self.θ[s.i], Self.θ[s.j], direction[s.i], direction[s.j])
            let mixed: Double = u * y + x * v
            product[s.i] += 2 * s.factor * mixed
            product[s.j] += 2 * s.factor * x * u
        }
        #expect(hvp(at: Self.θ, along: direction, of: loss).product == product, "\(name)")
    }

    @Test(arguments: lists.indices) func jacobiansOfPairs(_ number: Int) {
        let (name, pairs) = Self.lists[number]
        let usual = autodiffInstructionSet()
        defer { autodiffForceInstructionSet(usual) }
        let residuals = compile(PairResiduals(), over: pairs, at: Self.θ)
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] where autodiffForceInstructionSet(set) {
            let (values, matrix) = valueWithSparseJacobian(at: Self.θ, of: residuals)
            var count = 0
            for (k, s) in pairs.enumerated() {
                let (x, y) = (Self.θ[s.i], Self.θ[s.j])
                #expect(values[3 * k..<3 * k + 3] == [x * y * x, s.factor * y, x * y], "\(name)")
                #expect(matrix[3 * k, s.i] == 2 * x * y && matrix[3 * k, s.j] == x * x, "\(name)")
                #expect(matrix[3 * k + 1, s.j] == s.factor, "\(name)")
                #expect(matrix[3 * k + 2, s.i] == y && matrix[3 * k + 2, s.j] == x, "\(name)")
                count += 5
            }
            #expect(matrix.count == count, "\(name)")
        }
    }

    /// A nan in any entry of any lane is noticed, and answered by reverse mode: the slope of the smaller one counts for nothing, even
    /// where it is infinite.
    @Test func aNaNAmongTheEntries() {
        struct Root: ResidualTerm {
            func residuals<S: RealScalar>(at θ: [S], for s: Int) -> [S] {
                [θ[s] * θ[s + 1], max(sqrt(θ[s]), θ[s + 1] + 5)]
            }
        }
        // Four entries a sample are turned around together, fewer are written one by one.
        struct RootAlone: ResidualTerm {
            func residuals<S: RealScalar>(at θ: [S], for s: Int) -> [S] { [max(sqrt(θ[s]), θ[s + 1] + 5)] }
        }
        let residuals = compile(Root(), over: Array(0..<33), at: [Double](repeating: 1, count: 34))
        let alone = compile(RootAlone(), over: Array(0..<33), at: [Double](repeating: 1, count: 34))
        for place in [0, 5, 16, 31, 32, 33] {
            var x = [Double](repeating: 4, count: 34)
            x[place] = 0
            let matrix = sparseJacobian(at: x, of: residuals)
            for s in 0..<33 {
                #expect(matrix[2 * s, s] == x[s + 1] && matrix[2 * s, s + 1] == x[s])
                #expect(matrix[2 * s + 1, s] == 0 && matrix[2 * s + 1, s + 1] == 1, "\(place), \(s)")
            }
            let single = sparseJacobian(at: x, of: alone)
            #expect((0..<33).allSatisfy { single[$0, $0] == 0 && single[$0, $0 + 1] == 1 }, "\(place)")
        }
    }

    /// Results that others read, that are the same number, an input or a constant.
    @Test func resultsWhereTheyAreComputed() {
        struct Several: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                let (product, wave) = (x[0] * x[1], exp(x[2]))
                let sum = product + wave + x[0] * x[2]
                return [product, x[0], sum, product, wave, 3, sum * product, wave * wave, product / sum]
            }
        }
        let rows = (0..<37).map { k in
            [0, 5, 10].map { (i: Int) -> Double in 0.5 + 0.03 * Double((k * 7 + i) % 19) }
        }
        let points = Matrix(rows)
        let compiled = compile(Several(), at: points.row(0))
        let (found, slopes) = (values(at: points, of: compiled), jacobians(at: points, of: compiled))
        for k in 0..<37 {
            #expect(found.row(k) == compiled(points.row(k)))
            let one = jacobian(at: points.row(k), of: compiled)
            #expect(slopes[rows: 9 * k..<9 * k + 9].values == one.values)
        }
    }
}
