#if canImport(Glibc)
import Autodiff
import Foundation
import GradBenchEvals

/// How many times memory is allocated for a 2 × 15 Jacobian by forward mode in chunks, of a function that itself
/// allocates its result.
func reportForwardAllocations(_ trace: AllocationTrace) {
    let f = ReprojectionError(feature: (30, 70))
    let x = (0..<15).map { 0.3 + 0.1 * Double($0) }
    print("allocations in 100 Jacobians by forward mode     function's own    Jacobian    in place")
    for chunk in forwardChunks {
        var kept = ChunkedPlace(rows: 2, columns: 15)
        func plain() { sink(forwardJacobian(at: x, of: f, chunk: chunk).jacobian[1, 2]) }
        func inKept() { kept.write(at: x, of: f, chunk: chunk) }
        let counts = [plain, inKept].map { run in
            run()
            return trace.count { for _ in 0..<100 { run() } }
        }
        let runs = (15 + chunk - 1) / chunk
        print(
            "  2 × 15, chunks of \(chunk), runs: \(runs)".padding(toLength: 45, withPad: " ", startingAt: 0)
                + String(format: "%18d %11d %11d", 100 * runs, counts[0], counts[1]))
    }
    let point = Rosenbrock.points(40)[0]
    var hessian = Matrix<Double>(rows: 40, columns: 40, repeating: 0)
    let workspace = Workspace<Double>()
    workspace.hessian(at: point, of: Rosenbrock(), into: &hessian)
    let count = trace.count { for _ in 0..<100 { workspace.hessian(at: point, of: Rosenbrock(), into: &hessian) } }
    print("allocations in 100 Hessians in a workspace, n = 40: \(count)")
}
#endif
