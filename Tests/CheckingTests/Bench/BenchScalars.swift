import Foundation

func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
private func phi(_ x: Double) -> Double { exp(-x * x / 2) / sqrt(2 * Double.pi) }
func normalCDF(_ x: Double) -> Double { erfc(-x / sqrt(2)) / 2 }
private func sgn(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }

/// Derivative of the gelu that is approximated by a hyperbolic tangent.
private func tanhGelu(_ x: Double) -> Double {
    let c = sqrt(2 / Double.pi)
    let t = tanh(c * (x + 0.044715 * x * x * x))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * c * (1 + 3 * 0.044715 * x * x)
}

private func huber(_ x: Double) -> Double { abs(x) <= 1 ? x * x / 2 : abs(x) - 0.5 }
private func huberSlope(_ x: Double) -> Double { abs(x) <= 1 ? x : sgn(x) }

private func gauss(_ x: Double, width: Double) -> Double {
    let z = (x - 1) / width
    return exp(-z * z)
}

extension BenchProblem {
    static let smoothScalars: [BenchProblem] = [
        .scalar(
            "s01_exp_sin", "smooth", at: { $0.u(-3, 3) }, { exp(sin($0)) }, { exp(sin($0)) * cos($0) },
            ["nochain": { exp(sin($0)) }, "swap": { exp(sin($0)) * sin($0) }],
            [.sign, .relative(3), .relative(4)]),
        .scalar(
            "s02_quintic", "smooth", at: { $0.u(-2, 2) }, { x in pow(x, 5) - 3 * x * x * x + x },
            { x in 5 * x * x * x * x - 9 * x * x + 1 },
            [
                "pow": { x in 5 * x * x * x - 9 * x * x + 1 }, "mid": { x in 5 * x * x * x * x + 9 * x * x + 1 },
                "coef": { x in 4 * x * x * x * x - 9 * x * x + 1 }, "dropc": { x in 5 * x * x * x * x - 9 * x * x },
            ], [.relative(4)]),
        .scalar(
            "s13_tanh_sat", "smooth",
            at: { r in
                let s = r.sign()
                return s * r.u(4, 9)
            }, { tanh($0) }, { 1 - tanh($0) * tanh($0) },
            ["no2": { 1 - abs(tanh($0)) }, "plus": { 1 + tanh($0) * tanh($0) }], [.zero, .sign, .relative(2)]),
        .scalar(
            "s14_softplus", "smooth", at: { $0.u(-30, 30) }, { max($0, 0) + log1p(exp(-abs($0))) }, logistic,
            ["comp": { logistic(-$0) }, "s2": { logistic(2 * $0) }, "th": { tanh($0) }], [.sign, .relative(3)]),
        .scalar(
            "s15_gelu", "smooth", at: { $0.u(-3, 3) }, { $0 * normalCDF($0) }, { normalCDF($0) + $0 * phi($0) },
            [
                "dropphi": normalCDF, "mphi": { normalCDF($0) - $0 * phi($0) },
                "nonorm": { normalCDF($0) + $0 * phi($0) * sqrt(2 * Double.pi) }, "tanhapx": tanhGelu,
            ], [.relative(3)]),
        .scalar(
            "s16_pow", "scale", at: { $0.lu(-3, 3) }, { pow($0, 3.7) }, { 3.7 * pow($0, 2.7) },
            ["noexp": { 3.7 * pow($0, 3.7) }, "coef": { 2.7 * pow($0, 2.7) }, "log": { pow($0, 3.7) * log($0) }],
            [.sign, .relative(4)]),
        .scalar(
            "s17_bigx", "scale", at: { 1e8 * $0.u(0.5, 2) }, { pow($0 / 1e8, 3) + $0 / 1e8 },
            { 3 * pow($0 / 1e8, 2) / 1e8 + 1e-8 },
            [
                "c2": { 2 * pow($0 / 1e8, 2) / 1e8 + 1e-8 }, "nochain": { 3 * pow($0 / 1e8, 2) + 1e-8 },
                "drop": { 3 * pow($0 / 1e8, 2) / 1e8 },
            ], [.sign, .relative(3)]),
        .scalar(
            "s18_smallx", "scale", at: { 1e-8 * $0.u(0.5, 2) }, { sin(1e8 * $0) }, { 1e8 * cos(1e8 * $0) },
            ["nochain": { cos(1e8 * $0) }, "swap": { 1e8 * sin(1e8 * $0) }], [.sign, .relative(3), .relative(4)]),
        .scalar(
            "s28_zero_x", "scale", points: 1, at: { _ in 0 }, { sin(3 * $0) + $0 * $0 }, { 3 * cos(3 * $0) + 2 * $0 },
            ["nochain": { cos(3 * $0) + 2 * $0 }, "off": { 3 * cos(3 * $0) + 2 * $0 + 1e-3 }],
            [.sign, .zero, .relative(4)]),
    ]

