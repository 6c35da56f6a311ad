import Autodiff
import AutodiffGraph
import Foundation
import GradBenchEvals

/// Compiled gradients and Jacobians, as multiples of the primal, beside the tape or chunked duals in place.
func runCompiledBenchmark() {
    print("compiled functions: one evaluation of the primal; multiples of it")
    compareGradients("Rosenbrock, n = 1000", Rosenbrock(), at: (0..<1000).map { 0.5 + 0.001 * Double($0) })
    compareGradients("a mixture's term, 10 x 25", MixtureTerm(), at: MixtureTerm.point)
    compareGradients("logSumExp of 1,000", LogSumOfExponentials(), at: (0..<1000).map { 0.001 * Double($0) })
    compareGradients("determinant by minors, 6 x 6", Determinant(size: 6), at: (0..<36).map { 1 / Double(1 + $0 % 7) })
    compareGradients("LSTM", LSTM.standard.function, at: LSTM.standard.point)
    compareGradients("Lotka-Volterra, n = 6", PredatorPreyLoss(), at: PredatorPreyLoss.point)
    compareJacobians("hand, 60 x 26", Hand(), at: Hand.point, rows: 60)
    compareJacobians(
        "bundle adjustment, 2 x 15", ReprojectionError(feature: (30, 70)), at: (0..<15).map { 0.3 + 0.1 * Double($0) },
        rows: 2)
}

private func compareGradients<F: ScalarField & Sendable>(_ name: String, _ f: F, at point: [Double]) {
    let clock = ContinuousClock()
    let start = clock.now
    let compiled = compile(f, at: point)
    var (slope, other) = (point, point)
    compiled.valueWithGradient(at: point, into: &slope)
    let time = clock.now - start
    let tape = Workspace<Double>()
    let times = medianNanoseconds(
        of: [
            Work(name: "primal") { f.value(at: moved(point, $0)) },
            Work(name: "tape") { tape.valueWithGradient(at: moved(point, $0), of: f, into: &other, mode: .reverse) },
            Work(name: "compiled") { compiled.valueWithGradient(at: moved(point, $0), into: &slope) },
        ])
    line(name, times, time, compiled.compiled.size(of: "gradient"))
    if CommandLine.arguments.contains("compiled") { print(compiled.compiled.summary(of: "gradient")) }
    let difference = zip(gradient(at: point, of: compiled), gradient(at: point, of: f)).map { ($0 - $1).magnitude }
        .max()!
    print("    largest difference", difference)
}

private func compareJacobians<F: Differentiable & Sendable>(_ name: String, _ f: F, at point: [Double], rows: Int) {
    let clock = ContinuousClock()
    let start = clock.now
    let compiled = compile(f, at: point)
    var place = Matrix<Double>(rows: rows, columns: point.count, repeating: 0)
    var other = place
    compiled.jacobian(at: point, into: &place)
    let time = clock.now - start
    let duals = Workspace<Double>()
    let times = medianNanoseconds(
        of: [
            Work(name: "primal") { (f(moved(point, $0)) as [Double])[0] },
            Work(name: "duals") { i in
                duals.jacobian(at: moved(point, i), of: f, into: &other, mode: .forward)
                return other[0, 0]
            },
            Work(name: "compiled") { i in
                compiled.jacobian(at: moved(point, i), into: &place)
                return place[0, 0]
            },
        ])
    line(name, times, time, compiled.compiled.size(of: "jacobian"))
    if CommandLine.arguments.contains("compiled") { print(compiled.compiled.summary(of: "jacobian")) }
    let difference = zip(jacobian(at: point, of: compiled).values, jacobian(at: point, of: f).values).map {
        ($0 - $1).magnitude
    }.max()!
    print("    largest difference", difference)
}

private func line(
    _ name: String, _ times: [Double], _ compiling: Duration,
    _ size: (nodes: Int, operations: Int, form: String, slots: Int)
) {
    let seconds = Double(compiling.components.seconds) + Double(compiling.components.attoseconds) * 1e-18
    let saved = times[1] - times[2]
    print(
        "  \(name.padding(toLength: 26, withPad: " ", startingAt: 0))",
        String(
            format:
                "%10.2f us   in place %6.2f x   compiled %6.2f x   %d nodes, %d operations, %@, %d slots, %.2f ms (%.2f us a node), pays after %.0f calls",
            times[0] / 1000, times[1] / times[0], times[2] / times[0], size.nodes, size.operations, size.form,
            size.slots,
            seconds * 1000, seconds * 1e6 / Double(size.nodes), saved > 0 ? seconds * 1e9 / saved : .infinity))
}

/// The term of the mixture's first point.
private struct MixtureTerm: ScalarField {
    let term = Mixture.Point(data: Mixture.standard.function.data)

    static let point: [Double] = Array(
        Mixture.standard.function.restAndTermParameters(Mixture.standard.point).dropFirst())

    func value<S: RealScalar>(at z: [S]) -> S { term.value(at: z, for: 0) }
}

private struct LogSumOfExponentials: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { logSumExp(x) }
}
