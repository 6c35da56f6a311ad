import Foundation
import GradBenchEvals

/// GradBench's evals, at a small, a middle and a large size each: the function, its derivative, their ratio, what was done before the
/// first evaluation, and the most memory that the process had so far.
func runPeersBenchmark() {
    print("GradBench's evals: medians; the derivative's preparation, and the process's most memory so far")
    for workload in PeerWorkload.all {
        let primal = workload.primal.map { measure(workload, $0) }
        for function in workload.derivatives {
            let derivative = measure(workload, function)
            var line = "  " + "\(workload.module) \(function)".padding(toLength: 16, withPad: " ", startingAt: 0)
            line += workload.size.padding(toLength: 26, withPad: " ", startingAt: 0)
            line += primal.map { String(format: "%11.4f ms ", $0.median) } ?? "              "
            line += String(format: "%11.4f ms ", derivative.median)
            line += primal.map { String(format: "%8.3f x ", derivative.median / $0.median) } ?? "           "
            line += String(format: " prepared in %9.2f ms, %5d MB  ", derivative.preparation, peakMegabytes())
            print(line + derivative.program)
        }
    }
}

/// In milliseconds.
private func measure(
    _ workload: PeerWorkload, _ name: String
) -> (preparation: Double, median: Double, program: String) {
    guard let function = allModules[workload.module]?[name] else { return (.nan, .nan, "no function \(name)") }
    do {
        let evaluation = try function.evaluate(workload.input(), describesProgram: true)
        let times = evaluation.timings.filter { $0.name == "evaluate" }.map { $0.nanoseconds / 1e6 }.sorted()
        let preparation = evaluation.timings.first { $0.name == "prepare" }.map { $0.nanoseconds / 1e6 }
        return (preparation ?? 0, times[times.count / 2], evaluation.program)
    } catch {
        return (.nan, .nan, "\(error)")
    }
}

/// The most memory that the process had, in MB.
private func peakMegabytes() -> Int {
    var usage = rusage()
    #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss >> 20
    #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss >> 10
    #endif
}
