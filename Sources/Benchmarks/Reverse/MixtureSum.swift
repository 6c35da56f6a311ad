import Autodiff
import Foundation

/// The mixture as a sum over its points. What the points have in common, the roots' diagonals and the sums of their
/// logarithms, is computed once; the parameters of a point's term are z: α with the sum added, the means, the diagonals
/// and the triangles.
extension Mixture {
    struct Point: DataTerm {
        let data: [Double]

        func value<S: RealScalar>(at z: [S], for point: Int) -> S {
            let (d, k, triangle) = (Mixture.d, Mixture.k, Mixture.triangle)
            let (mu, diagonal, l) = (k, k + k * d, k + 2 * k * d)
            var centred = [S](repeating: 0, count: d)
            var terms = [S](repeating: 0, count: k)
            for i in 0..<k {
                for j in 0..<d { centred[j] = data[point * d + j] - z[mu + i * d + j] }
                var squares: S = 0
                for row in 0..<d {
                    var entry = z[diagonal + i * d + row] * centred[row]
                    var index = l + i * triangle + row - 1
                    for column in 0..<row {
                        entry += z[index] * centred[column]
                        index += d - 2 - column
                    }
                    squares += entry * entry
                }
                terms[i] = z[i] - 0.5 * squares
            }
            return Mixture.logSumExp(terms[...])
        }
    }

    /// What doesn't depend on the points, and then z.
    func restAndTermParameters<S: RealScalar>(_ p: [S]) -> [S] {
        let (d, k) = (Mixture.d, Mixture.k)
        let q = k + k * d
        var z = p
        for i in 0..<k {
            for j in 0..<d {
                z[i] += p[q + i * d + j]
                z[q + i * d + j] = exp(p[q + i * d + j])
            }
        }
        return [rest(p, Array(z[q..<q + k * d]))] + z
    }

    /// Value and gradient with the terms summed by `sum`, serially or on all cores.
    func valueWithGradientBySum(
        at p: [Double], _ sum: ([Double]) -> (value: Double, gradient: [Double])
    ) -> (value: Double, gradient: [Double]) {
        let (common, pullback) = vjp(at: p) { p in restAndTermParameters(p) }
        let terms = sum(Array(common.dropFirst()))
        return (common[0] + terms.value, pullback([1] + terms.gradient))
    }
}

/// The mixture's gradient as one function, as a sum over its points, and as a sum on all cores.
func runSumBenchmark() {
    let (f, point) = Mixture.standard
    let term = Mixture.Point(data: f.data)
    func serial(_ x: [Double]) -> (value: Double, gradient: [Double]) {
        f.valueWithGradientBySum(at: x) { valueWithGradient(at: $0, of: term, summedOver: 0..<Mixture.n) }
    }
    func parallel(_ x: [Double], parts: Int) -> (value: Double, gradient: [Double]) {
        f.valueWithGradientBySum(at: x) { z in
            wait { await parallelValueWithGradient(at: z, of: term, summedOver: 0..<Mixture.n, parts: parts) }
        }
    }
    print("mixture d=10 K=25 n=1000, \(ProcessInfo.processInfo.activeProcessorCount) cores")
    let works = [
        Work(name: "primal") { f.value(at: moved(point, $0)) },
        Work(name: "gradient, one tape") { gradient(at: moved(point, $0), of: f)[0] },
        Work(name: "sum over the points") { serial(moved(point, $0)).gradient[0] },
        Work(name: "sum, 1 task") { parallel(moved(point, $0), parts: 1).gradient[0] },
        Work(name: "sum, 2 tasks") { parallel(moved(point, $0), parts: 2).gradient[0] },
        Work(name: "sum, 4 tasks") { parallel(moved(point, $0), parts: 4).gradient[0] },
        Work(name: "sum, 16 tasks") { parallel(moved(point, $0), parts: 16).gradient[0] },
    ]
    let times = medianNanoseconds(of: works)
    for (work, time) in zip(works, times) {
        let name = work.name.padding(toLength: 24, withPad: " ", startingAt: 0)
        print("  \(name)", String(format: "%10.2f us %8.2f x primal", time / 1000, time / times[0]))
    }
    let (one, sum, tasks) = (valueWithGradient(at: point, of: f), serial(point), parallel(point, parts: 16))
    let difference = zip(one.gradient, sum.gradient).map { abs($0 - $1) }.max() ?? 0
    print("  largest difference, sum from one tape   \(difference / (one.gradient.map(abs).max() ?? 1))")
    print("  tasks and serial sum have the same bits ", tasks == sum)
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
