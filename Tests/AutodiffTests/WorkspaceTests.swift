import Autodiff
import Testing

private struct Valley: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var total: S = 0
        for i in 0..<x.count - 1 {
            let (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i])
            total += 100 * (a * a) + b * b
        }
        return total
    }
}

/// xᵢ xᵢ₊₁, and the sum of sines: n inputs, n + 1 outputs.
private struct Pairs: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { x[$0] * x[($0 + 1) % x.count] } + [sum(x.map { sin($0) })]
    }
}

@Suite struct WorkspaceTests {
    private func point(_ n: Int, _ k: Int) -> [Double] {
        (0..<n).map { i -> Double in 0.5 + 0.001 * Double((i * 7 + k) % 31) }
    }

    @Test func gradientsHaveTheBitsOfTheFunction() {
        let workspace = Workspace<Double>()
        var place = [Double](repeating: 0, count: 100)
        for k in 0..<20 {
            for mode in [JacobianMode.forward, .reverse, .automatic] {
                let (value, gradient) = valueWithGradient(at: point(100, k), of: Valley(), mode: mode)
                let kept = workspace.valueWithGradient(at: point(100, k), of: Valley(), into: &place, mode: mode)
                #expect(kept == value && place == gradient)
            }
            let (value, gradient) = valueWithGradient(at: point(100, k), of: Valley())
            #expect(workspace.valueWithGradient(at: point(100, k), of: Valley(), into: &place) == value)
            #expect(place == gradient)
        }
    }

    @Test func everyVerbHasTheBitsOfTheFunction() {
        let workspace = Workspace<Double>()
        for n in [2, 9, 30, 5] {
            let (x, v, f) = (point(n, 0), point(n, 3), Pairs())
            let u = (0...n).map { Double($0 % 3) - 1 }
            var (value, tangent) = ([Double](repeating: .nan, count: n + 1), [Double](repeating: .nan, count: n + 1))
            var (gradient, product) = ([Double](repeating: .nan, count: n), [Double](repeating: .nan, count: n))
            var place = Matrix<Double>(rows: n + 1, columns: n, repeating: .nan)
            for mode in [JacobianMode.forward, .reverse, .automatic] {
                let expected = valueWithJacobian(at: x, of: f, mode: mode)
                workspace.valueWithJacobian(at: x, of: f, into: &value, &place, mode: mode)
                #expect(value == expected.value && place == expected.jacobian, "\(mode)")
                place = place.map { _ in .nan }
                workspace.jacobian(at: x, of: f, into: &place, mode: mode)
                #expect(place == expected.jacobian, "\(mode)")
            }
            workspace.valueWithJacobian(at: x, into: &value, &place) { x in f(x) }
            #expect(value == f(x) && place == jacobian(at: x, of: f, mode: .reverse))
            place = place.map { _ in .nan }
            workspace.jacobian(at: x, into: &place) { x in f(x) }
            #expect(place == jacobian(at: x, of: f, mode: .reverse))

            workspace.jvp(at: x, along: v, of: f, into: &value, &tangent)
            #expect((value, tangent) == jvp(at: x, along: v, of: f))
            workspace.jvp(at: x, along: v, into: &value, &tangent) { x in f(x) }
            #expect((value, tangent) == jvp(at: x, along: v, of: f))
            workspace.vjp(at: x, pullingBack: u, of: f, into: &value, &product)
            #expect(value == f(x) && product == vjp(at: x, of: f).pullback(u))
            product = v
            workspace.vjp(at: x, pullingBack: u, into: &value, &product) { x in f(x) }
            #expect(value == f(x) && product == vjp(at: x, of: f).pullback(u))

            var square = Matrix<Double>(rows: n, columns: n, repeating: .nan)
            let expected = valueWithGradientAndHessian(at: x, of: Valley())
            let kept = workspace.valueWithGradientAndHessian(at: x, of: Valley(), into: &gradient, &square)
            #expect(kept == expected.value && gradient == expected.gradient && square == expected.hessian)
            square = square.map { _ in .nan }
            workspace.hessian(at: x, of: Valley(), into: &square)
            #expect(square == expected.hessian)
            workspace.hvp(at: x, along: v, of: Valley(), into: &gradient, &product)
            #expect((gradient, product) == hvp(at: x, along: v, of: Valley()))
        }
    }

