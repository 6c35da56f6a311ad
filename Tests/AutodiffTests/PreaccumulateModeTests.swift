// Both imports: the function's forms are of two modules, and must not be ambiguous.
import Autodiff
import AutodiffReverse
import Testing

/// n inputs, three outputs, by n operations and more.
private struct Mixing: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var (a, b) = (x[0], x[x.count - 1])
        for i in 0..<x.count + 5 {
            a = sin(a) * x[i % x.count] + x[(i * 3 + 1) % x.count]
            b = a / (2 + b * b)
        }
        return [a, b, a * b]
    }
}

/// A field that has parts preaccumulated, inside of another such part.
private struct Nested: ScalarField {
    let isPreaccumulated: Bool

    struct Inner: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { exp(sin(x[0] * x[1]) * x[0]) / (1 + x[1] * x[1]) }
    }

    struct Outer: ScalarField {
        let isPreaccumulated: Bool

        func value<S: RealScalar>(at x: [S]) -> S {
            let y: S = isPreaccumulated ? preaccumulate([x[0], x[2]], Inner()) : Inner().value(at: [x[0], x[2]])
            return y * y + sin(y * x[1])
        }
    }

    func value<S: RealScalar>(at x: [S]) -> S {
        let f = Outer(isPreaccumulated: isPreaccumulated)
        let inputs = [x[0] * x[1], x[1] - x[2], x[2]]
        let y: S = isPreaccumulated ? preaccumulate(inputs, f) : f.value(at: inputs)
        return y * x[0]
    }
}

private struct Term: DataTerm {
    let isPreaccumulated: Bool

    func value<S: RealScalar>(at θ: [S], for sample: Int) -> S {
        Nested(isPreaccumulated: isPreaccumulated).value(at: θ.map { $0 * (1 + 0.01 * Double(sample)) })
    }
}

