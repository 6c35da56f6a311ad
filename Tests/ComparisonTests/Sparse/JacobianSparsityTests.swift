import Autodiff
import Testing

@Suite struct JacobianSparsityTests {
    @Test(arguments: SparseMap.table)
    func knownPatterns(_ map: SparseMap) {
        check(map, map.f)
    }

    private func check<F: Differentiable & Sendable>(_ map: SparseMap, _ f: F) {
        let points = (0..<20).map { map.point($0) }
        let sparsity = jacobianSparsity(atPoints: points, of: f)
        #expect(sparsity.pattern == map.pattern)
        #expect((sparsity.kind == .everywhere) == map.isEverywhere)
        // No entry of a dense Jacobian is missing.
        for x in points {
            #expect(SparsityPattern(jacobian(at: x, of: f)).isSubset(of: jacobianSparsity(at: x, of: f).pattern))
        }
    }

    /// One path is looked at, and what another one needs isn't there until it is.
    @Test func aPatternHoldsOnItsPath() {
        let (low, high) = ([0.5, 0.5, 0.5], [1.5, 1.5, 1.5])
        let (a, b) = (jacobianSparsity(at: low, of: Upwind()), jacobianSparsity(at: high, of: Upwind()))
        #expect(a.pattern.row(0) == [1, 2] && b.pattern.row(0) == [0, 1] && a.kind == .onPaths(1))
        let both = a.widened(by: b)
        #expect(both.pattern.row(0) == [0, 1, 2] && both.kind == .onPaths(2) && both.widened(by: a) == both)
        #expect(both == jacobianSparsity(atPoints: [high, low, high], of: Upwind()))
        #expect(both.description.hasPrefix("on 2 paths: 1 × 3, 3 entries"))
    }

    /// A sum of n terms is walked once: with sets of its partial sums this would be 10¹⁰ steps.
    @Test func aLongSumCostsNoSquare() {
        let x = [Double](repeating: 1, count: 100_000)
        #expect(jacobianSparsity(at: x, of: DenseRow()).pattern.count == 200_000)
        #expect(hessianSparsity(at: x, of: SumOfSquares()).pattern == .diagonal(100_000))
    }

    @Test func readingAValueIsABranch() {
        struct Table: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[Int(x[0].primal)]] }
        }
        let (a, b) = (jacobianSparsity(at: [1, 5, 6], of: Table()), jacobianSparsity(at: [2, 5, 6], of: Table()))
        #expect(a.pattern.row(0) == [1] && b.pattern.row(0) == [2] && a.kind == .onPaths(1))
        #expect(a.widened(by: b).kind == .onPaths(2))
    }

    @Test func anEmptyPointTraps() async {
        await #expect(processExitsWith: .failure) { _ = jacobianSparsity(at: [], of: Identity()) }
        await #expect(processExitsWith: .failure) { _ = jacobianSparsity(atPoints: [], of: Identity()) }
    }
}

struct SumOfSquares: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { x.reduce(0) { $0 + $1 * $1 } }
}
