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
    print("allocations in 100 calls, after the first     gradient    workspace")
    func report<F: ScalarField>(_ name: String, _ f: F, at point: [Double]) {
        let workspace = Workspace<Double>()
        var place = point
        func plain() { sink(gradient(at: point, of: f, mode: .reverse)[0]) }
        func kept() { sink(workspace.valueWithGradient(at: point, of: f, into: &place, mode: .reverse) + place[0]) }
        let counts = [plain, kept].map { run in
            run()
            return trace.count { for _ in 0..<100 { run() } }
        }
        print(
            "  " + name.padding(toLength: 40, withPad: " ", startingAt: 0)
                + String(format: "%12d %12d", counts[0], counts[1]))
    }
    report("Rosenbrock, n = 1000", Rosenbrock(), at: (0..<1000).map { 0.5 + 0.001 * Double($0) })
    report("Speelpenning, n = 1000", Speelpenning(), at: Speelpenning.point)
    report("chain of 10,000 nodes", DeepChain(steps: 10_000), at: [1, 0.999_999_9, 1e-7, 0.5])
    let (f, point) = (Recurrence(outputs: 13, steps: 8), (0..<16).map { 0.3 + 0.01 * Double($0) })
    let workspace = Workspace<Double>()
    var place = Matrix<Double>(rows: 13, columns: 16, repeating: 0)
    func alone() { sink(f(point)[0]) }
    func jacobian() { sink(Autodiff.jacobian(at: point, of: f, mode: .reverse)[0, 0]) }
    func inPlace() {
        workspace.jacobian(at: point, of: f, into: &place, mode: .reverse)
        sink(place[0, 0])
    }
    let counts = [alone, jacobian, inPlace].map { run in
        run()
        return trace.count { for _ in 0..<100 { run() } }
    }
    print("  Jacobian 13 × 16: the function alone \(counts[0]), Jacobian \(counts[1]), in place \(counts[2])")
    reportForwardAllocations(trace)
    reportCompiledAllocations(trace)
}

private func reportCompiledAllocations(_ trace: AllocationTrace) {
    let points = (0..<4).map { k in (0..<1000).map { 0.5 + 0.001 * Double($0 + k) } }
    let rosenbrock = compile(Rosenbrock(), at: points[0])
    let hand = compile(Hand(), at: Hand.point)
    var slope = points[0]
    var place = Matrix<Double>(rows: 60, columns: Hand.point.count, repeating: 0)
    let poses = (0..<4).map { moved(Hand.point, $0) }
    func gradient(_ i: Int) { sink(rosenbrock.valueWithGradient(at: points[i % 4], into: &slope)) }
    func jacobian(_ i: Int) {
        hand.jacobian(at: poses[i % 4], into: &place)
        sink(place[3, 3])
    }
    let counts = [gradient, jacobian].map { run in
        run(0)
        return trace.count { for i in 0..<100 { run(i) } }
    }
    print("  compiled, in place: gradient of Rosenbrock's function \(counts[0]), the hand's Jacobian \(counts[1])")
    let data = (0..<1000).map { (x: 0.01 * Double($0), y: sin(Double($0))) }
    let loss = compile(over: data, at: [1, 1]) { θ, s in pow(θ[0] * exp(-θ[1] * s.x) - s.y, 2) }
    let rows = Matrix(poses)
    var slopes = [0.0, 0]
    var all = Matrix<Double>(rows: 240, columns: Hand.point.count, repeating: 0)
    func sum(_ i: Int) { sink(loss.valueWithGradient(at: [1, 1 + 0.01 * Double(i % 4)], into: &slopes)) }
    func many(_ i: Int) {
        jacobians(at: rows, of: hand, into: &all)
        sink(all[3, 3])
    }
    let lanes = [sum, many].map { run in
        run(0)
        return trace.count { for i in 0..<100 { run(i) } }
    }
    // The point of the sum is an array that the benchmark makes.
    print("  lanes, in place: gradient of a sum over 1,000 samples \(lanes[0] - 100),", terminator: " ")
    print("four poses of the hand \(lanes[1])")
}
#else
/// Allocations are counted where the C library is glibc.
func runAllocationBenchmark() { print("allocations: needs glibc") }
#endif
