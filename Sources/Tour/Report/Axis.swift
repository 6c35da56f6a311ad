import Foundation

/// An axis of a chart: from numbers to pixels, and the marks on it.
struct Axis {
    enum Scale { case linear, logarithmic }

    let label: String
    let scale: Scale
    let range: ClosedRange<Double>

    /// The distance of the marks on a linear axis.
    private let step: Double

    /// An axis that spans these values, up to the next marks where `isWidened`, with a mark every `step` or, by itself,
    /// some five of them.
    init(
        _ label: String, scale: Scale = .linear, spanning values: [Double], isWidened: Bool = true, step: Double? = nil
    ) {
        self.label = label
        self.scale = scale
        let values = values.filter { $0.isFinite && (scale == .linear || $0 > 0) }
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let distance = step ?? Axis.niceStep((high - low) / 5)
        self.step = distance
        switch scale {
        case .linear:
            let lower = isWidened ? (low / distance).rounded(.down) * distance : low
            let upper = isWidened ? (high / distance).rounded(.up) * distance : high
            range = lower...(lower < upper ? upper : lower + distance)
        case .logarithmic:
            let range = isWidened ? Axis.widened(low, high) : low...high
            self.range = range.lowerBound < range.upperBound ? range : low...10 * low
        }
    }

    /// Where a value stands, from 0 at the beginning of the axis to 1 at its end.
    func fraction(_ value: Double) -> Double {
        switch scale {
        case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        case .logarithmic: log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
        }
    }

    /// The marks: five or so on a linear axis, powers of ten on a logarithmic one.
    var marks: [(value: Double, label: String)] {
        switch scale {
        case .linear:
            let decimals = max(0, -Int(log10(step).rounded(.down)))
            let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
            let last = Int((range.upperBound / step + 1e-9).rounded(.down))
            return (first...max(first, last)).map { (Double($0) * step, fixed(Double($0) * step, decimals)) }
        case .logarithmic:
            let first = Int((log10(range.lowerBound) + 1e-9).rounded(.down))
            let last = Int((log10(range.upperBound) - 1e-9).rounded(.up))
            let isShort = last - first <= 3
            let stride = max(1, (last - first + 7) / 8)
            let marks = Swift.stride(from: last, through: first, by: -stride).flatMap { exponent in
                (isShort ? [1.0, 2, 5] : [1]).map { factor in
                    let label = isShort ? significant(factor * pow(10, Double(exponent)), 5) : Axis.power(exponent)
                    return (value: factor * pow(10, Double(exponent)), label: label)
                }
            }
            return marks.filter { (-1e-9...1 + 1e-9).contains(fraction($0.value)) }.sorted { $0.value < $1.value }
        }
    }

    /// The range from mark to mark of a logarithmic axis: 1, 2 and 5 times powers of ten where it is short.
    private static func widened(_ low: Double, _ high: Double) -> ClosedRange<Double> {
        let (first, last) = (log10(low).rounded(.down), log10(high).rounded(.up))
        guard last - first <= 3 else { return pow(10, first)...pow(10, last) }
        let lower = [5.0, 2, 1].map { $0 * pow(10, first) }.first { $0 <= low } ?? low
        let upper = [1.0, 2, 5, 10].map { $0 * pow(10, last - 1) }.first { $0 >= high } ?? high
        return lower...upper
    }

    /// 1, 2 or 5 times a power of ten, not below `step`.
    private static func niceStep(_ step: Double) -> Double {
        guard step > 0 else { return 1 }
        let decade = pow(10, log10(step).rounded(.down))
        return ([1, 2, 5].first { $0 * decade >= step * 0.999 } ?? 10) * decade
    }

    /// A power of ten in a few characters.
    private static func power(_ exponent: Int) -> String {
        if (-2...4).contains(exponent) { return significant(pow(10, Double(exponent)), 5) }
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return "10" + (exponent < 0 ? "⁻" : "")
            + String(String(abs(exponent)).compactMap { $0.wholeNumberValue }.map { digits[$0] })
    }
}
