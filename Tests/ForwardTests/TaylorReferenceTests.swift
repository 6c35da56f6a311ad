import Autodiff
import Foundation
import Testing

/// The functions of the reference table, over any base.
private func reference<S: RealScalar>(_ name: String) -> ((S) -> S)? {
    let powers: [String: (S) -> S] = [
        "exp": exp, "expm1": expm1, "exp2": exp2, "log": log, "log1p": log1p, "log2": log2, "log10": log10,
        "sqrt": sqrt,
        "cbrt": cbrt, "pow_2_5": { pow($0, 2.5) }, "pow_m3": { pow($0, -3) }, "xx": { pow($0, $0) },
    ]
    let circular: [String: (S) -> S] = [
        "sin": sin, "cos": cos, "tan": tan, "asin": asin, "acos": acos, "atan": atan, "sinh": sinh, "cosh": cosh,
        "tanh": tanh, "asinh": asinh, "acosh": acosh, "atanh": atanh,
    ]
    let special: [String: (S) -> S] = [
        "sigmoid": sigmoid, "softplus": softplus, "erf": erf, "erfc": erfc, "erfinv": erfinv, "lgamma": lgamma,
        "digamma": digamma, "trigamma": trigamma, "polygamma3": { polygamma(3, $0) }, "j0": j0, "j3": { jn(3, $0) },
        "jm2": { jn(-2, $0) }, "y0": y0, "y2": { yn(2, $0) }, "y5": { yn(5, $0) },
    ]
    let composed: [String: (S) -> S] = [
        "gauss": { (x: S) -> S in exp(-x * x / 2) * cos(3 * x) },
        "rat": { (x: S) -> S in (1 + 2 * x) / (3 + x * x) },
        "atan2": { (x: S) -> S in atan2(sin(x) + 1, x * x + 1) },
        "hypot": { (x: S) -> S in hypot(x, 1 + x) },
        "xLogY": { (x: S) -> S in xLogY(sin(x), 1 + x * x) },
        "logAddExp": { (x: S) -> S in logAddExp(x, x * x) },
        "lgamma_of": { (x: S) -> S in lgamma(1 + x * x) },
        "digamma_of": { (x: S) -> S in digamma(exp(x)) },
        "j1_of": { (x: S) -> S in j1(2 * exp(x)) },
        "y1_of": { (x: S) -> S in y1(2 + sin(x)) },
    ]
    return powers[name] ?? circular[name] ?? special[name] ?? composed[name]
}

/// A line of `Reference/taylor.txt`.
struct ReferenceSeries: Sendable, CustomTestStringConvertible {
    let name: String
    let point: Double
    let coefficients: [Double]

    var testDescription: String { "\(name) at \(point)" }

    static let table: [ReferenceSeries] = {
        let url = Bundle.module.url(forResource: "taylor", withExtension: "txt", subdirectory: "Reference")!
        let lines = try! String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.map { line in
            let words = line.split(separator: " ")
            let numbers = words.dropFirst().map { Double($0)! }
            return ReferenceSeries(name: String(words[0]), point: numbers[0], coefficients: Array(numbers.dropFirst()))
        }
    }()

    /// What rounding in coefficient j is relative to: the coefficient, or where its terms cancel, which shows in its being
    /// small beside its neighbours, what it would be without.
    func scale(_ j: Int) -> Double {
        let c = coefficients[j].magnitude
        if j == 0 || j == coefficients.count - 1 { return c }
        let expected = (coefficients[j - 1] * coefficients[j + 1]).magnitude.squareRoot()
        return c < expected / 20 ? expected : c
    }
}

@Suite struct TaylorReferenceTests {
    @Test func theTableIsThere() {
        #expect(ReferenceSeries.table.count == 58)
        #expect(ReferenceSeries.table.allSatisfy { $0.coefficients.count == 31 })
        // Few coefficients cancel, so that the bound is on the relative error of nearly all.
        let cancelling = ReferenceSeries.table.map { s in
            (0...30).filter { s.scale($0) != s.coefficients[$0].magnitude }
        }
        #expect(cancelling.joined().count <= 12)
    }

    @Test(arguments: ReferenceSeries.table) func toOrder30(_ series: ReferenceSeries) throws {
        let f: (Taylor<Double>) -> Taylor<Double> = try #require(reference(series.name))
        let c = taylor(at: series.point, order: 30, f)
        #expect(c.count == 31)
        for j in 0...30 {
            let error = (c[j] - series.coefficients[j]).magnitude / series.scale(j)
            #expect(error < 1e-13, "coefficient \(j): \(c[j]), expected \(series.coefficients[j])")
        }
    }

    /// Against the rules themselves, by duals four deep.
    @Test(arguments: ReferenceSeries.table) func againstNestedDuals(_ series: ReferenceSeries) throws {
        typealias Deep = Dual<Dual<Dual<Dual<Double>>>>
        let f: (Taylor<Double>) -> Taylor<Double> = try #require(reference(series.name))
        let g: (Deep) -> Deep = try #require(reference(series.name))
        let c = taylor(at: series.point, order: 4, f)
        let y = derivativesToOrderFour(series.point, g)
        for (j, factorial) in [1.0, 1, 2, 6, 24].enumerated() {
            let error = (c[j] - y[j] / factorial).magnitude / series.scale(j)
            #expect(error < 1e-13, "coefficient \(j): \(c[j]), by duals \(y[j] / factorial)")
        }
    }

    private func derivativesToOrderFour(
        _ x: Double, _ f: (Dual<Dual<Dual<Dual<Double>>>>) -> Dual<Dual<Dual<Dual<Double>>>>
    ) -> [Double] {
        var found: [Double] = []
        let fourth = derivative(at: x) { a -> Dual<Double> in
            let third = derivative(at: a) { b -> Dual<Dual<Double>> in
                let second = derivative(at: b) { c -> Dual<Dual<Dual<Double>>> in
                    let (value, first) = valueWithDerivative(at: c, of: f)
                    found += [value.primal, first.primal]
                    return first
                }
                found.append(second.primal)
                return second
            }
            found.append(third.primal)
            return third
        }
        return found + [fourth]
    }

    /// The value has the bits of `Double`, whatever the order.
    @Test(arguments: ReferenceSeries.table) func valuesHaveTheBitsOfDouble(_ series: ReferenceSeries) throws {
        let f: (Taylor<Double>) -> Taylor<Double> = try #require(reference(series.name))
        let plain: (Double) -> Double = try #require(reference(series.name))
        for order in [0, 1, 2, 9] {
            #expect(isSame(taylor(at: series.point, order: order, f)[0], plain(series.point)))
        }
    }
}
