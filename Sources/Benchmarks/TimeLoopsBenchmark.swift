import Autodiff
import AutodiffGraph
import Foundation

/// Long loops: gradients as multiples of the plain loop, the steps that are run, and the memory.
func runTimeLoopsBenchmark() {
    let point = [0.5, 0.03, 0.02, 0.6, 30, 4]
    let plain = PlainPredators()
    let stepByStep = RecordedPredators()
    report(
        "Lotka and Volterra's equations, Runge-Kutta, 2,000 steps, 6 parameters: the sum of both at the end",
        [
            Work(name: "primal") { plain.value(at: moved(point, $0)) },
            Work(name: "odeSolve, value") { SolvedPredators().value(at: moved(point, $0)) },
            predatorGradient("adjoint", .adjoint()),
            predatorGradient("adjoint, 50 snapshots", .adjoint(snapshots: 50)),
            predatorGradient("forward sensitivities", .forwardSensitivities),
            predatorGradient("through the steps", .throughSteps),
            Work(name: "compiled step") { stepByStep.valueWithGradient(at: moved(point, $0)) },
            Work(name: "its hvp") {
                hvp(at: moved(point, $0), along: [1, 0.2, -0.3, 0.5, -1, 2], of: SolvedPredators()).product[0]
            },
            Work(name: "its Hessian") { hessian(at: moved(point, $0), of: SolvedPredators())[0, 0] },
            Work(name: "plain, reverse") { gradient(at: moved(point, $0), of: plain, mode: .reverse)[0] },
            Work(name: "plain, forward") { gradient(at: moved(point, $0), of: plain, mode: .forward)[0] },
        ])
    let (x, y) = (gradient(at: point, of: plain), gradient(at: point, of: SolvedPredators(), mode: .reverse))
    print("    largest difference of gradients", zip(x, y).map { ($0 - $1).magnitude / $1.magnitude }.max()!)
    reportFactors()
    reportMillion()
}

/// The gradient of the solution of Lotka and Volterra's equations, by the adjoint of its steps.
func predatorsSolved(_ count: Int) {
    for i in 0..<count {
        sink(gradient(at: moved([0.5, 0.03, 0.02, 0.6, 30, 4], i), of: SolvedPredators(), mode: .reverse)[0])
    }
}

private func predatorGradient(_ name: String, _ derivatives: ODEDerivatives) -> Work {
    let solution = SolvedPredators(derivatives: derivatives)
    return Work(name: name) { gradient(at: moved([0.5, 0.03, 0.02, 0.6, 30, 4], $0), of: solution, mode: .reverse)[0] }
}

/// 1,000 steps with few snapshots, in plain runs: steps that are run again and pulled back, and times.
private func reportFactors() {
    let point = [1, 0.1, 9.81, 0.1]
    let snapshots = [10, 20, 40, 1000]
    let works =
        [Work(name: "primal") { PendulumLoss(steps: 1000, snapshots: 1).value(at: moved(point, $0)) }]
        + snapshots.map { s in
            Work(name: "\(s) snapshots") {
                gradient(at: moved(point, $0), of: PendulumLoss(steps: 1000, snapshots: s), mode: .reverse)[0]
            }
        }
    report("A pendulum of 1,000 steps", works)
    for s in snapshots {
        let counting = CountingPendulum()
        _ = gradient(at: point, of: PendulumLoss(step: counting, steps: 1000, snapshots: s), mode: .reverse)
        let (advances, pullbacks) = (counting.counts.advances, counting.counts.pullbacks)
        print(
            "    \(s) snapshots: \(advances) steps run, \(pullbacks) pulled back:",
            String(format: "%.2f plain runs", Double(advances + pullbacks) / 1000))
    }
}

/// A million steps with 50 snapshots and with all.
private func reportMillion() {
    let point = [1, 0.1, 9.81, 0.001]
    let steps = 1_000_000
    print("A pendulum of 1,000,000 steps")
    let clock = ContinuousClock()
    func measure(_ name: String, _ work: () -> [Double]) -> [Double] {
        let before = peakMegabytes()
        var result: [Double] = []
        let time = clock.measure { result = work() }
        print("    \(name): \(time), memory at most \(before) MB before, \(peakMegabytes()) MB after")
        return result
    }
    _ = measure("primal") { [PendulumLoss(steps: steps, snapshots: 1).value(at: point)] }
    let few = measure("50 snapshots") {
        gradient(at: point, of: PendulumLoss(steps: steps, snapshots: 50), mode: .reverse)
    }
    let counting = CountingPendulum()
    _ = gradient(at: point, of: PendulumLoss(step: counting, steps: steps, snapshots: 50), mode: .reverse)
    print("    50 snapshots: \(counting.counts.advances) steps run, \(counting.counts.pullbacks) pulled back")
    let all = measure("all states") {
        gradient(at: point, of: PendulumLoss(steps: steps, snapshots: steps), mode: .reverse)
    }
    let tape = measure("tape") { gradient(at: point, of: PlainPendulum(steps: steps), mode: .reverse) }
    func difference(_ x: [Double], _ y: [Double]) -> Double {
        zip(x, y).map { ($0 - $1).magnitude / max($1.magnitude, 1) }.max()!
    }
    print("    same gradient: \(difference(few, all)), from the tape's \(difference(few, tape))")
}

