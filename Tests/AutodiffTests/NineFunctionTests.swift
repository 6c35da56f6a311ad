import Autodiff
import Foundation
import Testing

/// Functions over `Double` that became generic by their signature: the same bits, and right derivatives.
@Suite struct NineFunctionTests {
    static let table = [1.0, 3, 2, 5, 4, 4.5]

    struct Kepler: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.eccentricAnomaly(x[0], x[1]) }
    }
    struct Drag: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.drag(x[0]) }
    }
    struct Simpson: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            Generic.simpson({ t in exp(-x[2] * t * t) }, from: x[0], to: x[1], intervals: 10)
        }
    }
    struct RMS: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.rms(x) }
    }
    struct Rotation: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let q = Generic.rotate((x[0], x[1]), by: x[2])
            return q.x * 2 + q.y
        }
    }
    struct Lookup: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.lookup(x[0], in: NineFunctionTests.table) }
    }
    struct Wrap: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.wrap(x[0]) * x[1] }
    }
    struct Safe: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { Generic.safeDivide(x[0], x[1], fallback: x[0] * x[0]) }
    }

    static func plain(_ i: Int, _ x: [Double]) -> Double {
        switch i {
        case 0: return OverDouble.eccentricAnomaly(x[0], x[1])
        case 1: return OverDouble.drag(x[0])
        case 2: return OverDouble.simpson({ t in exp(-x[2] * t * t) }, from: x[0], to: x[1], intervals: 10)
        case 3: return OverDouble.rms(x)
        case 4:
            let q = OverDouble.rotate((x[0], x[1]), by: x[2])
            return q.x * 2 + q.y
        case 5: return OverDouble.lookup(x[0], in: table)
        case 6: return OverDouble.wrap(x[0]) * x[1]
        default: return OverDouble.safeDivide(x[0], x[1], fallback: x[0] * x[0])
        }
    }

    static let fields: [(field: any ScalarField & Sendable, points: [[Double]])] = [
        (Kepler(), [[0.7, 0.3], [2.5, 0.9], [-1, 0.05]]), (Drag(), [[0.3], [20], [-1.1]]),
        (Simpson(), [[0, 1.5, 0.7], [-1, 2, 0.2]]), (RMS(), [[1, -2, 3.5], [0.25, 0.5]]),
        (Rotation(), [[1, 2, 0.3], [-4, 0.5, 5]]),
        (Lookup(), [[1.25], [3.5], [-0.75], [9]]), (Wrap(), [[4, 2], [-4, 3], [20, 0.5]]),
        (Safe(), [[3, 4], [3, 0], [1e308, 1e-10]]),
    ]

    @Test(arguments: fields.indices) func valuesHaveTheBitsOfDouble(_ i: Int) {
        func check<F: ScalarField>(_ f: F) {
            for x in Self.fields[i].points {
                let bits = Self.plain(i, x).bitPattern
                #expect(f.value(at: x).bitPattern == bits, "\(x)")
                #expect(f.value(at: x.map { Dual($0, 1) }).value.bitPattern == bits)
                #expect(valueWithGradient(at: x, of: f).value.bitPattern == bits)
                #expect(valueWithGradient(at: x, of: f, mode: .forward).value.bitPattern == bits)
                #expect(f.value(at: x.map { Taylor([$0, 1, 1]) }).value.bitPattern == bits)
                #expect(f.value(at: x.map { Variable(constant: Dual($0, 1)) }).primal.bitPattern == bits)
            }
        }
        check(Self.fields[i].field)
    }

    @Test(arguments: fields.indices) func derivativesAgreeWithDifferences(_ i: Int) {
        func check<F: ScalarField>(_ f: F) {
            for x in Self.fields[i].points where !(f is Safe && x[1] < 1e-5) {
                let check = checkGradient(at: x, of: f)
                #expect(check.passed, "\(check)")
                let h = checkHessian(at: x, of: f)
                #expect(h.passed, "\(h)")
            }
        }
        check(Self.fields[i].field)
    }

    @Test func theFallbackHasItsOwnSlope() {
        for x in [[3.0, 0], [1e308, 1e-10]] { #expect(gradient(at: x, of: Safe()) == [2 * x[0], 0]) }
    }

    @Test func theNinthPrints() {
        #expect(Generic.label(Dual(2.5, 1), unit: "m") == OverDouble.label(2.5, unit: "m"))
        #expect(Generic.label(Variable<Double>.nan, unit: "m") == OverDouble.label(.nan, unit: "m"))
    }

    /// Line by line: eight bodies are the same, and one line of the ninth differs.
    @Test func theBodiesAreTheSame() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "NineFunctions.swift")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let starts = try [
            #require(lines.firstIndex(of: "enum OverDouble {")), #require(lines.firstIndex(of: "enum Generic {")),
        ]
        let bodies = starts.map { start in lines[(start + 1)...].prefix { $0 != "}" } }
        let differing = zip(bodies[0], bodies[1]).filter { $0 != $1 }
        #expect(bodies[0].count == bodies[1].count && bodies[0].count > 60)
        let (signatures, others) = (
            differing.filter { $0.0.contains("static func") }, differing.filter { !$0.0.contains("static func") }
        )
        #expect(signatures.count == 9 && others.count == 1)
        #expect(others[0].1 == #"        x.isFinite ? String(format: "%.3f ", x.primal) + unit : "–""#)
    }
}
