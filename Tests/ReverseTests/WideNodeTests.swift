import Autodiff
import Testing

@Suite struct WideNodeTests {
    /// Sizes around those where a node begins to be wide and where another one begins.
    static let sizes = [0, 1, 2, 4, 5, 6, 511, 512, 513, 1025, 2000]

    private func inputs(_ n: Int) -> [Double] { (0..<n).map { 0.5 + 0.25 * Double($0 * 7 % 11) } }

    /// Elements of every kind: inputs, constants, results with one pending operand and with two.
    private func mixed<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { (i: Int) -> S in
            switch i % 5 {
            case 0: return x[i]
            case 1: return S(Double(i))
            case 2: return 2 * x[i]
            case 3: return x[i] * x[i - 1]
            default: return x[i] + x[i - 1] * x[i - 2] - x[0]
            }
        }
    }

    private func loopSum<S: RealScalar>(_ x: [S]) -> S {
        var total: S = 0
        for v in x { total += v }
        return total
    }

    private func loopDot<S: RealScalar>(_ x: [S], _ y: [S]) -> S {
        var total: S = 0
        for i in x.indices { total += x[i] * y[i] }
        return total
    }

    private func agree(_ a: (value: Double, gradient: [Double]), _ b: (value: Double, gradient: [Double])) -> Bool {
        let scale = b.gradient.map(\.magnitude).max() ?? 0
        return a.value == b.value
            && zip(a.gradient, b.gradient).allSatisfy { ($0 - $1).magnitude <= 1e-14 * scale }
    }

    @Test(arguments: sizes) func sumsAndProductsAgreeWithLoops(n: Int) {
        let x = inputs(n + 1)
        func check(
            _ whole: ([Variable<Double>]) -> Variable<Double>, _ loop: ([Variable<Double>]) -> Variable<Double>
        ) {
            #expect(agree(valueWithGradient(at: x, of: whole), valueWithGradient(at: x, of: loop)))
        }
        let constants = inputs(n)
        check({ sum(Array($0[1...])) }, { loopSum(Array($0[1...])) })
        check({ sum(mixed($0)) }, { loopSum(mixed($0)) })
        check({ dot(mixed($0), $0) }, { loopDot(mixed($0), $0) })
        check({ dot(mixed($0), mixed($0.reversed())) }, { loopDot(mixed($0), mixed($0.reversed())) })
        check(
            { dot(constants, Array(mixed($0)[1...])) },
            { v in loopDot(constants.map { Variable($0) }, Array(mixed(v)[1...])) })
        check({ exp(-norm($0)) }, { exp(-sqrt(loopDot($0, $0))) })
    }

    @Test func anArrayTakesOneNode() {
        let tape = Tape<Double>()
        let x = tape.variables(inputs(200))
        _ = dot(x, Array(x.reversed()))
        #expect(tape.nodeCount == 1)
        _ = norm(x)
        #expect(tape.nodeCount == 2)
        _ = sum(Array(x[..<4]))
        #expect(tape.nodeCount == 3)
    }

    /// 512 terms that are constant get no node, wherever they stand, and what follows has the right place.
    @Test func partsOfConstants() {
        let tape = Tape<Double>()
        let x = tape.variables([1, 2, 3, 4, 5, 6])
        let constants = [Variable<Double>](repeating: 2, count: 512)
        let before = x[0] * x[1] * x[2]
        let first = sum(constants + x)
        let middle = sum(x + Array(constants[6...]) + constants + x)
        let y = before * first * middle * x[3]
        #expect(first.value == 1045 && middle.value == 2078 && y.value == 6 * 1045 * 2078 * 4)
        let (f, m) = (1045.0, 2078.0)
        let shared = 6 * 4 * (m + 2 * f)
        let g = [24 * f * m + shared, 12 * f * m + shared, 8 * f * m + shared, 6 * f * m + shared, shared, shared]
        #expect(tape.gradient(of: y, withRespectTo: x) == g)
        // The product, one part, three parts, and what is made of them.
        #expect(tape.nodeCount == 1 + 1 + 3 + 1)
    }

    /// A node that doesn't fit on chunks which an earlier recording has left passes over them, and so does the sweep.
    @Test func nodesLargerThanTheFirstChunks() {
        let tape = Tape<MultiDual<SIMD16<Double>>>()
        for _ in 0..<3 {
            let small = tape.variables([1, 2, 3, 4])
            var y = small[0]
            for i in 0..<40 { y = 0.5 * y + small[i % 4] * small[(i + 1) % 4] }
            #expect(tape.gradient(of: y - y + small[2], withRespectTo: small).map(\.value) == [0, 0, 1, 0])
            tape.reset()
            let x = tape.variables((0..<600).map { MultiDual(Double($0)) })
            let total = sum(x)
            let g = tape.gradient(of: total * x[0] * x[1] + total, withRespectTo: [x[1], x[599]])
            #expect(g.map(\.value) == [1, 1])
            tape.reset()
        }
    }

    @Test func nodesOfAllKindsOnOneTape() {
        let x = inputs(300)
        func f<S: RealScalar>(_ x: [S], _ sum: ([S]) -> S, _ dot: ([S], [S]) -> S) -> S {
            var y: S = 1
            for i in 0..<20 {
                let piece = Array(x[(10 * i)..<(10 * i + 40)])
                y = y * x[i] / (1 + y) + x[i + 1] * x[i + 2]
                y += sum(piece) * 0.01 + sin(dot(piece, piece.map { $0 * y })) + x[3] - x[4]
            }
            return y
        }
        #expect(
            agree(valueWithGradient(at: x) { f($0, sum, dot) }, valueWithGradient(at: x) { f($0, loopSum, loopDot) }))
    }

    @Test func nested() {
        let (x, v) = (inputs(20), inputs(20))
        func f<S: RealScalar>(_ x: [S]) -> S { dot(x, mixed(x)) * sum(x) }
        func loop<S: RealScalar>(_ x: [S]) -> S { loopDot(x, mixed(x)) * loopSum(x) }
        func product(_ f: ([Variable<Variable<Double>>]) -> Variable<Variable<Double>>) -> [Double] {
            gradient(at: x) { (x: [Variable<Double>]) in loopDot(gradient(at: x, of: f), v.map { Variable($0) }) }
        }
        func forward(_ f: ([Variable<Dual<Double>>]) -> Variable<Dual<Double>>) -> [Double] {
            jvp(at: x, along: v) { (x: [Dual<Double>]) in gradient(at: x, of: f) }.tangent
        }
        let expected = forward { loop($0) }
        let scale = expected.map(\.magnitude).max() ?? 0
        for actual in [product { f($0) }, product { loop($0) }, forward { f($0) }] {
            #expect(zip(actual, expected).allSatisfy { ($0 - $1).magnitude <= 1e-13 * scale })
        }
    }

    /// A factor without derivative contributes nothing, though the other one is infinite.
    @Test func zeroTimesInfinity() {
        let g = gradient(at: [1.0, 2, 3, 4, 5, 6]) { x in
            var y = x
            y[0] = 0 * x[0]
            let weights: [Double] = [.infinity, 1, 1, 1, 1, 1]
            return dot(weights, y) + x[5]
        }
        #expect(g == [0, 1, 1, 1, 1, 2])
    }

    @Test func variablesOfTwoTapesInOneSum() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (first, second) = (Tape<Double>(), Tape<Double>())
            print(dot(first.variables([1, 2, 3, 4, 5]), second.variables([1, 2, 3, 4, 5])))
            withExtendedLifetime((first, second)) {}
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("variables of two tapes met in one operation"))
    }

    @Test func staleVariablesInASum() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0, 2, 3, 4, 5]) { x in
                kept = x
                return x[0]
            }
            print(sum(kept))
        }
        let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(text.contains("a Variable was used after the gradient"))
    }
}