    @Test func shapesMayChange() {
        let workspace = Workspace<Double>()
        for n in [100, 3, 500, 2, 100] {
            var place = [Double](repeating: 0, count: n)
            workspace.gradient(at: point(n, 0), of: Valley(), into: &place)
            #expect(place == gradient(at: point(n, 0), of: Valley()))
        }
    }

    /// By forward mode, by forward over reverse mode, and in places that were another shape's.
    @Test func secondDerivativesOfEveryShape() {
        let workspace = Workspace<Double>()
        for n in [20, 3, 12, 17, 2, 9, 8, 20] {
            let (x, v) = (point(n, 0), point(n, 1))
            var (slope, product) = (x, x)
            var square = Matrix<Double>(rows: n, columns: n, repeating: .nan)
            for _ in 0..<2 {
                workspace.hessian(at: x, of: Valley(), into: &square)
                #expect(square == hessian(at: x, of: Valley()))
                workspace.hvp(at: x, along: v, of: Valley(), into: &slope, &product)
                #expect((slope, product) == hvp(at: x, along: v, of: Valley()))
            }
        }
        let overDuals = Workspace<Dual<Double>>()
        let (x, v) = (point(3, 0).map { Dual($0, 1) }, point(3, 1).map { Dual(constant: $0) })
        var (slope, product) = (x, x)
        overDuals.hvp(at: x, along: v, of: Valley(), into: &slope, &product)
        let expected = hvp(at: x, along: v, of: Valley())
        #expect(product.map(\.value) == expected.product.map(\.value))
        #expect(product.map(\.tangent) == expected.product.map(\.tangent))
        #expect(slope.map(\.tangent) == expected.gradient.map(\.tangent))
    }

    @Test func nestedBases() {
        let workspace = Workspace<Dual<Double>>()
        for k in 0..<3 {
            let x = point(5, k)
            let direction = [1.0, 2, 3, 4, 5]
            let product = jvp(at: x, along: direction) { (x: [Dual<Double>]) in
                var place = x
                workspace.gradient(at: x, of: Valley(), into: &place)
                return place
            }
            #expect(product == jvp(at: x, along: direction) { x in gradient(at: x, of: Valley()) })
        }
    }

