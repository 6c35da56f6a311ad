import Autodiff
import Foundation

/// A function R^n → R by some number of operations on a few of its inputs at a time.
struct Winding: ScalarField {
    let steps: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        var y = x[0]
        for i in 0..<steps {
            y = 0.5 * (y * x[i % x.count] + (1 - y * y) * x[(i * 3 + 1) % x.count] + x[(i * 5) % x.count])
        }
        return y
    }
}

/// The sum of 200 such functions of shifted inputs, preaccumulated in the mode of `preaccumulate`, on a tape, or not at all.
struct Windings: ScalarField {
    enum Mode: String, CaseIterable { case plain, chosen, tape }

    let f: Winding
    let mode: Mode

    func value<S: RealScalar>(at x: [S]) -> S {
        var total: S = 0
        for i in 0..<200 {
            let inputs = x.map { $0 + 0.001 * Double(i) }
            switch mode {
            case .plain: total += f.value(at: inputs)
            case .chosen: total += preaccumulate(inputs, f)
            case .tape:
                // The closure form is always a tape.
                if let inputs = inputs as? [Variable<Double>],
                    let y = preaccumulate(inputs, { [f.value(at: $0)] })[0] as? S
                {
                    total += y
                } else {
                    total += f.value(at: inputs)
                }
            }
        }
        return total
    }
}

/// Gradients of sums of functions that are preaccumulated, by the number of their inputs and operations.
func runPreaccumulateBenchmark() {
    print("preaccumulated, x primal        " + Windings.Mode.allCases.map(\.rawValue).joined(separator: "     "))
    for steps in [10, 100] {
        for n in [1, 2, 4, 8, 12, 16, 17] {
            let point = (0..<n).map { 0.3 + 0.01 * Double($0) }
            let modes = Windings.Mode.allCases.map { Windings(f: Winding(steps: steps), mode: $0) }
            let times = medianNanoseconds(
                of: [Work(name: "primal") { modes[0].value(at: moved(point, $0)) }]
                    + modes.map { f in Work(name: "gradient") { gradient(at: moved(point, $0), of: f)[0] } })
            print(
                "  \(n) inputs, \(steps) steps".padding(toLength: 28, withPad: " ", startingAt: 0)
                    + times.dropFirst().map { String(format: "%10.2f", $0 / times[0]) }.joined())
        }
    }
}
