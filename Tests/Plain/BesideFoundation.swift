// Plain code, without a scalar of the toolkit in it. `.ci/run` compiles it twice, as it stands and with `import Autodiff` in
// front, both times beside Foundation, and compares what it prints: the import changes nothing.

func show(_ name: String, _ values: Double...) { print(name, values.map { String($0.bitPattern, radix: 16) }) }
func show(_ name: String, _ values: Float...) { print(name, values.map { "f" + String($0.bitPattern, radix: 16) }) }

func doubles(_ d: Double, _ e: Double) {
    show("integer division", max(d, 5 / 2), min(d, 3 / 2), pow(d, 1 / 2), max(5 / 2, d), min(3 / 2, e), pow(2, 1 / 2))
    show(
        "integer literals", max(d, 0), min(0, d), max(d, 1, 2), pow(d, 2), pow(2, d), hypot(d, 3), atan2(1, d),
        fmod(d, 2))
    show("roots", sqrt(d), cbrt(d), d.squareRoot(), hypot(d, e), pow(d, e), pow(d, 2.5), sqrt(2), sqrt(2.0))
    show("exponentials", exp(d), exp2(d), expm1(d), log(d), log2(d), log10(d), log1p(d))
    show("angles", sin(d), cos(d), tan(d), asin(d / 9), acos(d / 9), atan(d), atan2(d, e))
    show("hyperbolic", sinh(d), cosh(d), tanh(d), asinh(d), acosh(1 + d), atanh(d / 9))
    show("special", erf(d), erfc(d), tgamma(d), j0(d), j1(d), jn(2, d), y0(d), y1(d), yn(2, d))
    show(
        "rounding", floor(d), ceil(d), round(d), trunc(d), rint(d), nearbyint(d), floor(-d / 2), round(2.5), ceil(5 / 2)
    )
    show("remainders", fmod(d, e), remainder(d, e), d.truncatingRemainder(dividingBy: e), d.remainder(dividingBy: 2))
    show("sign", fabs(-d), abs(-d), abs(d - 5), copysign(d, -1), (-d).magnitude, fma(d, e, 1), fdim(d, e), abs(-0.0))
    show("rounded", d.rounded(), d.rounded(.down), d.rounded(.toNearestOrEven), (-d).rounded(.awayFromZero))
    show("constants", .pi, .infinity, .ulpOfOne, 2 * .pi * d, Double.pi / 2, d + .pi, .leastNormalMagnitude)
    show("limits", .greatestFiniteMagnitude, Double.leastNormalMagnitude, d.ulp, d.nextUp)
    print(d.isZero, d.isNaN, d.isFinite, d.isInfinite, d.sign, d.isNormal, d.exponent, d.significand)
    print(Double.nan.isNaN, (1 / (d - d)).isInfinite, (d - d).isZero, (-0.0).sign)
    show("nan", max(d, .nan), max(.nan, d), min(d, .nan), min(.nan, d), max(1, .nan, 3), min(2, 3, Double.nan))
    show("signed zeros", max(0.0, -0.0), max(-0.0, 0.0), min(0.0, -0.0), min(-0.0, 0.0), max(d - d, -0.0, 0))
    show("many", max(d, e, 3), min(d, e, 3), max(d, e, 1, 2), min(d, e, 1, 2, 0.5), max(1, 2, d), max(d, 5 / 2, 1))
    print(d > e, d < 2, 5 / 2 < d, d >= e, d == e, d != 2, d - 1 > e * 2, 0.5 * d + 1 <= e - 2, d * e - 2 > 0.5 * d)
    print(d > 1 && e < 3 || d * 2 + 1 < e, [d, e].map { $0 * 2 }.reduce(0, +) > 1, -d < e, abs(d - e) < 1e-9)
    show("ternary", d > e ? d * d : e, d * e - 2 > 0.5 * d ? d * d - e * 2 : d - 2 * e * e)
    var x = d
    x += 1 / 2
    x *= e - 1
    x -= 2 * .pi
    x /= 3
    x += d * e / 6 * (d + 2 * e + 2 * d + e)
    x.negate()
    x.round()
    show("compound", x, -x, +x)
    show(
        "formula", exp(-d * d / 2) * sin(e) + pow(d, 3) / (1 + exp(-e)) - hypot(d, e) * atan2(e, d) + .pi * sqrt(d) / 3)
    show("conversions", Double(3), Double(5 / 2), Double(d), Double("2.5") ?? 0, Double(Int(d)), Double(Float(d)))
    show("closures", ["1", "2.5"].compactMap(Double.init).reduce(0, +), [1, 2, 3].map(Double.init).reduce(0, +))
    show("functions", [d, e].map(sqrt).reduce(0, +), [d, e].map(exp).reduce(0, *), [d, e].map(floor).reduce(0, +))
    show("arrays", [d, e].max() ?? 0, [d, e, 1].min() ?? 0, [d, e].reduce(d, max), [d, e].reduce(0) { max($0, $1) })
    print(Int(d), Int(-d), Int(d.rounded(.up)), Int(exactly: d) ?? -1, UInt8(d), Int(2.7), Int32(e), Int(floor(d)))
    var total = 0.0
    for t in stride(from: 0.0, to: 1.0, by: 0.1) { total += t }
    for t in stride(from: d, through: e, by: -0.25) { total -= t }
    for t in stride(from: 0, to: d, by: d / 7) { total += t * t }
    show("strides", total, stride(from: 0, to: 1, by: 0.25).map { $0 * $0 }.reduce(0, +))
    let f: (Double, Double) -> Double = max
    let g: (Double) -> Double = floor
    show("as values", f(d, e), g(d), [d, e].map { pow($0, 2) }.reduce(0, +))
}