    @Test func afterAFunctionThatThrew() throws {
        struct Failure: Error {}
        let workspace = Workspace<Double>()
        var place = [0.0, 0]
        workspace.gradient(at: [3, 4], into: &place) { x in x[0] * x[1] }
        #expect(throws: Failure.self) {
            try workspace.gradient(at: [1, 2], into: &place) { x in
                if x[0] * x[1] > 0 { throw Failure() }
                return 0
            }
        }
        #expect(place == [4, 3])
        workspace.gradient(at: [3, 4], into: &place) { _ in 1 }
        #expect(place == [0, 0])
    }

    /// The result stays in its place, so nothing was allocated for it.
    @Test func theResultStaysInPlace() {
        let workspace = Workspace<Double>()
        var place = point(100, 0)
        let address = place.withUnsafeBufferPointer { $0.baseAddress }
        for k in 0..<10 {
            for mode in [JacobianMode.forward, .reverse] {
                workspace.gradient(at: point(100, k), of: Valley(), into: &place, mode: mode)
                #expect(place.withUnsafeBufferPointer { $0.baseAddress } == address)
            }
        }
    }

    @Test func aVariableKeptAfterTheCall() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let workspace = Workspace<Double>()
            var (kept, place): ([Variable<Double>], [Double]) = ([], [0, 0, 0])
            for _ in 0..<2 {
                workspace.gradient(at: [1, 2, 3], into: &place) { x in
                    defer { kept = x }
                    return kept.isEmpty ? x[0] : x[0] * kept[1]
                }
            }
        }
        #expect(text(of: result).contains("a Variable was used after the gradient"))
    }

    @Test func aWorkspaceInsideItself() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let workspace = Workspace<Double>()
            var (place, other) = ([0.0], [0.0])
            workspace.gradient(at: [1], into: &place) { x in
                workspace.gradient(at: [2], into: &other) { $0[0] }
                return x[0]
            }
        }
        #expect(text(of: result).contains("a Workspace was used inside a function that it is running"))
    }

    private struct Inner: ScalarField {
        let workspace = Workspace<Double>()
        let mode: JacobianMode

        func value<S: RealScalar>(at x: [S]) -> S {
            var place = [0.0, 0]
            workspace.gradient(at: [5, 6], of: Valley(), into: &place, mode: mode)
            return x[0] * place[0]
        }

        /// The gradient of this field in the workspace that it uses itself.
        func gradient() {
            var place = [0.0, 0]
            workspace.gradient(at: [2, 3], of: self, into: &place, mode: mode)
        }
    }

    @Test func aWorkspaceInsideAFieldThatItRuns() async {
        let reverse = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Inner(mode: .reverse).gradient()
        }
        let forward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Inner(mode: .forward).gradient()
        }
        for result in [reverse, forward] {
            #expect(text(of: result).contains("a Workspace was used inside a function that it is running"))
        }
    }

    /// A field that asks the workspace that runs it for a directional derivative.
    private struct Asking: ScalarField {
        let workspace = Workspace<Double>()

        func value<S: RealScalar>(at x: [S]) -> S {
            var (value, tangent) = ([0.0], [0.0])
            workspace.jvp(at: [5, 6], along: [1, 0], of: Valley(), into: &value, &tangent)
            return x[0] * tangent[0]
        }
    }

    @Test func everyCallInsideAnotherTraps() async {
        let inAGradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (f, x) = (Asking(), [2.0, 3])
            var place = x
            f.workspace.gradient(at: x, of: f, into: &place)
        }
        let inAJVP = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (f, x) = (Asking(), [2.0, 3])
            var (value, tangent) = ([0.0], [0.0])
            f.workspace.jvp(at: x, along: x, of: f, into: &value, &tangent)
        }
        let aTapeInAJVP = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = Inner(mode: .reverse)
            var (value, tangent) = ([0.0], [0.0])
            f.workspace.jvp(at: [2, 3], along: [1, 1], of: f, into: &value, &tangent)
        }
        for result in [inAGradient, inAJVP, aTapeInAJVP] {
            #expect(text(of: result).contains("a Workspace was used inside a function that it is running"))
        }
    }

    @Test func aWorkspaceInsideASecondDerivative() async {
        let inBlocks = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = Inner(mode: .reverse)
            var square = Matrix<Double>(rows: 2, columns: 2, repeating: 0)
            f.workspace.hessian(at: [2, 3], of: f, into: &square)
        }
        let onATape = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = Inner(mode: .forward)
            var square = Matrix<Double>(rows: 20, columns: 20, repeating: 0)
            f.workspace.hessian(at: [Double](repeating: 1, count: 20), of: f, into: &square)
        }
        let inAProduct = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let f = Inner(mode: .reverse)
            var (slope, product) = ([0.0, 0], [0.0, 0])
            f.workspace.hvp(at: [2, 3], along: [1, 1], of: f, into: &slope, &product)
        }
        for result in [inBlocks, onATape, inAProduct] {
            #expect(text(of: result).contains("a Workspace was used inside a function that it is running"))
        }
    }

    @Test func aProductOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var (slope, product) = ([0.0, 0], [0.0])
            Workspace<Double>().hvp(at: [1, 2], along: [1, 1], of: Valley(), into: &slope, &product)
        }
        #expect(text(of: result).contains("the place for a product has 1 elements where 2 are needed"))
        let direction = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = hvp(at: [1, 2], along: [1], of: Valley())
        }
        #expect(text(of: direction).contains("the direction of hvp has 1 elements where 2 are needed"))
    }

    @Test func aPlaceOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var place = [0.0]
            Workspace<Double>().gradient(at: [1, 2], into: &place) { $0[0] }
        }
        #expect(text(of: result).contains("the place for a gradient has 1 elements where 2 are needed"))
    }

    @Test func aTangentOfTheWrongLength() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var (value, tangent) = ([0.0, 0], [0.0])
            Workspace().jvp(at: [1], along: [1], into: &value, &tangent) { [$0[0], 2] }
        }
        #expect(text(of: result).contains("the place for a tangent has 1 elements where 2 are needed"))
    }

    private func text(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }
}