@Suite struct PreaccumulateModeTests {
    private func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 0x1p-44) -> Bool {
        let scale = b.map(\.magnitude).max() ?? 0
        return a.count == b.count && zip(a, b).allSatisfy { ($0 - $1).magnitude <= tolerance * scale }
    }

    private func point(_ n: Int) -> [Double] { (0..<n).map { 0.5 - 0.25 * Double($0 * 7 % 5) } }

    /// Up to 16 inputs by forward mode, more by a tape.
    @Test(arguments: [1, 2, 3, 4, 5, 8, 9, 12, 16, 17, 40]) func agreesWithTheFunction(n: Int) {
        func run(_ f: ([Variable<Double>]) -> [Variable<Double>]) -> (value: [Double], gradient: [Double]) {
            let tape = Tape<Double>()
            let x = tape.variables(point(n))
            let y = f(x.map { 2 * $0 * x[0] })
            return (y.map(\.value), tape.pullback([1, -2, 0.5], from: y, to: x))
        }
        let plain = run { Mixing()($0) }
        for short in [run { preaccumulate($0, Mixing()) }, run { preaccumulate($0) { Mixing()($0) } }] {
            #expect(short.value == plain.value && short.value == Mixing()(point(n).map { 2 * $0 * point(n)[0] }))
            #expect(agree(short.gradient, plain.gradient))
        }
    }

    @Test func theModeThatIsTaken() {
        final class Record { var scalars: [Any.Type] = [] }
        struct Probe: Differentiable {
            let record: Record

            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                record.scalars.append(S.self)
                return [x.reduce(1) { $0 * $1 }]
            }
        }
        func scalars<S: RealScalar>(_ x: [S]) -> [String] {
            let record = Record()
            _ = preaccumulate(x, Probe(record: record))
            return record.scalars.map { "\($0)" }
        }
        let tape = Tape<Double>()
        let x = tape.variables(point(17))
        #expect(scalars(Array(x[..<2])) == ["MultiDual<SIMD2<Double>>"])
        #expect(scalars(Array(x[..<12])) == ["MultiDual<SIMD16<Double>>"])
        #expect(scalars(x) == ["Variable<Double>"])
        #expect(scalars([Variable<Double>(1), 2]) == ["Variable<Double>"])
        #expect(scalars([1.0, 2]) == ["Double"])
        let dual = Tape<Dual<Double>>()
        #expect(scalars(dual.variables([Dual(1, 1), 2])) == ["Variable<Dual<Double>>"])
        withExtendedLifetime((tape, dual)) {}
    }

    @Test func whatIsRecorded() {
        let tape = Tape<Double>()
        let x = tape.variables((0..<12).map { 0.5 + 0.0625 * Double($0) })
        _ = preaccumulate(Array(x[..<2]), Mixing())
        #expect(tape.nodeCount == 0)
        _ = preaccumulate(Array(x[..<3]), Mixing())
        #expect(tape.nodeCount == 3)
        _ = preaccumulate(x, Mixing())
        #expect(tape.nodeCount == 6)
    }

    @Test func nested() {
        let (plain, short) = (Nested(isPreaccumulated: false), Nested(isPreaccumulated: true))
        let x = [0.75, 1.25, -0.5]
        let direction = [1.0, -2, 0.5]
        let (a, b) = (valueWithGradient(at: x, of: short), valueWithGradient(at: x, of: plain))
        #expect(a.value == b.value && a.value == short.value(at: x))
        #expect(agree(a.gradient, b.gradient))
        let second = hvp(at: x, along: direction, of: plain).product
        #expect(agree(hvp(at: x, along: direction, of: short).product, second))
        let twice = gradient(at: x) { (x: [Variable<Double>]) in
            let g: [Variable<Double>] = gradient(at: x, of: short)
            return dot(direction, g)
        }
        #expect(agree(twice, second))
        let reverseOverForward = gradient(at: x) { (x: [Variable<Double>]) in
            short.value(at: zip(x, direction).map { Dual($0, Variable($1)) }).tangent
        }
        #expect(agree(reverseOverForward, second))
        #expect(agree(hessian(at: x, of: short).values, hessian(at: x, of: plain).values))
    }

    @Test func insideASumOverData() async {
        let (plain, short) = (Term(isPreaccumulated: false), Term(isPreaccumulated: true))
        let x = [0.75, 1.25, -0.5]
        let a = valueWithGradient(at: x, of: short, over: 0..<500)
        let b = valueWithGradient(at: x, of: plain, over: 0..<500)
        #expect(a.value == b.value && agree(a.gradient, b.gradient))
        let tasks = await parallelValueWithGradient(at: x, of: short, over: 0..<500)
        #expect(tasks == a)
    }

    @Test func inputsAndConstantsAsOutputs() {
        struct Passing: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[1], S(3), x[0] - x[0], x[0] * x[1]] }
        }
        for n in [2, 6, 20] {
            let tape = Tape<Double>()
            let x = tape.variables(point(n))
            let y = preaccumulate(x, Passing())
            #expect(y.map(\.value) == Passing()(point(n)) && y[1].isConstant)
            let expected = jacobian(at: point(n), of: Passing(), mode: .forward)
            for i in y.indices where !y[i].isConstant {
                #expect(tape.gradient(of: y[i], withRespectTo: x) == expected.row(i))
            }
        }
    }

    @Test func noInputsAndNoOutputs() {
        struct Nothing: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [] }
        }
        struct Two: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [S(2)] }
        }
        let tape = Tape<Double>()
        for n in [1, 20] { #expect(preaccumulate(tape.variables(point(n)), Nothing()).isEmpty) }
        let y = preaccumulate([Variable<Double>](), Two())
        #expect(y.map(\.value) == [2] && y[0].isConstant)
        #expect(preaccumulate([Double](), Two()) == [2])
        let constants: [Variable<Double>] = [1, 2]
        let z = preaccumulate(constants, Mixing())
        #expect(z.allSatisfy(\.isConstant) && z.map(\.value) == Mixing()([1, 2]))
    }

    /// A slope of ∞ at an input that doesn't vary contributes nothing.
    @Test func zeroTimesInfinity() {
        struct Root: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { sqrt(x[0]) + x[1] }
        }
        #expect(gradient(at: [0.0, 1]) { x in preaccumulate(x, Root()) } == [.infinity, 1])
        #expect(gradient(at: [0.0, 1]) { x in preaccumulate([x[0] * 0, x[1]], Root()) } == [0, 1])
    }

    private func message(_ result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func misuse() async {
        let stale = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var kept: [Variable<Double>] = []
            _ = gradient(at: [1.0, 2, 3]) { x in
                kept = x
                return x[0]
            }
            print(preaccumulate(kept, Mixing()))
        }
        #expect(message(stale).contains("a Variable was used after the gradient"))
        let two = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let (first, second) = (Tape<Double>(), Tape<Double>())
            print(preaccumulate([first.variable(1), second.variable(2)], Mixing()))
            withExtendedLifetime((first, second)) {}
        }
        #expect(message(two).contains("variables of two tapes met in one operation"))
        let outside = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let tape = Tape<Double>()
            let x = tape.variables([1, 2, 3])
            print(preaccumulate([x[0]]) { _ in [x[1]] })
        }
        #expect(message(outside).contains("variables of two tapes met in one operation"))
    }
}