    static let boundaryScalars: [BenchProblem] = [
        .scalar(
            "s03_log_tiny", "boundary", at: { $0.lu(-12, -1) }, { log($0) }, { 1 / $0 },
            ["one": { _ in 1 }, "sq": { 1 / ($0 * $0) }, "log10": { 0.4343 / $0 }], [.sign, .relative(3)]),
        .scalar(
            "s04_sqrt_tiny", "boundary", at: { $0.lu(-14, -2) }, { sqrt($0) }, { 0.5 / sqrt($0) },
            [
                "nohalf": { 1 / sqrt($0) }, "inv": { 0.5 * sqrt($0) },
                "guard": { 0.5 / sqrt($0 * (1 + 2e-3)) },
            ], [.sign, .relative(4)]),
        .scalar(
            "s05_xlogx", "boundary", at: { $0.lu(-10, 1) }, { $0 * log($0) }, { log($0) + 1 },
            ["drop1": { log($0) }, "m1": { log($0) - 1 }, "x": { $0 * log($0) + $0 }], [.sign, .relative(3)]),
        .scalar(
            "s06_tan_pole", "boundary", at: { Double.pi / 2 - $0.lu(-5, -2) }, { tan($0) },
            { 1 + tan($0) * tan($0) },
            ["sec": { 1 / cos($0) }, "tan2": { 0.01 + 0.999 * tan($0) * tan($0) }], [.x2, .sign, .relative(3)]),
        .scalar(
            "s19_asin_edge", "boundary", at: { 1 - $0.lu(-10, -2) }, { asin($0) }, { 1 / sqrt((1 - $0) * (1 + $0)) },
            ["nosqrt": { 1 / ((1 - $0) * (1 + $0)) }, "plus": { 1 / sqrt(1 + $0 * $0) }],
            [.sign, .half, .relative(3)]),
        .scalar(
            "s20_logit_edge", "boundary", at: { r in r.sign() > 0 ? r.lu(-9, -2) : 1 - r.lu(-9, -2) },
            { log($0) - log1p(-$0) }, { 1 / ($0 * (1 - $0)) },
            [
                "mul": { $0 * (1 - $0) }, "sum": { 1 / $0 - 1 / (1 - $0) },
                "one": { 1 / ($0 * $0) / (1 - $0) },
            ], [.sign, .relative(3)]),
    ]

