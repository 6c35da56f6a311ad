import Autodiff
import Testing

private struct Rosenbrock: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var total: S = 0
        for i in 0..<x.count - 1 {
            let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
            total += 100 * (a * a) + b * b
        }
        return total
    }
}

@Suite struct WorkspaceTests {
    private func point(_ n: Int, _ k: Int) -> [Double] { (0..<n).map { 0.5 + 0.001 * Double(($0 * 7 + k) % 31) } }

    @Test func sameBitsAsTheFunction() {
        let workspace = GradientWorkspace<Double>()
        var place = [Double](repeating: 0, count: 100)
        for k in 0..<20 {
            let (value, gradient) = valueWithGradient(at: point(100, k), of: Rosenbrock())
            #expect(workspace.evaluate(at: point(100, k), of: Rosenbrock()) == value)
            #expect(workspace.gradient == gradient)
            #expect(workspace.evaluate(at: point(100, k), into: &place, of: Rosenbrock()) == value)
            #expect(place == gradient)
        }
    }

    @Test func shapesMayChange() {
        let workspace = GradientWorkspace<Double>()
        for n in [100, 3, 500, 2, 100] {
            workspace.evaluate(at: point(n, 0), of: Rosenbrock())
            #expect(workspace.gradient == gradient(at: point(n, 0), of: Rosenbrock()))
        }
    }

    @Test func nestedBases() {
        let workspace = GradientWorkspace<Dual<Double>>()
        for k in 0..<3 {
            let x = point(5, k)
            let direction = [1.0, 2, 3, 4, 5]
            let product = jvp(at: x, along: direction) { (x: [Dual<Double>]) in
                workspace.evaluate(at: x, of: Rosenbrock())
                return workspace.gradient
            }
            #expect(product == hvp(at: x, along: direction, of: Rosenbrock()))
        }
    }

    /// What was taken from the workspace stays as it was.
    @Test func aResultKeptIsAValue() {
        let workspace = GradientWorkspace<Double>()
        workspace.evaluate(at: [1, 2]) { x in x[0] * x[1] }
        let kept = workspace.gradient
        workspace.evaluate(at: [3, 4]) { x in x[0] * x[1] }
        #expect(kept == [2, 1])
        #expect(workspace.gradient == [4, 3])
    }

    @Test func afterAFunctionThatThrew() throws {
        struct Failure: Error {}
        let workspace = GradientWorkspace<Double>()
        workspace.evaluate(at: [3, 4]) { x in x[0] * x[1] }
        #expect(throws: Failure.self) {
            try workspace.evaluate(at: [1, 2, 3]) { x in
                if x[0] * x[1] * x[2] > 0 { throw Failure() }
                return 0
            }
        }
        #expect(workspace.gradient == [4, 3])
        workspace.evaluate(at: [3, 4]) { _ in 1 }
        #expect(workspace.gradient == [0, 0])
    }

    /// The result stays in its place, so nothing was allocated for it.
    @Test func theResultStaysInPlace() {
        let workspace = GradientWorkspace<Double>()
        workspace.evaluate(at: point(100, 0), of: Rosenbrock())
        let place = workspace.gradient.withUnsafeBufferPointer { $0.baseAddress }
        for k in 1..<10 {
            workspace.evaluate(at: point(100, k), of: Rosenbrock())
            #expect(workspace.gradient.withUnsafeBufferPointer { $0.baseAddress } == place)
        }
    }

    @Test func aVariableKeptAfterEvaluate() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let workspace = GradientWorkspace<Double>()
            var kept: [Variable<Double>] = []
            for _ in 0..<2 {
                workspace.evaluate(at: [1, 2, 3]) { x in
                    defer { kept = x }
                    return kept.isEmpty ? x[0] : x[0] * kept[1]
                }
            }
        }
        #expect(text(of: result).contains("a Variable was used after the gradient"))
    }

    @Test func aWorkspaceInsideItself() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let workspace = GradientWorkspace<Double>()
            workspace.evaluate(at: [1]) { x in
                workspace.evaluate(at: [2]) { $0[0] }
                return x[0]
            }
        }
        #expect(text(of: result).contains("a GradientWorkspace was used inside its own evaluate"))
    }

    @Test func aPlaceOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = [0.0]
            GradientWorkspace<Double>().evaluate(at: [1, 2], into: &place) { $0[0] }
        }
        #expect(text(of: result).contains("the place for a gradient has 1 elements where 2 are needed"))
    }

    private func text(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }
}
