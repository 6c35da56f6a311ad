import Autodiff
import Testing

@testable import AutodiffComparison

/// What plans predict costs from.
@Suite struct OperationCountTests {
    private func counts(_ f: any Differentiable, at x: [Double]) -> OperationCounts {
        OperationCounts(Trace.of(x, for: "test") { f($0) }.dependences)
    }

    @Test func operationsByKind() {
        struct Some: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                [x[0] * x[1] + x[2], x[0] / x[2], sin(x[1]) + 3, 2 * x[0], pow(x[0], x[1]), max(x[0], x[1])]
            }
        }
        let counts = counts(Some(), at: [0.5, 0.6, 0.7])
        #expect(counts.sums == 2 && counts.products == 1 && counts.quotients == 1 && counts.functions == 2)
        #expect(counts.depth == 1)
        #expect(counts.operations == 6 && counts.inputs == 3 && counts.outputs == 6)
    }

    /// Sums don't count: what is added up waits for nothing but its terms.
    @Test func depth() {
        struct Nested: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [sin(exp(x[0]) * x[1]) + x[0] + x[1] / (x[0] + 2)] }
        }
        #expect(counts(Nested(), at: [0.5, 0.6]).depth == 3)
        #expect(counts(Broyden(), at: [0.5, 0.6]).depth == 1)
    }

    /// A node where a third number meets two: as many as a tape writes. (A `sum` is one wide node there, which takes as long as
    /// those of its additions, which are counted.)
    @Test func nodesOfATape() {
        struct Sum: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                var total: S = 0
                for element in x { total += element * element }
                return [total, x[0] * x[1] * x[0], exp(x[0] * x[1]) * x[2]]
            }
        }
        for f in [Sum(), Broyden(), Banded(below: 2, above: 1)] as [any Differentiable] {
            let x = (0..<12).map { 0.5 + 0.1 * Double($0) }
            let tape = Tape<Double>()
            _ = f(tape.variables(x))
            #expect(counts(f, at: x).tapeNodes == tape.nodeCount, "\(type(of: f))")
        }
    }
}
