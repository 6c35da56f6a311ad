import Autodiff
import Testing

/// Functions of arrays and matrices of n elements, by the library's functions or by loops of single operations.
private struct ArrayCase: ScalarField, CustomTestStringConvertible {
    enum Kind: CaseIterable {
        case logSumExp, softmax, matrixVector, matrixMatrix, dataMatrix, matrixData, matrixNumbers, numbersVector
    }

    let kind: Kind
    let n: Int
    var byLoop = false

    var testDescription: String { "\(kind) of \(n)" }

    /// A function of n inputs and six more.
    var point: [Double] { (0..<n + 6).map { 0.5 - 0.25 * Double($0 * 7 % 11) } }

    var loop: ArrayCase { ArrayCase(kind: kind, n: n, byLoop: true) }

    func value<S: RealScalar>(at x: [S]) -> S {
        let elements = ArrayCase.mixed(x, count: n)
        var total: S = 0
        for (i, y) in outputs(elements).enumerated() { total += sin(y * 0.1) * Double(i % 3 + 1) }
        return total
    }

    /// Elements of every kind: inputs, constants, results with one pending operand and with two, and of nodes.
    static func mixed<S: RealScalar>(_ x: [S], count: Int) -> [S] {
        (0..<count).map { i in
            switch i % 7 {
            case 0, 1: return x[i]
            case 2: return S(0.1 * Double(i % 13))
            case 3: return 2 * x[i + 1]
            case 4: return x[i] * x[i + 2]
            case 5: return 0.5 * (x[i] * x[i + 1] + x[i + 3] * x[i + 5])
            default: return x[i] - x[i]
            }
        }
    }

    func outputs<S: RealScalar>(_ x: [S]) -> [S] {
        // The data are as many as the elements; matrices have rows of 3, and what doesn't fill one is left out.
        let data = (0..<n).map { 0.25 * Double($0 % 9) - 1 }
        let rows = n / 3
        let a = Matrix(rows: rows, columns: 3, values: Array(x[..<(3 * rows)]))
        let b = Matrix(rows: 3, columns: rows, values: Array(x[(n - 3 * rows)...]))
        let c = Matrix(rows: rows, columns: 3, values: Array(data[..<(3 * rows)]))
        let d = Matrix(rows: 3, columns: rows, values: Array(data[..<(3 * rows)]))
        switch kind {
        case .logSumExp: return [byLoop ? Loops.logSumExp(x) : logSumExp(x)]
        case .softmax: return byLoop ? Loops.softmax(x) : softmax(x)
        case .matrixVector:
            let y = (0..<rows).map { 2 - x[3 * $0] }
            return byLoop ? Loops.product(b, Matrix(rows: rows, columns: 1, values: y)) { $0 * $1 } : b.times(y)
        case .matrixMatrix: return byLoop ? Loops.product(a, b) { $0 * $1 } : a.times(b).values
        case .dataMatrix: return byLoop ? Loops.product(c, b) { $0 * $1 } : c.times(b).values
        case .matrixData: return byLoop ? Loops.product(a, d) { $0 * $1 } : a.times(d).values
        case .matrixNumbers:
            let y = Matrix(rows: rows, columns: 1, values: Array(data[..<rows]))
            return byLoop ? Loops.product(b, y) { $0 * $1 } : b.times(y.values)
        case .numbersVector:
            let y = (0..<rows).map { x[3 * $0] }
            return byLoop ? Loops.product(d, Matrix(rows: rows, columns: 1, values: y)) { $0 * $1 } : d.times(y)
        }
    }
}

private enum Loops {
    static func logSumExp<S: RealScalar>(_ x: [S]) -> S {
        var k = 0
        for i in x.indices where x[i] > x[k] { k = i }
        let shift = x[k].primal
        if shift == -.infinity { return S(shift) }
        var total = expm1(x[k] - shift)
        for i in x.indices where i != k { total += exp(x[i] - shift) }
        return log1p(total) + shift
    }

    static func softmax<S: RealScalar>(_ x: [S]) -> [S] {
        var shift = -Double.infinity
        for element in x where element.primal > shift { shift = element.primal }
        var total: S = 0
        for element in x { total += exp(element - shift) }
        return x.map { exp($0 - shift) / total }
    }

