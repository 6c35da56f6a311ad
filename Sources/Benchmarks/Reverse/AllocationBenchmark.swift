#if canImport(Glibc)
import Autodiff
import Foundation

/// How many times memory is allocated for a gradient, after the first: by the function `gradient`, and in a workspace;
/// and for a Jacobian by forward mode.
///
/// Counted by the C library's own trace of allocations, which has to be loaded before the program starts; so the program
/// starts itself again.
func runAllocationBenchmark() {
    guard let trace = AllocationTrace() else {
        AllocationTrace.runAgain(with: "allocations")
        return
    }
    print("allocations in 100 calls, after the first     gradient    workspace    workspace, into")
    func report<F: ScalarField>(_ name: String, _ f: F, at point: [Double]) {
        let workspace = GradientWorkspace<Double>()
        var place = point
        func plain() { sink(gradient(at: point, of: f)[0]) }
        func kept() { sink(workspace.evaluate(at: point, of: f) + workspace.gradient[0]) }
        func into() { sink(workspace.evaluate(at: point, into: &place, of: f) + place[0]) }
        let counts = [plain, kept, into].map { run in
            run()
            return trace.count { for _ in 0..<100 { run() } }
        }
        print(
            "  " + name.padding(toLength: 40, withPad: " ", startingAt: 0)
                + String(format: "%12d %12d %18d", counts[0], counts[1], counts[2]))
    }
    report("Rosenbrock, n = 1000", Rosenbrock(), at: (0..<1000).map { 0.5 + 0.001 * Double($0) })
    report("Speelpenning, n = 1000", Speelpenning(), at: Speelpenning.point)
    report("chain of 10,000 nodes", DeepChain(steps: 10_000), at: [1, 0.999_999_9, 1e-7, 0.5])
    reportForwardAllocations(trace)
}
#else
/// Allocations are counted where the C library is glibc.
func runAllocationBenchmark() { print("allocations: needs glibc") }
#endif
