import Autodiff
import Testing

/// A rule's derivatives in a recording: one program for all ordinary points, another for the extremes.
@Suite struct RulesInRecordingsTests {
    /// A rule as a function, with ordinary points and extreme ones.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let field: Field
        let ordinary: [[Double]]
        let extreme: [[Double]]

        var testDescription: String { name }
    }

    /// A function of a number or two, of any scalar.
    enum Field: ScalarField, Sendable {
        case unary(any UnaryRule & Sendable)
        case binary(any BinaryRule & Sendable)
        case withExponent(Double)
        case withBase(Double)

        func value<S: RealScalar>(at x: [S]) -> S {
            switch self {
            case .unary(let rule): S.apply(rule, to: x[0])
            case .binary(let rule): S.apply(rule, to: x[0], x[1])
            case .withExponent(let y): S.apply(Rules.Power(), to: x[0], S(y))
            case .withBase(let b): S.apply(Rules.Power(), to: S(b), x[0])
            }
        }
    }

    private static let positive = [0.3, 0.45, 0.6, 0.9, 1.2, 1.7, 2.3, 3.1, 4.7, 8.5]
    private static let fractions = [-0.9, -0.7, -0.45, -0.2, -0.05, 0.1, 0.3, 0.55, 0.8, 0.95]
    private static let both = [-4.3, -2.2, -1.1, -0.6, -0.15, 0.2, 0.7, 1.3, 2.6, 5.1]
    private static let extremes = [
        0, -0.0, .leastNonzeroMagnitude, 0x1p-1030, 1e-200, -1e-200, 1e-100, 1e100, 1e200, -1e200, 1e300, .infinity,
        -.infinity, .nan,
    ]

    private static func unary(_ rule: any UnaryRule & Sendable, _ points: [Double] = both) -> Case {
        Case(name: "\(rule)", field: .unary(rule), ordinary: points.map { [$0] }, extreme: extremes.map { [$0] })
    }

    private static func binary(_ rule: any BinaryRule & Sendable, _ x: [Double] = both) -> Case {
        var pairs = [
            (0.0, 0.0), (0, 1), (1, 0), (-0.0, 2), (1e-200, 1e-200), (1e200, 1e200), (1e200, -1), (-1, 1e200),
            (.leastNonzeroMagnitude, 0.5),
            (0x1p-1030, 0x1p-1033), (.infinity, 1), (1, .infinity), (.infinity, -.infinity), (.nan, 1),
        ]
        // The mixed derivative of x^y at (∞, 1) is 0 or ∞ by the order in which it is taken.
        if rule is Rules.Power { pairs.removeAll { $0 == (.infinity, 1) } }
        return Case(
            name: "\(rule)", field: .binary(rule), ordinary: zip(x, both.reversed()).map { [$0, 1.1 * $1] },
            extreme: pairs.map { [$0, $1] })
    }

    static let unaryRules: [Case] = [
        unary(Rules.Sqrt(), positive), unary(Rules.Cbrt()), unary(Rules.Exp()), unary(Rules.Expm1()),
        unary(Rules.Exp2()),
        unary(Rules.Log(), positive), unary(Rules.Log1p(), positive), unary(Rules.Log2(), positive),
        unary(Rules.Log10(), positive), unary(Rules.Sin()), unary(Rules.Cos()), unary(Rules.Tan()),
        unary(Rules.Asin(), fractions), unary(Rules.Acos(), fractions), unary(Rules.Atan()), unary(Rules.Sinh()),
        unary(Rules.Cosh()), unary(Rules.Tanh()), unary(Rules.Asinh()), unary(Rules.Acosh(), positive.map { $0 + 1 }),
        unary(Rules.Atanh(), fractions), unary(Rules.Sigmoid()), unary(Rules.Softplus()), unary(Rules.LogSigmoid()),
        unary(Rules.Erf()), unary(Rules.Erfc()), unary(Rules.Erfinv(), fractions), unary(Rules.LogGamma(), positive),
        unary(Rules.Gamma(), positive), unary(Rules.Polygamma(0), positive), unary(Rules.Polygamma(2), positive),
        unary(Rules.BesselJ(0)), unary(Rules.BesselJ(2)), unary(Rules.BesselY(0), positive),
        unary(Rules.BesselY(2), positive), unary(Rules.Sinc()), unary(Rules.Exprel()),
        unary(Rules.Log1prel(), positive),
        unary(Rules.Abs()), unary(Rules.ReLU()), unary(Rules.Rounded(.down)),
    ]

    static let powers: [Case] =
        [-3, -1, 0, 1, 2, 3, 4, 10].map { unary(Rules.IntegerPower($0)) }
        + [2.5, 0.5, -1.5].map { y in
            Case(
                name: "x^\(y)", field: .withExponent(y), ordinary: positive.map { [$0] },
                extreme: extremes.map { [$0] })
        }
        + [3, -2, 10].map { y in
            Case(name: "x^\(y)", field: .withExponent(y), ordinary: both.map { [$0] }, extreme: extremes.map { [$0] })
        }
        + [2, 0.7].map { b in
            Case(
                name: "\(b)^x", field: .withBase(b), ordinary: both.map { [$0] },
                extreme: (extremes + [1023.9, 1024, -1074, 2100, -3000]).map { [$0] })
        }

    static let binaryRules: [Case] = [
        binary(Rules.Power(), positive), binary(Rules.Hypot()), binary(Rules.Atan2()), binary(Rules.Divide()),
        binary(Rules.LogAddExp()),
        Case(
            name: "XLogY()", field: .binary(Rules.XLogY()), ordinary: zip(both, positive).map { [$0, $1] },
            extreme: [[0, 0], [0, 1], [1, 0], [1e200, 1e-200], [0, .infinity], [1, .infinity], [1, .nan]]),
        binary(Rules.Max()), binary(Rules.Min()), binary(Rules.CopySign()), binary(Rules.Remainder()),
        binary(Rules.TruncatingRemainder()),
    ]

    static let all = unaryRules + powers + binaryRules

    /// Within some units of the last place of the largest, and as infinite or nan.
    static func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
        let scale = b.filter(\.isFinite).map(\.magnitude).max() ?? 0
        return zip(a, b).allSatisfy {
            $0 == $1 || $0.isNaN && $1.isNaN || ($0 - $1).magnitude <= tolerance * scale + 1e-307
        }
    }

    @Test(arguments: all)
    func oneProgramForAllOrdinaryPoints(_ rule: Case) {
        let (points, f) = (rule.ordinary, compile(rule.field, at: rule.ordinary[0]))
        for x in points {
            #expect(Self.agree(gradient(at: x, of: f), gradient(at: x, of: rule.field)), "gradient at \(x)")
        }
        #expect(f.recordings == 1, "gradient")
        for x in points {
            let (found, expected) = (hessian(at: x, of: f), hessian(at: x, of: rule.field))
            #expect(Self.agree(found.storage, expected.storage), "Hessian at \(x): \(found) for \(expected)")
        }
        #expect(f.recordings == 1, "Hessian")
        for x in points {
            let v = x.indices.map { 1 - 0.4 * Double($0) }
            #expect(
                Self.agree(hvp(at: x, along: v, of: f).product, hvp(at: x, along: v, of: rule.field).product),
                "hvp at \(x)")
        }
        #expect(f.recordings == 1, "hvp")
    }

    /// The paths of a rule's derivative, where it chooses by a comparison. The gradient is taken by a tape of symbols here, on which a
    /// comparison is a guard as it is in any function.
    private static let branches = [
        "Abs()": 2, "ReLU()": 2, "Max()": 2, "Min()": 2, "CopySign()": 2, "Sigmoid()": 2, "Tanh()": 3,
    ]

    @Test(arguments: all)
    func thirdDerivativesToo(_ rule: Case) {
        let field = rule.field
        let slope = compile(at: rule.ordinary[0]) { x in gradient(at: x, of: field).reduce(0) { $0 + $1 } }
        for x in rule.ordinary {
            let second = hessian(at: x, of: slope).storage
            let known = hessian(at: x) { x in gradient(at: x, of: field).reduce(0) { $0 + $1 } }.storage
            #expect(Self.agree(second, known), "third derivatives at \(x): \(second) for \(known)")
        }
        #expect(slope.recordings == Self.branches[rule.name] ?? 1)
    }

    @Test(arguments: all)
    func theExtremesAreRightToo(_ rule: Case) {
        let f = compile(rule.field, at: rule.ordinary[0])
        for x in rule.extreme + rule.ordinary {
            let (found, expected) = (gradient(at: x, of: f), gradient(at: x, of: rule.field))
            #expect(Self.agree(found, expected), "gradient at \(x): \(found) for \(expected)")
            let (second, known) = (hessian(at: x, of: f), hessian(at: x, of: rule.field))
            #expect(Self.agree(second.storage, known.storage), "Hessian at \(x): \(second) for \(known)")
        }
    }

    /// The same guards in lanes: a block of points of which some are extreme.
    @Test(arguments: all)
    func manyPointsAtOnce(_ rule: Case) {
        let points = zip(rule.ordinary + rule.ordinary, rule.extreme + rule.ordinary).flatMap { [$0, $1] }
        let f = compile(rule.field, at: points[0])
        let found = gradients(
            at: Matrix(rows: points.count, columns: points[0].count, values: points.flatMap { $0 }), of: f)
        for (i, x) in points.enumerated() {
            let (row, expected) = (x.indices.map { found[i, $0] }, gradient(at: x, of: rule.field))
            #expect(Self.agree(row, expected), "gradient at \(x): \(row) for \(expected)")
        }
    }

    /// x^2.5 at ordinary points, at 0, and where the value overflows or has lost digits but the derivative has not: three paths.
    @Test func thePathsOfAPower() {
        let f = compile(at: [1.5]) { x in pow(x[0], 2.5) }
        for x in [0.5, 1, 2, 1e-100, 1e100] { _ = hessian(at: [x], of: f) }
        #expect(f.recordings == 1)
        #expect(gradient(at: [0], of: f) == [0] && f.recordings == 2)
        #expect(Self.agree(gradient(at: [1e200], of: f), [2.5e300]) && f.recordings == 3)
        #expect(Self.agree(gradient(at: [1e-127], of: f), [2.5 * 3.1622776601683795e-191]))
        for x in [3.0, 0, 1e200, 0.25] { _ = gradient(at: [x], of: f) }
        #expect(f.recordings == 3 && f.paths == 3)
    }
}