    static let oscillatingScalars: [BenchProblem] = [
        .scalar(
            "s07_osc1000", "osc", at: { $0.u(0, 3) }, { sin(1000 * $0) + 0.1 * $0 }, { 1000 * cos(1000 * $0) + 0.1 },
            [
                "drop": { 1000 * cos(1000 * $0) }, "nochain": { cos(1000 * $0) + 0.1 },
                "swap": { 1000 * sin(1000 * $0) + 0.1 },
            ], [.sign, .relative(3)]),
        .scalar(
            "s08_sin_inv", "osc", at: { $0.u(0.005, 0.02) }, { sin(1 / $0) }, { -cos(1 / $0) / ($0 * $0) },
            ["nochain": { cos(1 / $0) }, "inv1": { -cos(1 / $0) / $0 }, "swap": { -sin(1 / $0) / ($0 * $0) }],
            [.sign, .relative(3)]),
        .scalar(
            "s09_gauss_narrow", "osc", at: { 1 + 1e-3 * $0.u(-1.5, 1.5) }, { gauss($0, width: 1e-3) },
            { -2 * ($0 - 1) / 1e-6 * gauss($0, width: 1e-3) },
            [
                "no2": { -($0 - 1) / 1e-6 * gauss($0, width: 1e-3) },
                "nosig": { -2 * ($0 - 1) / 1e-3 * gauss($0, width: 1e-3) }, "nof": { -2 * ($0 - 1) / 1e-6 },
            ], [.sign, .relative(3)]),
        .scalar(
            "s29_gauss_1e6", "osc", at: { 1 + 1e-6 * $0.u(-1.5, 1.5) }, { gauss($0, width: 1e-6) },
            { -2 * ($0 - 1) / 1e-12 * gauss($0, width: 1e-6) },
            [
                "no2": { -($0 - 1) / 1e-12 * gauss($0, width: 1e-6) },
                "nosig": { -2 * ($0 - 1) / 1e-6 * gauss($0, width: 1e-6) }, "nof": { -2 * ($0 - 1) / 1e-12 },
            ], [.zero, .relative(3)]),
        .scalar(
            "s30_ripple", "osc", at: { $0.u(1, 2) }, { $0 + 1e-7 * sin(1e7 * $0) }, { 1 + cos(1e7 * $0) },
            ["drop": { _ in 1 }, "nochain": { 1 + 1e-7 * cos(1e7 * $0) }, "swap": { 1 + sin(1e7 * $0) }],
            [.half, .relative(3)]),
    ]

    static let cancellingScalars: [BenchProblem] = [
        .scalar(
            "s10_cancel", "cancel",
            at: { r in
                let s = r.sign()
                return s * r.lu(-2.5, -1)
            }, { (1 - cos($0)) / ($0 * $0) },
            { x in x * (-1.0 / 12 + x * x / 180 - pow(x, 4) / 6720 + pow(x, 6) / 453600) },
            ["m6": { -$0 / 6 }, "const": { _ in -1.0 / 12 }], [.sign, .relative(2), .x2]),
        .scalar(
            "s11_cancel_ad", "cancel", at: { $0.lu(-3.5, -2.5) }, { (1 - cos($0)) / ($0 * $0) },
            { x in sin(x) / (x * x) - 2 * (1 - cos(x)) / (x * x * x) },
            ["c15": { x in sin(x) / (x * x) - 1.5 * 2 * (1 - cos(x)) / (x * x * x) }], [.zero, .sign, .x2]),
        .scalar(
            "s12_offset", "cancel", at: { $0.u(-1, 1) }, { 1e8 + sin($0) }, { cos($0) }, ["swap": { sin($0) }],
            [.sign, .zero, .relative(2), .relative(3)]),
    ]

