import Autodiff
import Testing

/// Where the inputs of every run lay in memory.
private final class Addresses {
    var seen: [UnsafeRawPointer] = []
}

/// A function that notes where its inputs are, and allocates nothing but its result.
private struct Watched: Differentiable {
    let addresses: Addresses

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.withUnsafeBytes { addresses.seen.append($0.baseAddress!) }
        return [x[0] * x[1], sin(x[2])]
    }
}

private struct WatchedField: ScalarField {
    let addresses: Addresses

    func value<S: RealScalar>(at x: [S]) -> S {
        x.withUnsafeBytes { addresses.seen.append($0.baseAddress!) }
        return x[0] * x[1] * x[39]
    }
}

@Suite struct ChunkInputsTests {
    /// 40 inputs in chunks of 4: ten runs, one array.
    @Test func aSweepReusesOneArrayOfInputs() {
        let addresses = Addresses()
        let f = Watched(addresses: addresses)
        _ = forwardJacobian(at: Neighbours.point(40), of: f, chunk: 4)
        #expect(addresses.seen.count == 10)
        #expect(Set(addresses.seen).count == 1)
    }

    /// 40 inputs in ten groups of 4: 10 + 9 + … + 1 runs, one array.
    @Test func aHessianReusesOneArrayOfInputs() {
        let addresses = Addresses()
        let x = Neighbours.point(40)
        var (gradient, inputs) = (x, ChunkInputs())
        var h = Matrix<Double>(rows: 40, columns: 40, repeating: .nan)
        let value = forwardHessian(
            at: x, of: WatchedField(addresses: addresses), into: &gradient, &h, inputs: &inputs)
        #expect(value == x[0] * x[1] * x[39] && gradient[0] == x[1] * x[39] && gradient[2] == 0)
        #expect(addresses.seen.count == 55)
        #expect(Set(addresses.seen).count == 1)
        #expect(h[39, 0] == x[1] && h[1, 39] == x[0] && h[1, 0] == x[39] && h.values.filter { $0 != 0 }.count == 6)
    }

    /// 40 inputs in five chunks of 8 columns: as many runs, one array.
    @Test func aProductReusesOneArrayOfInputs() {
        let addresses = Addresses()
        let x = Neighbours.point(40)
        var (gradient, product, inputs) = (x, x, ChunkInputs())
        for direction in [unit(0, 40), unit(1, 40)] {
            forwardHVP(
                at: x, along: direction, of: WatchedField(addresses: addresses), into: &gradient, &product,
                inputs: &inputs)
        }
        #expect(gradient[0] == x[1] * x[39] && gradient[2] == 0)
        #expect(addresses.seen.count == 10)
        #expect(Set(addresses.seen).count == 1)
        #expect(product[0] == x[39] && product[39] == x[0] && product.filter { $0 != 0 }.count == 2)
    }

    /// 21 inputs in chunks of 8 leave 5, which take one more run, and an array for its width.
    @Test func theRestTakesOneRun() {
        let addresses = Addresses()
        _ = forwardJacobian(at: Neighbours.point(21), of: Watched(addresses: addresses), chunk: 8)
        #expect(addresses.seen.count == 3)
        _ = forwardJacobian(at: Neighbours.point(17), of: Watched(addresses: addresses))
        #expect(addresses.seen.count == 5)
    }

    @Test func aWorkspaceKeepsTheArrayFromCallToCall() {
        let addresses = Addresses()
        let f = Watched(addresses: addresses)
        let workspace = Workspace<Double>()
        var place = Matrix<Double>(rows: 2, columns: 15, repeating: 0)
        for k in 0..<20 {
            var x = Neighbours.point(15)
            x[1] = Double(k)
            workspace.jacobian(at: x, of: f, into: &place, mode: .forward)
            #expect(place == jacobian(at: x, of: Watched(addresses: Addresses()), mode: .forward))
        }
        #expect(addresses.seen.count == 20)
        #expect(Set(addresses.seen).count == 1)
    }

    /// Functions of other numbers of inputs, gradients, and other widths in between leave nothing behind.
    @Test func theInputsServeFunctionsOfEveryShape() {
        var (value, inputs) = ([Double](), ChunkInputs())
        for n in [5, 17, 3, 40, 5] {
            for chunk in [16, 2, 4, 8] {
                let x = Neighbours.point(n)
                var j = Matrix<Double>(rows: n + 1, columns: n, repeating: .nan)
                var g = [Double](repeating: .nan, count: n)
                forwardJacobian(at: x, of: Neighbours(), into: &j, value: &value, inputs: &inputs, chunk: chunk)
                _ = forwardGradient(at: x, of: Valley(), into: &g, inputs: &inputs, chunk: chunk)
                #expect(areSame(j, jacobian(at: x, of: Neighbours(), mode: .forward)))
                #expect(areSame(g, gradient(at: x, of: Valley(), mode: .forward)))
            }
        }
    }

    /// A function that keeps its inputs gets to keep them as they were.
    @Test func keptInputsStayAsTheyWere() {
        final class Kept {
            var inputs: [Any] = []
        }
        struct Keeping: Differentiable {
            let kept: Kept
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                kept.inputs.append(x)
                return [x[0] * x[0]]
            }
        }
        let kept = Kept()
        let j = forwardJacobian(at: [1, 2, 3, 4], of: Keeping(kept: kept), chunk: 2).jacobian
        #expect(j == [[2, 0, 0, 0]])
        let inputs = kept.inputs.compactMap { $0 as? [MultiDual<SIMD2<Double>>] }
        #expect(inputs.count == 2)
        #expect(inputs[0].map(\.partials) == [SIMD2(1, 0), SIMD2(0, 1), .zero, .zero])
        #expect(inputs[1].map(\.partials) == [.zero, .zero, SIMD2(1, 0), SIMD2(0, 1)])
    }
}
