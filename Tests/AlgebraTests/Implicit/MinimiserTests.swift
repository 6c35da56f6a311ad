import Autodiff
import Testing

@Suite struct MinimiserTests {
    private struct Ridge: Objective {
        let a = Matrix<Double>([[1, 2, 0.5], [0.3, -1, 2], [1.5, 1, 1], [-0.7, 0.2, 0.9], [2, -1, 0.1]])
        let b = [1, -0.5, 2, 0.3, 1.1]

        func value<S: RealScalar>(at x: [S], _ p: [S]) -> S {
            let r = a.times(x)
            return sum(r.indices.map { pow(r[$0] - b[$0], 2) }) + p[0] * dot(x, x)
        }
    }

    /// (AᵀA + λ)⁻¹ Aᵀb.
    private func exact<S: RealScalar>(_ lambda: S) -> [S] {
        let a = Ridge().a
        var normal = a.transposed.times(a).map { S($0) }
        for i in 0..<3 { normal[i, i] += lambda }
        return try! solve(normal, a.transposed.times(Ridge().b).map { S($0) })
    }

    @Test func regularisedRegressionInLambda() {
        for lambda in [0.01, 1, 30] {
            for (start, k) in [([0.0, 0, 0], 0), ([5, -3, 8], 1), (exact(lambda), 2)] {
                let slope = jvp(at: [lambda], along: [1]) { try! minimiser(of: Ridge(), near: start, parameters: $0) }
                let expected = jvp(at: [lambda], along: [1]) { self.exact($0[0]) }
                #expect(relativeDifference(slope.value, expected.value) < 1e-13, "\(k)")
                #expect(relativeDifference(slope.tangent, expected.tangent) < 1e-12)
                let loss = hessian(at: [lambda]) { p in
                    let x = try! minimiser(of: Ridge(), near: start, parameters: p)
                    return x[0] * x[1] + x[2] * x[2]
                }
                let other = hessian(at: [lambda]) { p in
                    let x = self.exact(p[0])
                    return x[0] * x[1] + x[2] * x[2]
                }
                #expect(abs(loss[0, 0] / other[0, 0] - 1) < 1e-11)
            }
        }
        let reverse = gradient(at: [0.5]) { sum(try! minimiser(of: Ridge(), near: [0, 0, 0], parameters: $0)) }
        #expect(relativeDifference(reverse, gradient(at: [0.5]) { sum(exact($0[0])) }) < 1e-13)
    }

    @Test func rosenbrocksValleyOfAClosure() throws {
        for start in [[-1.2, 1], [0, 0], [1, 1]] {
            let rows = jacobian(at: [1, 100]) { p in
                try! minimiser(
                    of: { x, p in p[1] * pow(x[1] - x[0] * x[0], 2) + pow(p[0] - x[0], 2) }, near: start, parameters: p)
            }
            // The minimum is (a, a²).
            #expect(relativeDifference(rows.values, [1, 0, 2, 0]) < 1e-12)
        }
        let f = compile(at: [2.0, 50]) { p in
            try! minimiser(
                of: { x, p in p[1] * pow(x[1] - x[0] * x[0], 2) + pow(p[0] - x[0], 2) }, near: [0, 0], parameters: p)[1]
        }
        #expect(abs(f.value(at: [3.0, 10]) - 9) < 1e-12)
        #expect(abs(gradient(at: [3.0, 10], of: f)[0] - 6) < 1e-10)
        #expect(abs(hessian(at: [3.0, 10], of: f)[0, 0] - 2) < 1e-8)
    }

    @Test func manyUnknownsGoByLimitedMemory() throws {
        // A chain of springs with ends held: the minimum is a straight line, and for p also by how stiff they are.
        struct Chain: Objective {
            func value<S: RealScalar>(at x: [S], _ p: [S]) -> S {
                var total = pow(x[0], 2) + pow(x[x.count - 1] - p[0], 2)
                for i in 1..<x.count { total += pow(x[i] - x[i - 1], 2) + 0.1 * pow(x[i] - x[i - 1], 4) }
                return total
            }
        }
        let n = 60
        let (value, slope) = try valueWithGradient(at: [2.0]) { p in
            sum(try minimiser(of: Chain(), near: (0..<n).map { sin(Double($0)) }, parameters: p))
        }
        #expect(abs(value - Double(n)) < 1e-10)
        #expect(abs(slope[0] - Double(n) / 2) < 1e-10)
    }

    @Test func aSaddleIsNoMinimum() {
        let saddle = #expect(throws: ImplicitError.self) {
            try minimiser(of: { x, p in x[0] * x[0] - p[0] * x[1] * x[1] }, near: [1, 0], parameters: [1.0])
        }
        #expect("\(saddle!)".contains("no minimum"), "\(saddle!)")
        #expect(throws: ImplicitError.self) { try minimiser(of: { x, p in p[0] * x[0] }, near: [1], parameters: [1.0]) }
    }

    @Test func underConstraints() throws {
        // The point of a circle of radius r nearest to (3, 4): r (0.6, 0.8), μ = (5 - r)/r, and dF/dr = -2 (5 - r).
        let rows = jacobian(at: [2.0]) { p in
            let least = try! minimiser(
                of: { x, _ in pow(x[0] - 3, 2) + pow(x[1] - 4, 2) },
                subjectTo: { x, p in [x[0] * x[0] + x[1] * x[1] - p[0] * p[0]] }, near: [1, 0.5], parameters: p)
            return least.x + least.multipliers
        }
        #expect(relativeDifference(rows.values, [0.6, 0.8, -5.0 / 4]) < 1e-13)
        let least = try minimiser(
            of: { x, _ in pow(x[0] - 3, 2) + pow(x[1] - 4, 2) },
            subjectTo: { x, p in [x[0] * x[0] + x[1] * x[1] - p[0] * p[0]] }, near: [1, 0.5], parameters: [2.0])
        #expect(relativeDifference(least.x + least.multipliers, [1.2, 1.6, 1.5]) < 1e-14)
        // From the other side the point that is farthest is stationary, too.
        #expect(throws: ImplicitError.self) {
            try minimiser(
                of: { x, _ in pow(x[0] - 3, 2) + pow(x[1] - 4, 2) },
                subjectTo: { x, p in [x[0] * x[0] + x[1] * x[1] - p[0] * p[0]] }, near: [-1.2, -1.6], parameters: [2.0])
        }
    }
}
