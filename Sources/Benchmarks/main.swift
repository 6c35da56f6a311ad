import Foundation

let benchmarks: [(name: String, run: () -> Void)] = [
    ("rosenbrock", runRosenbrockBenchmark),
    ("deep", runDeepBenchmark),
    ("reverse", runReverseBenchmark),
    ("rules", runRulesBenchmark),
    ("elementary", runElementaryBenchmark),
    ("forward", runForwardBenchmark),
    ("taylor", runTaylorBenchmark),
    ("hessian", runHessianBenchmark),
    ("second", runSecondBenchmark),
    ("widths", runWidthsBenchmark),
    ("compiled", runCompiledBenchmark),
    ("lanes", runLanesBenchmark),
    ("sweeps", runSweepsBenchmark),
    ("mixture", runMixtureBenchmark),
    ("modes", runModesBenchmark),
    ("preaccumulate", runPreaccumulateBenchmark),
    ("sparse", runSparseBenchmark),
    ("comparison", runComparisonBenchmark),
    ("choice", runChoiceBenchmark),
    ("parameters", runParametersBenchmark),
    ("sum", runSumBenchmark),
    ("arrays", runArrayBenchmark),
    ("timeloops", runTimeLoopsBenchmark),
    ("algebra", runAlgebraBenchmark),
    ("allocations", runAllocationBenchmark),
    ("peers", runPeersBenchmark),
]

let arguments = Array(CommandLine.arguments.dropFirst())
if Once.run(arguments) { exit(0) }
for argument in arguments where !benchmarks.contains(where: { $0.name == argument }) {
    let known = benchmarks.map(\.name).joined(separator: ", ") + "; and once NAME COUNT"
    FileHandle.standardError.write(Data("benchmarks: no benchmark '\(argument)'; there are \(known)\n".utf8))
    exit(2)
}
for benchmark in benchmarks where arguments.isEmpty || arguments.contains(benchmark.name) { benchmark.run() }
