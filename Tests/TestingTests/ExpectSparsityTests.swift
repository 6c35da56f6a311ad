import Autodiff
import AutodiffTesting
import Testing

@Suite struct ExpectSparsityTests {
    private let expectations = ExpectationTests()
    /// Each output is a function of its neighbours, of the last input too where it is large.
    private struct Chain: Differentiable {
        var hasFarBranch = false
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            x.indices.map { i in
                var y = x[i] * x[i]
                if i > 0 { y += x[i - 1] }
                if hasFarBranch, i == 0, x[0] > 1.5 { y += x[x.count - 1] }
                return y
            }
        }
    }

    private struct Gradient: Differentiable {
        var twist = 1.0
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[1] * x[1] + x[0], twist * 2 * x[0] * x[1]] }
    }

    private let x = [1.0, 1, 1, 1, 1]

    @Test func passes() {
        #expect(expectSparsity(of: Chain(), .banded(1), at: x).kind == .everywhere)
        #expect(expectSparsity(of: Chain(), .lowerTriangle, at: x).pattern.count == 9)
        expectSparsity(of: Chain(), .pattern(.banded(5, below: 2, above: 0)), at: x)
        expectSparsity(of: Chain(), .blocks(5), at: x)
        expectIndependent(of: Chain(), outputs: 0..<2, inputs: [2, 3, 4], at: x)
        #expect(expectSymmetric(jacobianOf: Gradient(), at: [0.5, 2]))
    }

    /// Dense at x, but for one entry that another path has: the point is named.
    @Test func fails() async {
        await expectations.expectFailure(
            #line + 1, "output 1 depends on input 0, outside the expected pattern, at every point"
        ) {
            expectSparsity(of: Chain(), .diagonal, at: x)
        }
        await expectations.expectFailure(
            #line + 1, "output 0 depends on input 4, outside the expected pattern, on the path of ["
        ) {
            expectSparsity(of: Chain(hasFarBranch: true), .banded(1), at: x)
        }
        await expectations.expectFailure(#line + 1, "the Jacobian is 5 × 5, which the expected pattern isn't") {
            expectSparsity(of: Chain(), .pattern(.diagonal(4)), at: x)
        }
        await expectations.expectFailure(#line + 1, "output 0 depends on input 4, on the path of [") {
            expectIndependent(of: Chain(hasFarBranch: true), outputs: [0], inputs: [4], at: x)
        }
        await expectations.expectFailure(#line + 1, "entry (0, 1) is 4.0 and entry (1, 0) is 6.0 at [0.5, 2.0]") {
            #expect(!expectSymmetric(jacobianOf: Gradient(twist: 1.5), at: [0.5, 2]))
        }
    }
}
