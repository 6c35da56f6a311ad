import Autodiff
import Testing

/// A scalar of a user's own, by the ten members that the documentation of `RealScalar` lists: it counts its operations.
private struct Counted: RealScalar {
    let primal: Double

    @TaskLocal static var tally: Tally?

    final class Tally: @unchecked Sendable {
        var operations = 0
    }

    init(_ value: Double) { primal = value }
    var isZero: Bool { primal == 0 }

    private static func counting(_ value: Double) -> Counted {
        tally?.operations += 1
        return Counted(value)
    }

    static func sum(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal + b.primal) }
    static func difference(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal - b.primal) }
    static func product(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal * b.primal) }
    static func quotient(_ a: Counted, _ b: Counted) -> Counted { counting(a.primal / b.primal) }
    static func apply<R: UnaryRule>(_ rule: R, to x: Counted) -> Counted { counting(rule.value(x.primal)) }
    static func apply<R: BinaryRule>(_ rule: R, to x: Counted, _ y: Counted) -> Counted {
        counting(rule.value(x.primal, y.primal))
    }
    static func apply<R: VectorRule>(_ rule: R, to x: [Counted]) -> [Counted] {
        rule.value(x.map(\.primal)).map(counting)
    }

    /// The number of operations in `body`.
    static func operations(_ body: () -> Void) -> Int {
        let tally = Tally()
        $tally.withValue(tally, operation: body)
        return tally.operations
    }
}

@Suite struct OwnScalarTests {
    struct Mixed: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            var total: S = 0
            total += x[0] * x[1]
            total -= sin(x[2]) / 3
            total *= 2 - x[0]
            total /= pow(x[1], 2)
            return x[0] > x[1] ? -total : total * 0.5 + logSumExp(x)
        }
    }

    @Test func formulasHaveTheBitsOfDouble() {
        for x in [[1, 2, 3], [2, 1, 0.5], [-1, -0.5, 4]] {
            #expect(Mixed().value(at: x.map { Counted($0) }).primal == Mixed().value(at: x))
        }
    }

    @Test func operationsAreCounted() {
        let x = Counted(2)
        #expect(Counted.operations { _ = x * x + x } == 2)
        #expect(Counted.operations { _ = sin(x) * 3 - 1 } == 3)
        #expect(Counted.operations { _ = sum([x, x, x]) } == 3)
    }

    /// By `<` alone, as the standard library derives it, nan <= nan would be true.
    @Test func comparisonsWithNanAreFalse() {
        let (nan, one) = (Counted(.nan), Counted(1))
        #expect(!(nan <= nan) && !(nan >= nan) && !(nan < nan) && !(nan > nan) && !(nan == nan))
        #expect(!(nan <= one) && !(one >= nan) && nan != nan)
        #expect(one <= one && one >= one && !(one < one) && one == one && Counted(0.5) < one && one > Counted(0.5))
        func ordered<S: RealScalar>(_ a: S, _ b: S) -> [Bool] { [a < b, a <= b, a == b, a >= b, a > b] }
        for (a, b) in [(1.0, 2.0), (2, 1), (1, 1), (.nan, 1), (1, .nan), (.nan, .nan), (0, -0.0)] {
            #expect(ordered(Counted(a), Counted(b)) == ordered(a, b))
            #expect(ordered(Dual(a, 1), Dual(b, 2)) == ordered(a, b))
            #expect(ordered(MultiDual(a, SIMD2(1, 1)), MultiDual(b, .zero)) == ordered(a, b))
            #expect(ordered(Taylor([a, 1]), Taylor([b, 2])) == ordered(a, b))
            #expect(ordered(Variable(constant: a), Variable(constant: b)) == ordered(a, b))
            #expect(ordered(Dual(Variable(constant: a), 1), Dual(Variable(constant: b), 2)) == ordered(a, b))
        }
    }

    @Test func literalsAndSigns() {
        let (a, b): (Counted, Counted) = (2, 0.25)
        #expect(a.primal == 2 && b.primal == 0.25)
        #expect((-Counted(0)).primal.sign == .minus && (-Counted(-3)).primal == 3)
        #expect(Counted(-2.5).magnitude.primal == 2.5)
        #expect(Counted(exactly: 7)?.primal == 7 && Counted(exactly: UInt64.max) == nil)
    }

    /// 2²⁴ + 1 is a `Double` and no `Float`.
    @Test func exactlyIsExactOverFloat() {
        #expect(Dual<Float>(exactly: 16_777_216)?.value == 16_777_216)
        #expect(Dual<Float>(exactly: 16_777_217) == nil)
        #expect(Dual<Double>(exactly: 16_777_217)?.value == 16_777_217)
        #expect(Variable<Float>(exactly: 16_777_217) == nil)
    }

    /// The scalar as the base of every mode.
    @Test func everyModeRunsOverIt() {
        let x = [1, 2, 3].map { Counted($0) }
        let reference = gradient(at: [1, 2, 3], of: Mixed(), mode: .reverse)
        #expect(gradient(at: x, of: Mixed()).map(\.primal) == reference)
        let forward = gradient(at: x, of: Mixed(), mode: .forward).map(\.primal)
        for (a, b) in zip(forward, gradient(at: [1, 2, 3], of: Mixed(), mode: .forward)) { #expect(abs(a - b) < 1e-14) }
        let series = taylor(at: x, along: [1, 0, 0], order: 2, of: Mixed()).map(\.primal)
        #expect(series == taylor(at: [1, 2, 3], along: [1, 0, 0], order: 2, of: Mixed()))
        let h = hessian(at: x, of: Mixed()).map(\.primal)
        for (a, b) in zip(h.values, hessian(at: [1, 2, 3], of: Mixed()).values) { #expect(abs(a - b) < 1e-13) }
    }

    /// The scalars of forward mode leave the task that computes them; a variable belongs to the task of its tape.
    @Test func scalarsOfForwardModeAreSendable() {
        func isSendable<T: Sendable>(_: T.Type) -> Bool { true }
        #expect(isSendable(Dual<Double>.self) && isSendable(MultiDual<SIMD4<Double>>.self))
        #expect(isSendable(Taylor<Double>.self))
    }
}
