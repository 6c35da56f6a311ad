import AutodiffCore

/// One function of a suite, with the box of points where it is to be checked.
public struct CheckCase {
    let name: String
    let box: [ClosedRange<Double>]
    let check: (_ x: [Double], _ options: CheckOptions) -> DerivativeCheck

    /// The derivatives that this toolkit computes of `f`, over a box with one range for each input.
    public init<F: Differentiable>(_ name: String, _ f: F, over box: [ClosedRange<Double>]) {
        self.init(name, over: box) { x, options in checkJacobian(at: x, options: options, of: f) }
    }

    /// A hand-written gradient of `f`.
    public init(
        _ name: String, gradient: @escaping ([Double]) -> [Double], over box: [ClosedRange<Double>],
        of f: @escaping ([Double]) -> Double
    ) {
        self.init(name, over: box) { x, options in checkGradient(gradient, at: x, options: options, of: f) }
    }

    /// A hand-written Jacobian of `f`.
    public init(
        _ name: String, jacobian: @escaping ([Double]) -> Matrix<Double>, over box: [ClosedRange<Double>],
        of f: @escaping ([Double]) -> [Double]
    ) {
        self.init(name, over: box) { x, options in checkJacobian(jacobian, at: x, options: options, of: f) }
    }

    /// Any check of a point.
    public init(
        _ name: String, over box: [ClosedRange<Double>],
        check: @escaping (_ x: [Double], _ options: CheckOptions) -> DerivativeCheck
    ) {
        if box.isEmpty { misuse("the case \(name) has no inputs; give one range for each") }
        self.name = name
        self.box = box
        self.check = check
    }
}

/// Checks a list of functions at random points of their domains, and reports all failures at once.
///
///     let summary = checkAll([
///         CheckCase("polar", Polar(), over: [0.1...3, -3...3]),
///         CheckCase("loss", gradient: lossGradient, over: box, of: loss),
///     ])
///     #expect(summary.passed, "\(summary)")
///
/// - Parameters:
///   - cases: the functions.
///   - points: at how many points each is checked. A range over several decades of one sign is sampled by its
///     logarithm.
///   - options: what may be assumed of all functions. The seed decides about the points; a point is part of the report
///     of a failure.
/// - Returns: every check, case after case.
public func checkAll(
    _ cases: [CheckCase], points: Int = 10, options: CheckOptions = CheckOptions()
) -> CheckSummary {
    var summary = CheckSummary(title: counted(cases.count, "function", "functions"), isStrict: options.strict)
    for (k, item) in cases.enumerated() {
        var generator = SplitMix64(seed: options.seed &+ UInt64(k))
        for _ in 0..<points {
            let x = item.box.map { generator.number(in: $0) }
            summary.append(item.check(x, options), "\(item.name) at \(x)", at: x)
        }
    }
    return summary
}

extension SplitMix64 {
    /// A random number of a range: uniform, or over several decades of one sign uniform in the logarithm.
    mutating func number(in range: ClosedRange<Double>) -> Double {
        let fraction = Double(next() >> 11) * 0x1p-53
        let (a, b) = (range.lowerBound, range.upperBound)
        let ratio = a > 0 ? b / a : b < 0 ? a / b : 1
        if ratio > 100 {
            let (from, to) = (log(abs(a)), log(abs(b)))
            return (a > 0 ? 1 : -1) * exp(from + fraction * (to - from))
        }
        return a + fraction * (b - a)
    }
}
