import Autodiff
import Foundation

/// 1,024 arguments, spread over [low, high) without a pattern that a branch predictor could learn.
private func arguments(_ low: Double, _ high: Double) -> [Double] {
    (0..<1024).map { i in
        let fraction = (Double(i) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
        return low + (high - low) * fraction
    }
}

/// Sums `f` over the arguments: independent calls, as a loop over data makes them.
@inline(__always)
private func total(_ x: [Double], _ f: (Double) -> Double) -> Double {
    var sum = 0.0
    for element in x { sum += f(element) }
    return sum
}

/// Prints the time of a rule through `Dual` (value and derivative) as a multiple of the plain C function.
@inline(__always)
private func compare(
    _ name: String, over x: [Double], plain: @escaping (Double) -> Double,
    dual: @escaping (Dual<Double>) -> Dual<Double>
) {
    let times = medianNanoseconds(of: [
        Work(name: "plain") { i in total(x) { plain($0 + Double(i & 1)) } },
        Work(name: "dual") { i in
            total(x) {
                let y = dual(Dual($0 + Double(i & 1), 1))
                return y.value + y.tangent
            }
        },
    ])
    let (a, b) = (times[0] / Double(x.count), times[1] / Double(x.count))
    print(
        "  " + name.padding(toLength: 10, withPad: " ", startingAt: 0)
            + String(format: "%8.2f ns plain %8.2f ns dual %6.2f x", a, b, b / a))
}

/// The elementary rules through `Dual`, value and derivative together, as multiples of the plain functions.
func runRulesBenchmark() {
    print("Elementary rules through Dual")
    let x = arguments(-3, 3)
    let positive = arguments(0.1, 10)
    compare("exp", over: x, plain: { exp($0) }, dual: { exp($0) })
    compare("log", over: positive, plain: { log($0) }, dual: { log($0) })
    compare("sin", over: x, plain: { sin($0) }, dual: { sin($0) })
    compare("tanh", over: x, plain: { tanh($0) }, dual: { tanh($0) })
    compare("sigmoid", over: x, plain: { 1 / (1 + exp(-$0)) }, dual: { sigmoid($0) })
    compare("pow", over: positive, plain: { pow($0, 2.7) }, dual: { pow($0, 2.7) })
    compare("erf", over: x, plain: { erf($0) }, dual: { erf($0) })
    compare("cbrt", over: x, plain: { cbrt($0) }, dual: { cbrt($0) })
    compare("lgamma", over: positive, plain: { lgamma($0) }, dual: { lgamma($0) })
}