    static let nearKinkScalars: [BenchProblem] = [
        .scalar(
            "s21_c1branch", "kinkOff",
            at: { r in
                let s = r.sign()
                return 1 + s * r.lu(-3, -0.3)
            }, { x in x < 1 ? x * x : 2 * x - 1 + 0.5 * pow(x - 1, 3) },
            { x in x < 1 ? 2 * x : 2 + 1.5 * (x - 1) * (x - 1) },
            [
                "branch": { x in x < 1 ? 2 + 1.5 * (x - 1) * (x - 1) : 2 * x }, "drop3": { x in x < 1 ? 2 * x : 2 },
            ], [.sign, .half, .relative(3)]),
        .scalar(
            "s22_relu_off", "kinkOff",
            at: { r in
                let s = r.sign()
                return 0.5 + s * r.lu(-7, -1)
            }, { max(3 * $0 - 1.5, 0) + 0.1 * $0 }, { 3 * $0 > 1.5 ? 3.1 : 0.1 },
            [
                "branch": { 3 * $0 > 1.5 ? 0.1 : 3.1 }, "nochain": { 3 * $0 > 1.5 ? 1.1 : 0.1 },
                "drop": { 3 * $0 > 1.5 ? 3 : 0 },
            ], [.sign, .relative(3)]),
        .scalar(
            "s23_abs_sin", "kinkOff",
            at: { r in
                let s = r.sign()
                return Double.pi + s * r.lu(-6, -1)
            }, { abs(sin($0)) }, { sgn(sin($0)) * cos($0) },
            ["nosgn": { cos($0) }, "abs": { abs(cos($0)) }, "swap": { sgn(sin($0)) * sin($0) }],
            [.half, .relative(3)]),
        .scalar(
            "s24_huber_off", "kinkOff",
            at: { r in
                let s = r.sign()
                let inner = r.sign()
                return s * (1 + inner * r.lu(-4, -0.3))
            }, huber, huberSlope,
            ["branch": { abs($0) <= 1 ? sgn($0) : $0 }, "h": { 0.5 * huberSlope($0) }], [.sign, .zero, .relative(3)]),
        .scalar(
            "s25_leaky", "kinkOff", at: { -$0.lu(-6, 0) }, { $0 > 0 ? $0 : 0.01 * $0 }, { _ in 0.01 },
            ["s0": { _ in 0 }, "s1": { _ in 1 }, "s10": { _ in 0.1 }], [.sign, .relative(2)]),
    ]

    static let singleScalars: [BenchProblem] = [
        .scalar(
            "s26_f32_expsin", "f32", single: true, reference: { exp(sin($0)) }, at: { $0.u(-3, 3) },
            { x in Double(exp(sin(Float(x)))) },
            { x in Double(exp(sin(Float(x))) * cos(Float(x))) },
            [
                "nochain": { x in Double(exp(sin(Float(x)))) },
                "swap": { x in Double(exp(sin(Float(x))) * sin(Float(x))) },
            ], [.sign, .relative(2), .relative(3)]),
        .scalar(
            "s27_f32_log", "f32", single: true, reference: { log($0) }, at: { $0.lu(-6, 1) },
            { x in Double(log(Float(x))) },
            { x in Double(1 / Float(x)) },
            [
                "one": { _ in 1 }, "sq": { x in Double(1 / (Float(x) * Float(x))) },
                "log10": { x in Double(0.4343 / Float(x)) },
            ], [.sign, .relative(2)]),
    ]

    /// Points where a derivative exists although they look like kinks.
    static let lookAlikes: [BenchProblem] = [
        .scalar(
            "d01_huber_at", "lookalike", points: 1, at: { _ in 1 }, huber, huberSlope, [:],
            [.half, .sign, .relative(2), .relative(3)]),
        .scalar(
            "d02_abs15", "lookalike", points: 1, at: { _ in 0 }, { pow(abs($0), 1.5) },
            { 1.5 * sqrt(abs($0)) * sgn($0) }, ["1": { _ in 1 }, "-1": { _ in -1 }, ".1": { _ in 0.1 }]),
        .scalar(
            "d03_onesided", "lookalike", points: 1, at: { _ in 0 }, { $0 < 0 ? .nan : pow($0, 1.5) + 2 * $0 },
            { 1.5 * sqrt($0) + 2 }, [:], [.half, .sign, .relative(2)]),
        .scalar(
            "d04_edge1", "lookalike", points: 1, at: { _ in 1 },
            { $0 > 1 ? .nan : exp(-$0) * pow(1 - $0, 1.5) + 3 * $0 },
            { 3 - exp(-$0) * (pow(1 - $0, 1.5) + 1.5 * sqrt(1 - $0)) }, [:], [.half, .sign, .relative(2)]),
    ]
}