    static func product<L, R, S: RealScalar>(_ a: Matrix<L>, _ b: Matrix<R>, _ product: (L, R) -> S) -> [S] {
        var entries: [S] = []
        for i in 0..<a.rows {
            for j in 0..<b.columns {
                var total: S = 0
                for k in 0..<a.columns { total += product(a[i, k], b[k, j]) }
                entries.append(total)
            }
        }
        return entries
    }
}

/// The same numbers in every run.
private struct Generator {
    var state: UInt64

    mutating func next(below bound: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
    }
}

@Suite struct ArrayNodeTests {
    /// Sizes with and without wide nodes and blocks, and with columns left over by every width of a tile.
    static let sizes = [1, 2, 3, 4, 5, 6, 9, 12, 15, 24, 33, 45, 70, 600]

    fileprivate static let cases = ArrayCase.Kind.allCases.flatMap { kind in sizes.map { ArrayCase(kind: kind, n: $0) }
    }
    fileprivate static let small = cases.filter { $0.n <= 24 }

    /// Each partial is a sum of products with the terms' derivatives, added in another order than the loop's.
    private func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 0x1p-46) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance * scale }
    }

    @Test(arguments: cases) fileprivate func agreesWithTheLoop(_ f: ArrayCase) {
        let (whole, loop) = (valueWithGradient(at: f.point, of: f), valueWithGradient(at: f.point, of: f.loop))
        #expect(f.value(at: f.point) == f.loop.value(at: f.point))
        #expect(whole.value == f.value(at: f.point) && loop.value == whole.value)
        #expect(agree(whole.gradient, loop.gradient))
    }

    @Test(arguments: small) fileprivate func agreesWithTheLoopWhereModesNest(_ f: ArrayCase) {
        let x = f.point
        let v = x.indices.map { 1 - 0.5 * Double($0 % 4) }
        // Second derivatives are differences of terms that are some ten times as large.
        let tolerance = 0x1p-42
        let (forward, loop) = (hvp(at: x, along: v, of: f), hvp(at: x, along: v, of: f.loop))
        #expect(agree(forward.gradient, loop.gradient) && agree(forward.product, loop.product, tolerance))

        func reverse(_ f: ArrayCase) -> [Double] {
            gradient(at: x) { (x: [Variable<Double>]) in
                let g: [Variable<Double>] = gradient(at: x, of: f)
                return dot(v, g)
            }
        }
        #expect(agree(reverse(f), loop.product, tolerance))

        func tangents(_ f: ArrayCase) -> (value: Variable<Double>, tangent: Variable<Double>, gradient: [Double]) {
            let tape = Tape<Double>()
            let inputs = tape.variables(x)
            let y = f.value(at: zip(inputs, v).map { Dual($0, Variable($1)) })
            return (y.value, y.tangent, tape.gradient(of: y.tangent, withRespectTo: inputs))
        }
        let (dual, dualLoop) = (tangents(f), tangents(f.loop))
        #expect(dual.value == dualLoop.value && agree([dual.tangent.value], [dualLoop.tangent.value], tolerance))
        #expect(agree(dual.gradient, loop.product, tolerance))
    }

    /// Several cotangents in one sweep, so that blocks read and write adjoints that lie apart.
    @Test(arguments: [5, 24, 45]) func jacobiansAgreeWithTheLoop(n: Int) {
        struct Outputs: Differentiable {
            let f: ArrayCase

            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f.outputs(ArrayCase.mixed(x, count: f.n)) }
        }
        for kind in ArrayCase.Kind.allCases {
            let f = ArrayCase(kind: kind, n: n)
            let j = jacobian(at: f.point, of: Outputs(f: f), mode: .reverse)
            let loop = jacobian(at: f.point, of: Outputs(f: f.loop), mode: .forward)
            #expect(j.rows == loop.rows && agree(j.values, loop.values), "\(kind)")
        }
    }

    // MARK: What is recorded

    private func nodes(_ n: Int, _ f: ([Variable<Double>]) -> Void) -> Int {
        let tape = Tape<Double>()
        f(tape.variables((0..<n).map(Double.init)))
        return tape.nodeCount
    }

    @Test func logSumExpTakesOneNode() {
        #expect(nodes(5) { _ = logSumExp($0) } == 1)
        #expect(nodes(200) { _ = logSumExp($0) } == 1)
        // One for each 512 terms.
        #expect(nodes(1100) { _ = logSumExp($0) } == 3)
        #expect(nodes(2) { _ = logSumExp($0) } == 0)
        let tape = Tape<Dual<Double>>()
        _ = logSumExp(tape.variables((0..<20).map { Dual(Double($0), 1) }))
        #expect(tape.nodeCount == 1)
    }

    /// A block takes as many indices as it has outputs; anything beside it would take more.
    @Test func productsAndSoftmaxTakeABlock() {
        #expect(nodes(30) { _ = softmax($0) } == 30)
        #expect(
            nodes(110) { x in _ = Matrix(rows: 10, columns: 10, values: Array(x[..<100])).times(Array(x[100...])) }
                == 10)
        #expect(
            nodes(32) { x in
                let a = Matrix(rows: 4, columns: 4, values: Array(x[..<16]))
                _ = a.times(a.transposed)
                _ = a.times(Matrix<Double>(rows: 4, columns: 4, repeating: 2))
                _ = Matrix<Double>(rows: 4, columns: 4, repeating: 2).times(a)
            } == 48)
        // Too small for a block: three operands, and two nodes of the products' six.
        #expect(nodes(6) { x in _ = Matrix(rows: 1, columns: 3, values: Array(x[..<3])).times(Array(x[3...])) } == 2)
        #expect(nodes(20) { _ in _ = softmax((0..<10).map { Variable<Double>(Double($0)) }) } == 0)
    }

    // MARK: Edges

    /// Sums of products of the finite ones are exact in any order.
    private static let infinities: [Double] = [.infinity, -.infinity, .nan, 0, -0.0, 1, -2, 3, -5]

    /// The same kind of number: equal up to rounding, or both nan.
    private func alike(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy {
                $0 == $1 || $0.isNaN && $1.isNaN
                    || ($0 - $1).magnitude <= 0x1p-45 * Swift.max($0.magnitude, $1.magnitude)
            }
    }

    /// Products of matrices with infinities and zeros, and cotangents with zeros: what the loops give.
    @Test func productsOfInfinities() {
        var random = Generator(state: 7)
        for _ in 0..<200 {
            let (x, weights) = (
                (0..<32).map { _ in Self.infinities[random.next(below: 9)] },
                (0..<16).map { _ in Double(random.next(below: 3)) - 1 }
            )
            func gradients(
                _ product: (Matrix<Variable<Double>>, Matrix<Variable<Double>>) -> [Variable<Double>]
            ) -> (value: [Double], gradient: [Double]) {
                let tape = Tape<Double>()
                let inputs = tape.variables(x)
                let outputs = product(
                    Matrix(rows: 4, columns: 4, values: Array(inputs[..<16])),
                    Matrix(rows: 4, columns: 4, values: Array(inputs[16...])))
                return (outputs.map(\.value), tape.pullback(weights, from: outputs, to: inputs))
            }
            let whole = gradients { $0.times($1).values }
            let loop = gradients { Loops.product($0, $1) { $0 * $1 } }
            #expect(alike(whole.value, loop.value) && alike(whole.gradient, loop.gradient), "\(x) \(weights)")
        }
    }

    /// The primal's bits are those of a loop, infinities and signs of zeros included.
    @Test func productsOfNumbersHaveTheBitsOfALoop() {
        var random = Generator(state: 11)
        for (m, p, n) in [(1, 1, 1), (3, 4, 5), (2, 0, 3), (0, 2, 2), (5, 3, 1), (1, 7, 9), (4, 6, 15), (7, 2, 0)] {
            func entries(_ count: Int) -> [Double] {
                (0..<count).map { _ in
                    let choice = random.next(below: 40)
                    return choice < 9 ? Self.infinities[choice] : Double(random.next(below: 1000)) / 7 - 70
                }
            }
            let a = Matrix(rows: m, columns: p, values: entries(m * p))
            let b = Matrix(rows: p, columns: n, values: entries(p * n))
            let expected = Loops.product(a, b) { $0 * $1 }
            let actual = a.times(b)
            #expect(actual.rows == m && actual.columns == n)
            // A nan's sign and payload may differ.
            #expect(zip(actual.values, expected).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
        }
    }

    @Test func logSumExpOfInfinities() {
        let inf = Double.infinity
        func check(_ x: [Double], value: Double, gradient expected: [Double]) {
            let (y, g) = valueWithGradient(at: x) { logSumExp($0) }
            #expect(alike([y], [value]) && alike(g, expected), "\(x) \(y) \(g)")
            #expect(alike([logSumExp(x)], [value]))
        }
        check([-inf, 0, 0, -inf, 0, 0], value: 1.3862943611198906, gradient: [0, 0.25, 0.25, 0, 0.25, 0.25])
        check([-inf, -inf, -inf, -inf, -inf], value: -inf, gradient: [0, 0, 0, 0, 0])
        check([1, 2, inf, 4, inf, 5], value: inf, gradient: [0, 0, 1, 0, 0, 0])
        check([1, 2, inf, 4, .nan, 5], value: .nan, gradient: [.nan, .nan, .nan, .nan, .nan, .nan])
        check([1, 2, 3, 4, .nan, 5], value: .nan, gradient: [.nan, .nan, .nan, .nan, .nan, .nan])
        check([1e308, -1e308, 1e308, 0, 0], value: 1e308, gradient: [0.5, 0, 0.5, 0, 0])
        #expect(logSumExp([Variable<Double>]()).value == -inf && softmax([Variable<Double>]()).isEmpty)
        // A result that doesn't depend on an input contributes nothing to it, whatever its slope.
        let g = gradient(at: [0.0, 1, 2, 3, 4, 5]) { x in logSumExp([sqrt(x[0]), x[1], x[2], x[3], x[4]]) + x[5] }
        #expect(g[0] == inf && g[5] == 1)
    }

    @Test func softmaxOfInfinities() {
        func check(_ x: [Double], _ weights: [Double]) {
            func pulledBack(_ f: ([Variable<Double>]) -> [Variable<Double>]) -> [Double] {
                let tape = Tape<Double>()
                let inputs = tape.variables(x)
                return tape.pullback(weights, from: f(inputs), to: inputs)
            }
            #expect(alike(softmax(x), Loops.softmax(x)))
            #expect(alike(pulledBack { softmax($0) }, pulledBack { Loops.softmax($0) }), "\(x) \(weights)")
        }
        let inf = Double.infinity
        check([-inf, 0, -inf], [1, 2, 3])
        check([-inf, -inf, -inf], [1, 0, 0])
        check([.nan, 1, 2], [0, 1, 0])
        check([-inf, 1, 2], [inf, 1, 0])
        check([1000, -1000, 999], [1, 2, 3])
        // Where the shares are nan, so is the gradient.
        let g = gradient(at: [1, inf, 2]) { softmax($0)[0] }
        #expect(alike(g, [.nan, .nan, .nan]))
    }

    // MARK: Misuse

    private func message(_ result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func shapesThatDontFit() async {
        let first = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let a: Matrix<Double> = [[1, 2], [3, 4]]
            _ = gradient(at: [1.0, 2, 3]) { x in a.times(Matrix(rows: 3, columns: 1, values: x))[0, 0] }
        }
        #expect(message(first).contains("a 2 × 2 matrix can't be multiplied by a vector or matrix of 3 rows"))
        let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let a: Matrix<Double> = [[1, 2], [3, 4]]
            _ = gradient(at: [1.0, 2, 3]) { x in Matrix(rows: 1, columns: 3, values: x).times(a)[0, 0] }
        }
        #expect(message(second).contains("a 1 × 3 matrix can't be multiplied by a vector or matrix of 2 rows"))
    }

    @Test func factorsOfTwoTapes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (first, second) = (Tape<Double>(), Tape<Double>())
            let a = Matrix(rows: 4, columns: 4, values: first.variables([Double](repeating: 1, count: 16)))
            let b = Matrix(rows: 4, columns: 4, values: second.variables([Double](repeating: 1, count: 16)))
            print(a.times(b))
            withExtendedLifetime((first, second)) {}
        }
        #expect(message(result).contains("variables of two tapes met in one operation"))
    }

    @Test func staleVariables() async {
        let product = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [Double](repeating: 1, count: 16)) { x in
                kept = x
                return x[0]
            }
            let a = Matrix(rows: 4, columns: 4, values: kept)
            print(a.times(a))
        }
        #expect(message(product).contains("a Variable was used after the gradient"))
        let shares = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0, 2, 3, 4, 5]) { x in
                kept = x
                return x[0]
            }
            print(softmax(kept), logSumExp(kept))
        }
        #expect(message(shares).contains("a Variable was used after the gradient"))
    }
}
