import Autodiff
import Foundation

/// The mixture's gradient as one function, as a sum over its points, and as the same sum by 1, 2 and 4 tasks.
func runSumBenchmark() {
    let (f, point) = Mixture.standard
    let term = Mixture.Point(data: f.data)
    func serial(_ x: [Double]) -> (value: Double, gradient: [Double]) {
        f.valueWithGradientBySum(at: x) { valueWithGradient(at: $0, of: term, over: 0..<Mixture.n) }
    }
    func parallel(_ x: [Double], tasks: Int?) -> (value: Double, gradient: [Double]) {
        f.valueWithGradientBySum(at: x) { z in
            wait { await parallelValueWithGradient(at: z, of: term, over: 0..<Mixture.n, tasks: tasks) }
        }
    }
    print("mixture d=10 K=25 n=1000, 16 parts, \(ProcessInfo.processInfo.activeProcessorCount) cores; least of many")
    let works =
        [
            Work(name: "primal") { f.value(at: moved(point, $0)) },
            Work(name: "gradient, one tape") { gradient(at: moved(point, $0), of: f)[0] },
            Work(name: "sum over the points") { serial(moved(point, $0)).gradient[0] },
        ]
        + [1, 2, 4].map { (tasks: Int) in
            Work(name: "sum, \(tasks) tasks at once") { parallel(moved(point, $0), tasks: tasks).gradient[0] }
        } + [Work(name: "sum, 16 tasks") { parallel(moved(point, $0), tasks: nil).gradient[0] }]
    // The least: others who use the cores only add to it, and to more of them the more cores the work wants.
    let times = leastNanoseconds(of: works)
    for (work, time) in zip(works, times) {
        let name = work.name.padding(toLength: 24, withPad: " ", startingAt: 0)
        let speedUp = work.name.contains("task") ? String(format: "  speed-up %.2f", times[2] / time) : ""
        print("  \(name)", String(format: "%10.2f us %8.2f x primal", time / 1000, time / times[0]) + speedUp)
    }
    let (one, sum) = (valueWithGradient(at: point, of: f), serial(point))
    let difference = zip(one.gradient, sum.gradient).map { abs($0 - $1) }.max() ?? 0
    print("  largest difference, sum from one tape  ", difference / (one.gradient.map(abs).max() ?? 1))
    let same = [1, 2, 3, 4, nil].allSatisfy { parallel(point, tasks: $0) == sum }
    print("  serial sum and any number of tasks have the same bits ", same)
}

/// The point with its first coordinate moved a little, from run to run, so that no work can be carried over.
func moved(_ point: [Double], _ i: Int) -> [Double] {
    var x = point
    x[0] *= 1 + 1e-14 * Double(i % 4)
    return x
}

/// Runs an asynchronous function to its end.
private func wait<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var result: Result?
    Task {
        result = await body()
        done.signal()
    }
    done.wait()
    guard let result else { fatalError("the task has ended without a result") }
    return result
}
