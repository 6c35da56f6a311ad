import Autodiff
import Foundation

/// Reverse mode's gradients as multiples of the primal, with the size of the tape: by `gradient`, in the kept memory of a
/// `Workspace`, and beside them the toolchain's `_Differentiation` where it can take the problem.
func runReverseBenchmark() {
    print(
        "gradient by reverse mode     primal/us  gradient/us  ratio    kept/us  ratio  toolchain/us   ratio"
            + "    nodes  tape/KB  value, sum")
    report("Rosenbrock, n = 1000", Rosenbrock(), at: (0..<1000).map { 0.5 + 0.001 * Double($0) })
    report("Speelpenning, n = 1000", Speelpenning(), at: Speelpenning.point)
    report("chain s·a + x·b, 1e6", LinearChain(), at: LinearChain.point)
    report("chain, a and b inputs, 1e6", BilinearChain(), at: BilinearChain.point)
    report("chain sin(s), 1e6", SineChain(), at: SineChain.point)
    report("mixture d=10 K=25 n=1000", Mixture.standard.function, at: Mixture.standard.point)
    let (mixture, point) = Mixture.standard
    report("mixture by products", MixtureByProducts(mixture), at: point)
    report("mixture, preaccumulated", MixtureByProducts(mixture, isPreaccumulated: true), at: point)
    report("LSTM l=2 c=1024", LSTM.standard.function, at: LSTM.standard.point)
}

private func report<F: ScalarField>(_ name: String, _ f: F, at point: [Double]) {
    // The first input moves a little from run to run, so that no work can be carried over.
    let points = (0..<4).map { i in
        var x = point
        x[0] *= 1 + 1e-14 * Double(i)
        return x
    }
    let workspace = Workspace<Double>()
    var place = point
    let works = [
        Work(name: "primal") { f.value(at: points[$0 % 4]) },
        Work(name: "gradient") { gradient(at: points[$0 % 4], of: f, mode: .reverse)[0] },
        Work(name: "kept") {
            workspace.valueWithGradient(at: points[$0 % 4], of: f, into: &place, mode: .reverse) + place[0]
        },
    ]
    // A gradient is taken again and again: long turns, in which the memory of the others' tapes leaves the cache only once.
    let times = medianNanoseconds(of: works, rounds: 9, minimumMilliseconds: 60)
    let tape = Tape<Double>()
    let y = f.value(at: tape.variables(point))
    let g = gradient(at: point, of: f, mode: .reverse)
    var toolchain = "".padding(toLength: 22, withPad: " ", startingAt: 0)
    if let other = toolchainGradients[name] {
        // In rounds of their own, and fewer: one of these takes up to a thousand times as long.
        let time = medianNanoseconds(of: [Work(name: "toolchain") { other(points[$0 % 4]).gradient[0] }], rounds: 3)[0]
        toolchain = String(format: "%14.2f %7.0f", time / 1000, time / times[0])
        let (value, gradient) = other(point)
        if !agree([value] + gradient, [y.value] + g) { toolchain += "  THEY DISAGREE" }
    }
    print(
        name.padding(toLength: 28, withPad: " ", startingAt: 0)
            + String(format: "%10.2f %12.2f %6.2f", times[0] / 1000, times[1] / 1000, times[1] / times[0])
            + String(format: " %10.2f %6.2f", times[2] / 1000, times[2] / times[0]) + toolchain
            + String(format: " %8d %8d", tape.nodeCount, tape.byteCount / 1000)
            + String(format: "  %.15g %.15g", y.value, sum(g)))
}

/// Whether two vectors are the same but for the rounding of a million operations.
private func agree(_ a: [Double], _ b: [Double]) -> Bool {
    let scale = b.map(\.magnitude).max() ?? 0
    return a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-10 * scale }
}
