import Autodiff
import Testing

/// A solve, a Cholesky factor and a logarithm of a determinant of matrices that move with the point.
private struct Moving: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        let a: Matrix<S> = [[x[0] + 4, x[1], 1], [x[1], 5 + x[2], x[0]], [1, x[0], 6]]
        let c = try! cholesky(a)
        let solution = try! solve(a, [x[2], S(1), x[0] * x[1]])
        return weighted(solution) + c.logDeterminant + c.lower[2, 1] + determinant(a)
    }
}

@Suite("Compiled linear algebra at many points")
struct ManyPointsTests {
    private let points: Matrix<Double> = {
        var numbers = Numbers(seed: 301)
        return Matrix((0..<100).map { _ in numbers.next(3) })
    }()

    @Test("in lanes, and on several threads, each point has its own matrix")
    func lanesAndThreads() async {
        let f = compile(Moving(), at: [0.1, 0.2, 0.3])
        let inLanes = gradients(at: points, of: f)
        let parallel = await parallelGradients(at: points, of: f)
        for i in 0..<points.rows {
            let exact = gradient(at: points.row(i), of: Moving(), mode: .reverse)
            #expect(deviation(inLanes.row(i), exact) < 1e-13)
            #expect(deviation(parallel.row(i), exact) < 1e-13)
        }
    }
}
