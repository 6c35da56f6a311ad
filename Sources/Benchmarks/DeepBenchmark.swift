import Autodiff
import Foundation

/// Three products chained through every step, so that each of them meets four operands and writes a node.
struct DeepChain: ScalarField {
    let steps: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        var y = x[0]
        for _ in 0..<steps { y = y * x[1] + x[2] * x[3] }
        return y
    }
}

/// A gradient through ten million nodes, each of which hangs on the one before: the sweep doesn't recurse.
func runDeepBenchmark() {
    let f = DeepChain(steps: 10_000_000)
    let point = [1, 0.999_999_9, 1e-7, 0.5]
    let tape = Tape<Double>()
    let x = tape.variables(point)
    let clock = ContinuousClock()
    let started = clock.now
    let y = f.value(at: x)
    let gradient = tape.gradient(of: y, withRespectTo: x)
    let time = clock.now - started
    let primal = clock.measure { sink(f.value(at: point)) }
    print("Chain of 10,000,000 nodes")
    print(String(format: "  gradient            %8.2f x primal", time / primal))
    print(String(format: "  tape                %8.1f MB, ", Double(tape.byteCount) / 1e6) + "\(tape.nodeCount) nodes")
    print(String(format: "  adjoints            %8.1f MB", Double(8 * tape.variableCount) / 1e6))
    print("  slopes              \(gradient)")
}
