import Foundation
import _AutodiffShims

/// What an element of the elementary functions over arrays costs with each instruction set that the processor has, and what
/// a call of the C library costs in a loop of calls.
func runElementaryBenchmark() {
    let usual = autodiffInstructionSet()
    let sets = [("baseline", autodiffBaseline), ("AVX2", autodiffAVX2), ("AVX-512", autodiffAVX512)]
        .filter { autodiffForceInstructionSet($0.1) }
    print("ns an element".padding(toLength: 16, withPad: " ", startingAt: 0), sets.map(\.0), "C library")
    for f in MeasuredFunction.all { f.report(sets.map(\.1)) }
    autodiffForceInstructionSet(usual)
}

private struct MeasuredFunction {
    typealias Argument = UnsafePointer<Double>
    typealias Result = UnsafeMutablePointer<Double>

    let name: String
    let range: ClosedRange<Double>
    /// From two arrays of arguments, of which the second is ignored by a function of one.
    let map: (Argument, Argument, Result, Int) -> Void
    let scalar: (Double, Double) -> Double

    init(
        _ name: String, _ range: ClosedRange<Double>, _ map: @escaping (Argument, Result, Int) -> Void,
        _ scalar: @escaping (Double) -> Double
    ) {
        self.name = name
        self.range = range
        self.map = { map($0, $2, $3) }
        self.scalar = { x, _ in scalar(x) }
    }

    init(
        _ name: String, _ range: ClosedRange<Double>, _ map: @escaping (Argument, Argument, Result, Int) -> Void,
        _ scalar: @escaping (Double, Double) -> Double
    ) {
        self.name = name
        self.range = range
        self.map = map
        self.scalar = scalar
    }

    func report(_ sets: [AutodiffInstructionSet]) {
        let count = 2048
        var random = SystemRandomNumberGenerator()
        let x = (0..<count).map { _ in Double.random(in: range, using: &random) }
        let exponents = (0..<count).map { _ in Double.random(in: -4...4, using: &random) }
        var y = x
        let times = y.withUnsafeMutableBufferPointer { y in
            let place = y.baseAddress!
            let vectors = sets.enumerated().map { index, set in
                Work(name: "\(index)") { _ in
                    autodiffForceInstructionSet(set)
                    map(x, exponents, place, count)
                    return place[0]
                }
            }
            let calls = Work(name: "C library") { _ in
                for i in 0..<count { place[i] = scalar(x[i], exponents[i]) }
                return place[0]
            }
            return leastNanoseconds(of: vectors + [calls], rounds: 7, minimumMilliseconds: 1)
        }
        let columns = times.map { String(format: "%8.2f", $0 / Double(count)) }.joined()
        print(name.padding(toLength: 16, withPad: " ", startingAt: 0), columns)
    }

    static var all: [MeasuredFunction] {
        [
            MeasuredFunction("exp", -10...10, { autodiffMap_exp($0, $1, $2) }, { exp($0) }),
            MeasuredFunction("expm1", -10...10, { autodiffMap_expm1($0, $1, $2) }, { expm1($0) }),
            MeasuredFunction("exp2", -10...10, { autodiffMap_exp2($0, $1, $2) }, { exp2($0) }),
            MeasuredFunction("log", 0...4, { autodiffMap_log($0, $1, $2) }, { log($0) }),
            MeasuredFunction("log1p", -1...4, { autodiffMap_log1p($0, $1, $2) }, { log1p($0) }),
            MeasuredFunction("log2", 0...4, { autodiffMap_log2($0, $1, $2) }, { log2($0) }),
            MeasuredFunction("log10", 0...4, { autodiffMap_log10($0, $1, $2) }, { log10($0) }),
            MeasuredFunction("softplus", -10...10, { autodiffMap_softplus($0, $1, $2) }, { log1p(exp($0)) }),
            MeasuredFunction("sigmoid", -10...10, { autodiffMap_sigmoid($0, $1, $2) }, { 1 / (1 + exp(-$0)) }),
            MeasuredFunction("sin", -20...20, { autodiffMap_sin($0, $1, $2) }, { sin($0) }),
            MeasuredFunction("cos", -20...20, { autodiffMap_cos($0, $1, $2) }, { cos($0) }),
            MeasuredFunction("tan", -20...20, { autodiffMap_tan($0, $1, $2) }, { tan($0) }),
            MeasuredFunction("asin", -1...1, { autodiffMap_asin($0, $1, $2) }, { asin($0) }),
            MeasuredFunction("acos", -1...1, { autodiffMap_acos($0, $1, $2) }, { acos($0) }),
            MeasuredFunction("atan", -5...5, { autodiffMap_atan($0, $1, $2) }, { atan($0) }),
            MeasuredFunction("atan2", -4...4, { autodiffMap_atan2($0, $1, $2, $3) }, { atan2($0, $1) }),
            MeasuredFunction("sinh", -10...10, { autodiffMap_sinh($0, $1, $2) }, { sinh($0) }),
            MeasuredFunction("cosh", -10...10, { autodiffMap_cosh($0, $1, $2) }, { cosh($0) }),
            MeasuredFunction("tanh", -10...10, { autodiffMap_tanh($0, $1, $2) }, { tanh($0) }),
            MeasuredFunction("asinh", -5...5, { autodiffMap_asinh($0, $1, $2) }, { asinh($0) }),
            MeasuredFunction("acosh", 1...5, { autodiffMap_acosh($0, $1, $2) }, { acosh($0) }),
            MeasuredFunction("atanh", -1...1, { autodiffMap_atanh($0, $1, $2) }, { atanh($0) }),
            MeasuredFunction("erf", -5...5, { autodiffMap_erf($0, $1, $2) }, { erf($0) }),
            MeasuredFunction("erfc", -5...10, { autodiffMap_erfc($0, $1, $2) }, { erfc($0) }),
            MeasuredFunction("sqrt", 0...4, { autodiffMap_sqrt($0, $1, $2) }, { $0.squareRoot() }),
            MeasuredFunction("cbrt", -10...10, { autodiffMap_cbrt($0, $1, $2) }, { cbrt($0) }),
            MeasuredFunction("pow", 0...4, { autodiffMap_pow($0, $1, $2, $3) }, { pow($0, $1) }),
            MeasuredFunction("hypot", -4...4, { autodiffMap_hypot($0, $1, $2, $3) }, { hypot($0, $1) }),
        ]
    }
}