/// The most memory that the process has had, where the system tells it.
private func peakMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
}

private struct PlainPredators: ScalarField {
    func slope<S: RealScalar>(_ p: [S], _ u: S, _ v: S) -> (S, S) {
        let meetings = u * v
        return (p[0] * u - p[1] * meetings, p[2] * meetings - p[3] * v)
    }

    func value<S: RealScalar>(at p: [S]) -> S {
        var (u, v) = (p[4], p[5])
        let h = 0.01
        for _ in 0..<2000 {
            let (a1, b1) = slope(p, u, v)
            let (a2, b2) = slope(p, u + h / 2 * a1, v + h / 2 * b1)
            let (a3, b3) = slope(p, u + h / 2 * a2, v + h / 2 * b2)
            let (a4, b4) = slope(p, u + h * a3, v + h * b3)
            u += h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
            v += h / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
        }
        return u + v
    }
}

private struct Predators: InPlaceODE {
    @inline(__always)
    func slope<S: RealScalar>(of y: [S], _ p: [S], at t: S, into slope: inout [S]) {
        let meetings = y[0] * y[1]
        slope[0] = p[0] * y[0] - p[1] * meetings
        slope[1] = p[2] * meetings - p[3] * y[1]
    }
}

private struct SolvedPredators: ScalarField {
    var derivatives = ODEDerivatives.automatic

    func value<S: RealScalar>(at p: [S]) -> S {
        let end = odeSolve(
            Predators(), from: Array(p[4...]), over: 0...20, parameters: Array(p[..<4]), steps: 2000,
            derivatives: derivatives)
        return end[0] + end[1]
    }
}

/// The same with a step that is recorded once and replayed.
private struct RecordedPredators {
    let step = CompiledStep(from: [30, 4], parameters: [0.5, 0.03, 0.02, 0.6]) { y, p, _ in
        func slope(_ u: Symbol, _ v: Symbol) -> (Symbol, Symbol) {
            let meetings = u * v
            return (p[0] * u - p[1] * meetings, p[2] * meetings - p[3] * v)
        }
        let (u, v, h) = (y[0], y[1], 0.01)
        let (a1, b1) = slope(u, v)
        let (a2, b2) = slope(u + h / 2 * a1, v + h / 2 * b1)
        let (a3, b3) = slope(u + h / 2 * a2, v + h / 2 * b2)
        let (a4, b4) = slope(u + h * a3, v + h * b3)
        return [u + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4), v + h / 6 * (b1 + 2 * b2 + 2 * b3 + b4)]
    }

    func valueWithGradient(at x: [Double]) -> Double {
        gradient(at: x) { p in
            let end = checkpointed(
                steps: 2000, snapshots: 2000, from: [p[4], p[5]], parameters: Array(p[..<4]), by: step)
            return end[0] + end[1]
        }[0]
    }
}

private struct PendulumStep: TimeStep {
    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] {
        let velocity = x[1] - 0.001 * (p[0] * sin(x[0]) + p[1] * x[1])
        return [x[0] + 0.001 * velocity, velocity]
    }
}

private final class Counts: @unchecked Sendable {
    var advances = 0
    var pullbacks = 0
}

private struct CountingPendulum: TimeStep {
    let counts = Counts()

    func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S], step: Int) -> [S] {
        if S.self == Double.self { counts.advances += 1 } else { counts.pullbacks += 1 }
        return PendulumStep()(x, p, step: step)
    }
}

private struct PendulumLoss<Step: TimeStep>: ScalarField {
    let step: Step
    let steps: Int
    let snapshots: Int

    init(step: Step, steps: Int, snapshots: Int) { (self.step, self.steps, self.snapshots) = (step, steps, snapshots) }

    func value<S: RealScalar>(at x: [S]) -> S {
        let end = checkpointed(
            steps: steps, snapshots: snapshots, from: [x[0], x[1]], parameters: [x[2], x[3]], by: step)
        return end[0] * end[0] + end[1]
    }
}

extension PendulumLoss where Step == PendulumStep {
    init(steps: Int, snapshots: Int) { self.init(step: PendulumStep(), steps: steps, snapshots: snapshots) }
}

private struct PlainPendulum: ScalarField {
    let steps: Int

    func value<S: RealScalar>(at x: [S]) -> S {
        var state = [x[0], x[1]]
        for i in 0..<steps { state = PendulumStep()(state, [x[2], x[3]], step: i) }
        return state[0] * state[0] + state[1]
    }
}
