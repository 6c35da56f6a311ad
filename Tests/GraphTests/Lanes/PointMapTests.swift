import Autodiff
import Testing

@testable import AutodiffGraph

@Suite struct PointMapTests {
    @Test func aBranchingFunctionAtManyPointsTakesEachPointsPath() {
        let f = compile(at: [1, 2]) { x in x[0] < x[1] ? x[0] * sin(x[1]) : exp(x[0] - x[1]) }
        var random = SplitMix64(seed: 7)
        let points = Matrix((0..<100).map { _ in [random.normal(), random.normal()] })
        let (values, gradients) = valuesWithGradients(at: points, of: f)
        for i in 0..<points.rows {
            let (value, gradient) = valueWithGradient(at: points.row(i), of: f)
            #expect(values[i] == value)
            #expect(gradients.row(i) == gradient)
        }
        #expect(f.paths == 2 && f.recordings == 2)
    }

    @Test func randomBranchingFunctionsAtManyPoints() {
        for seed in 0..<60 {
            var random = SplitMix64(seed: UInt64(seed))
            var options = CompileOptions()
            options.exactValues = true
            let field = BranchingTests.Branching(using: &random, inputs: 3, length: 6)
            let f = compile(field, at: [0.4, -0.3, 1.1], options: options)
            let points = Matrix((0..<23).map { _ in (0..<3).map { _ in 2 * random.normal() } })
            let (values, gradients) = valuesWithGradients(at: points, of: f)
            for i in 0..<points.rows {
                let (value, gradient) = valueWithGradient(at: points.row(i), of: field)
                #expect(values[i] == value || value.isNaN && values[i].isNaN, "seed \(seed)")
                #expect(
                    BranchingTests.isClose(gradients.row(i), gradient), "seed \(seed), point \(points.row(i))")
            }
        }
    }

    @Test func noPointsAndOnePoint() {
        let f = compile(at: [1, 2]) { x in x[0] * x[1] }
        #expect(gradients(at: Matrix(rows: 0, columns: 2, values: []), of: f).rows == 0)
        #expect(gradients(at: [[3, 4]], of: f) == [[4, 3]])
        #expect(values(at: [[3, 4]], of: f) == [12])
    }

    @Test func constantEntriesOfJacobians() {
        let f = compile(at: [1, 2]) { x in [x[0] * 3, x[1] * x[1], 7] }
        #expect(
            jacobians(at: [[1, 2], [3, 4]], of: f) == [[3, 0], [0, 4], [0, 0], [3, 0], [0, 8], [0, 0]])
    }

    @Test func aRuleWithoutKernelIsCalledForEachPoint() {
        let f = compile(at: [1.5]) { x in lgamma(x[0]) * x[0] }
        let points = Matrix((1..<40).map { [0.3 * Double($0)] })
        let all = gradients(at: points, of: f)
        for i in 0..<points.rows { #expect(all.row(i) == gradient(at: points.row(i), of: f)) }
    }

    @Test func inParallelTheBitsAreTheSame() async {
        let f = compile(at: [1, 2]) { x in [x[0] * sin(x[1]), x[0] / x[1]] }
        let points = Matrix((0..<1000).map { [Double($0), 1 + 0.1 * Double($0)] })
        let serial = jacobians(at: points, of: f)
        for tasks in [1, 3, nil] { #expect(await parallelJacobians(at: points, of: f, tasks: tasks) == serial) }
    }
}
