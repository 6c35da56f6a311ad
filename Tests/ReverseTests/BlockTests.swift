import Autodiff
import Testing

/// Where a block's operands come from, and where its outputs go.
@Suite struct BlockTests {
    private func loop<S: RealScalar>(_ x: [S]) -> [S] {
        let exponentials = x.map { exp($0) }
        let total = exponentials.reduce(0) { $0 + $1 }
        return exponentials.map { $0 / total }
    }

    private func agree(_ a: [Double], _ b: [Double]) -> Bool {
        zip(a, b).allSatisfy { ($0 - $1).magnitude <= 0x1p-46 } && a.count == b.count
    }

    private static let point = (0..<8).map { 0.25 * Double($0 * 5 % 8) - 1 }

    /// Consecutive variables with a factor are no run of variables; with a term they are.
    @Test func consecutiveVariablesWithFactorsAndTerms() {
        let functions: [(Variable<Double>) -> Variable<Double>] = [
            { x in 2 * x }, { x in 0 - x }, { x in x + 3 }, { x in x * 1 },
        ]
        for f in functions {
            let g = gradient(at: Self.point) { x in softmax(x.map(f))[2] }
            let expected = gradient(at: Self.point) { x in loop(x.map(f))[2] }
            #expect(agree(g, expected))
        }
    }

    /// A node right behind the block hands on to its last output in the sweep's register.
    @Test func theLastOutputIsTheNodeBefore() {
        let results: [([Variable<Double>], [Variable<Double>]) -> Variable<Double>] = [
            { y, x in y[7] + x[0] * x[1] },
            { y, x in y[7] * x[0] * x[1] },
            { y, x in (y[7] + x[0]) * (x[1] + x[2]) + y[6] },
        ]
        for f in results {
            let g = gradient(at: Self.point) { x in f(softmax(x), x) }
            #expect(agree(g, gradient(at: Self.point) { x in f(loop(x), x) }))
        }
    }

    @Test func blocksBehindBlocks() {
        let g = gradient(at: Self.point) { x in softmax(softmax(softmax(x)).map { 5 * $0 })[7] }
        #expect(agree(g, gradient(at: Self.point) { x in loop(loop(loop(x)).map { 5 * $0 })[7] }))
    }
}
