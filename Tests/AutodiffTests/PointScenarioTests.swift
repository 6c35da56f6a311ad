import Autodiff
import Testing

/// Every scenario at many points at once: the bits of the point by itself.
@Suite struct PointScenarioTests {
    @Test(arguments: scenarios)
    func manyPoints(_ scenario: Scenario) {
        func all<F: Differentiable & Sendable>(_ f: F) {
            let x = scenario.point
            var rows: [[Double]] = []
            for i in 0..<21 {
                let factor = 1 + 1e-3 * Double(i * i % 17)
                rows.append(x.map { factor * $0 })
            }
            let points = Matrix(rows)
            let compiled = compile(f, at: x)
            let weights = scenario.weights
            let field = compile(at: x) { x in dot(weights, f(x)) }
            let jacobians = jacobians(at: points, of: compiled)
            let (values, gradients) = valuesWithGradients(at: points, of: field)
            let outputs = Autodiff.values(at: points, of: compiled)
            let m = outputs.columns
            for i in 0..<points.rows {
                let point = points.row(i)
                #expect(same(outputs.row(i), compiled(point)))
                let size = m * x.count
                let entries = Array(jacobians.values[i * size..<(i + 1) * size])
                #expect(same(entries, jacobian(at: point, of: compiled).values))
                #expect(same([values[i]], [field(point)[0]]))
                #expect(same(gradients.row(i), gradient(at: point, of: field)))
            }
        }
        all(scenario.function)
    }

    /// Equal to the last bit; which nan a nan is doesn't matter.
    private func same(_ a: [Double], _ b: [Double]) -> Bool {
        if a.count != b.count { return false }
        for (x, y) in zip(a, b) where x.bitPattern != y.bitPattern && !(x.isNaN && y.isNaN) { return false }
        return true
    }
}
