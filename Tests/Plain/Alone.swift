// Plain code without any import. `.ci/run` compiles it twice, as it stands and with `import Autodiff` in front, and compares
// what it prints. Without Foundation there is no `sqrt` before the import, so that only the standard library's names count.

func bits(_ values: Double...) { print(values.map { String($0.bitPattern, radix: 16) }) }

func doubles(_ d: Double, _ e: Double) {
    bits(
        max(d, 5 / 2), min(d, 3 / 2), max(5 / 2, d), max(d, e, 5 / 2), min(d, e, 1, 0.5), max(1, .nan, 3), max(d, .nan))
    bits(
        max(0.0, -0.0), min(0.0, -0.0), max(-0.0, 0.0), abs(-d), abs(d - 5), d.squareRoot(), d.rounded(), d.rounded(.up)
    )
    bits(
        d.truncatingRemainder(dividingBy: e), d.remainder(dividingBy: e), 2 * .pi * d, d + .pi, .ulpOfOne, -d, d - 1 / 2
    )
    print(d > e, d < 2, 5 / 2 < d, d * e - 2 > 0.5 * d, d > 1 && e < 3, d == e, d.isZero, d.isNaN, d.isFinite, d.sign)
    print(Int(d), Int(2.7), Double(3), Double(5 / 2), ["1"].compactMap(Double.init), [1, 2].map(Double.init))
    bits(
        [d, e].max() ?? 0, [d, e].reduce(0, max), [d, e].reduce(0, +), d > e ? d * d : e, [d, e].map(abs).reduce(0, +))
    print(stride(from: 0, to: 1, by: 0.25).map { $0 }, stride(from: d, to: e, by: -0.1).map { $0.bitPattern })
}

func floats(_ f: Float, _ g: Float) {
    print(
        max(f, 5 / 2), max(f, 0.1), min(f, g), max(f, g, 0.1), f > 0.1, 0.1 < f, f == 0.1, f <= 0.1, f - 0.1 > g * 0.1)
    print(
        abs(-f), f.squareRoot(), f.rounded(), 0.1 * f, f + 0.1, 2 * .pi * f, Float.pi, Int(f), f.isZero, f.sign,
        max(f, .nan))
}

func integers(_ i: Int, _ j: Int) {
    print(
        max(i, j), min(i, 5 / 2), max(i, j, 3), abs(i - j), abs(-3), i > j, i * 2 + 1 < j - 3, i - j > -2 * i + 1, i / j
    )
    print(
        [i, j].max() ?? 0, stride(from: i, to: 20, by: j).map { $0 }, [3, 1, 2].sorted(by: >), [3, 1, 2].reduce(0, max))
    print(max("a", "b"), min("b", "a", "c"), [[1, 2], [3]].map(\.count), (1...3).contains(2), max(Int8(1), 2), -i)
}

doubles(2.75, 1.5)
doubles(2, 2)
floats(2.75, 1.5)
floats(0.1, 0.7)
integers(7, 3)