func floats(_ f: Float, _ g: Float) {
    show(
        "f roots", sqrt(f), cbrt(f), f.squareRoot(), hypot(f, g), pow(f, g), pow(f, 2), sqrt(2 * f), sqrt(f * f + g * g)
    )
    show("f integer division", max(f, 5 / 2), min(f, 3 / 2), pow(f, 1 / 2), max(5 / 2, f))
    show("f exponentials", exp(f), exp2(f), expm1(f), log(f), log2(f), log10(f), log1p(f))
    show("f angles", sin(f), cos(f), tan(f), asin(f / 9), acos(f / 9), atan(f), atan2(f, g))
    show("f hyperbolic", sinh(f), cosh(f), tanh(f), asinh(f), acosh(1 + f), atanh(f / 9))
    show("f special", erf(f), erfc(f), tgamma(f))
    show("f rounding", floor(f), ceil(f), round(f), trunc(f), rint(f), nearbyint(f), floor(f / 2))
    show("f remainders", fmod(f, g), remainder(f, g), f.truncatingRemainder(dividingBy: g), f.remainder(dividingBy: 2))
    show("f sign", fabs(-f), abs(-f), abs(f - 5), copysign(f, -1), fma(f, g, 1), fdim(f, g))
    show("f rounded", f.rounded(), f.rounded(.down), f.rounded(.toNearestOrEven))
    show("f constants", .pi, .infinity, .ulpOfOne, 2 * .pi * f, Float.pi / 2, .leastNormalMagnitude, f + .pi)
    show("f largest", max(f, g), min(f, g), max(f, 0.1), min(0.1, f), max(f, g, 1), max(f, g, 1, 2), max(f, .nan))
    show("f zeros", max(f - f, -0.0), min(0.0, f - f), max(-0.0, f - f, 0))
    print(f > 0.1, 0.1 < f, f == 0.1, f >= 0.1, f <= 0.1, f < g, f - 0.1 > g * 0.1, f / 10 < 0.25, f.isZero, f.sign)
    show("f formula", exp(-f * f / 2) * sin(g) + pow(f, 3) / (1 + exp(-g)) - hypot(f, g) + 0.1 * f)
    var x = f
    x += 0.1
    x *= 0.7
    x -= f / 3
    x /= 3
    show("f compound", x, -x)
    show("f conversions", Float(3), Float(5 / 2), Float(0.1), Float(Double(f)))
    show("f widened", Double(f), Double(f) * 0.1, Double(0.1 * f))
    print(Int(f), Int(f.rounded()), [f, g].max() ?? 0, [f, g].map(sqrt), stride(from: f, to: g, by: -0.1).map { $0 })
}

func integers(_ i: Int, _ j: Int) {
    print(max(i, j), min(i, 5 / 2), max(i, j, 3), min(1, 2, i, j), abs(i - j), abs(-3), max(5 / 2, 2), i / j, i % j)
    print(i > j, i * 2 + 1 < j - 3, (i + j) % 2 == 0, i - j > -2 * i + 1, i.magnitude, i.signum(), -i)
    print([i, j].max() ?? 0, stride(from: i, to: 20, by: j).map { $0 }, (0..<i).map { $0 * $0 }.reduce(0, +))
    print([3, 1, 2].sorted(by: >), [3, 1, 2].reduce(0, max), zip([1, 2], [3, 4]).map(*).reduce(0, +))
    show(
        "from integers", Double(i) / Double(j), sqrt(Double(i)), pow(Double(i), 2), pow(2, Double(j)),
        floor(Double(i) / 2))
    show("halves", Double(i / 2), Double(i) / 2, max(Double(i), 5 / 2), 1.0 / Double(j), pow(10, -3))
    print(UInt8(max(0, min(255, i))), Int64(i) << 2, pow(Decimal(i), 2), i.isMultiple(of: 2))
}

func graphics(_ c: CGFloat, _ d: Double) {
    let values: [CGFloat] = [
        sqrt(c), floor(c), max(c, 5 / 2), max(c, 2), min(c, 0.5), abs(-c), pow(c, 2), sin(c), c * 2 + 1, hypot(c, 3),
        c.rounded(),
    ]
    print(
        values.map { String(Double($0).bitPattern, radix: 16) }, c > 1, c < 5 / 2, CGFloat(d) * c, Double(c) + d,
        c + 0.5)
}

doubles(2.75, 1.5)
doubles(0.6, 2)
doubles(2, 2)
floats(2.75, 1.5)
floats(0.1, 0.7)
integers(7, 3)
integers(2, 5)
graphics(2.2, 0.3)
