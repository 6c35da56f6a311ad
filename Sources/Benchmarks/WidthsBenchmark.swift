import Autodiff
import Foundation
import GradBenchEvals

/// What one run of forward mode costs with vectors of each width, as a multiple of the primal, and what Jacobians of 1 to 16
/// columns would cost if only some of the widths were there, as a multiple of what they cost with all four.
func runWidthsBenchmark() {
    widths("Rosenbrock", Rosenbrock(), inputs: 16)
    widths("bundle adjustment", ReprojectionError(feature: (30, 70)), inputs: 16)
    widths("recurrence, 4 steps", Recurrence(outputs: 4, steps: 4), inputs: 16)
    widths("sums of exponentials", ExponentialSums(outputs: 8), inputs: 16)
    widths("tanh(A x)", Layer(inputs: 16, outputs: 8), inputs: 16)
    widths("hand", Hand(), inputs: 32)
}

private func widths<F: Differentiable>(_ name: String, _ f: F, inputs n: Int) {
    let point = (0..<n).map { 0.3 + 0.01 * Double($0) }
    var place = Matrix<Double>(rows: f(point).count, columns: n, repeating: 0)
    var (value, inputs) = ([Double](), ChunkInputs())
    let all = [2, 4, 8, 16]
    let times = medianNanoseconds(
        of: [Work(name: "primal") { f(moved(point, $0))[0] }]
            + all.map { chunk in
                Work(name: "\(chunk)") { i in
                    forwardJacobian(
                        at: moved(point, i), of: f, into: &place, value: &value, wantsValue: false, inputs: &inputs,
                        chunk: chunk)
                    return place[0, 0]
                }
            }, rounds: 21, minimumMilliseconds: 1)
    let runs = zip(all, times.dropFirst()).map { chunk, time in (chunk, time / Double(n / chunk)) }
    print(name, runs.map { String(format: "%d: %.2f", $0.0, $0.1 / times[0]) }.joined(separator: "  "))
    // The least that a number of columns costs by runs of the given widths.
    func least(_ columns: Int, _ widths: [Int]) -> Double {
        var costs = [0.0]
        for c in 1...columns {
            costs.append(
                runs.filter { widths.contains($0.0) }.map { $0.1 + costs[max(0, c - $0.0)] }.min()!)
        }
        return costs[columns]
    }
    for some in [[4, 8], [4, 16], [8, 16], [2, 8], [4], [8], [4, 8, 16], [2, 4, 8]] {
        let ratios = (1...16).map { least($0, some) / least($0, all) }
        print(
            "  \(some)".padding(toLength: 14, withPad: " ", startingAt: 0),
            ratios.map { String(format: "%.2f", $0) }.joined(separator: " "))
    }
}
