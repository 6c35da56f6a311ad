import Autodiff
import Foundation
import GradBenchEvals

/// Derivatives that are taken a given number of times and not timed, for tools that count instructions:
///
///     valgrind --tool=callgrind .build/release/benchmarks once mixture 2
///
/// The difference of two counts is free of what the program does at its start: the instructions of 3 runs less those of 1,
/// halved, are those of one run in memory that is there already.
enum Once {
    /// The six problems of reverse mode, in a workspace, the three of forward mode, in place, and second derivatives.
    static let problems: [(name: String, run: @Sendable (_ count: Int) -> Void)] = [
        ("rosenbrock", { reverse(Rosenbrock(), at: (0..<1000).map { 0.5 + 0.001 * Double($0) }, $0) }),
        ("speelpenning", { reverse(Speelpenning(), at: Speelpenning.point, $0) }),
        ("chain", { reverse(LinearChain(), at: LinearChain.point, $0) }),
        ("sines", { reverse(SineChain(), at: SineChain.point, $0) }),
        ("mixture", { reverse(Mixture.standard.function, at: Mixture.standard.point, $0) }),
        ("lstm", { reverse(LSTM.standard.function, at: LSTM.standard.point, $0) }),
        (
            "forward-ba",
            { forward(ReprojectionError(feature: (30, 70)), at: (0..<15).map { 0.3 + 0.1 * Double($0) }, rows: 2, $0) }
        ),
        ("forward-rosenbrock", { fullGradient($0) }),
        ("forward-hand", { forward(Hand(), at: Hand.point, rows: 60, $0) }),
        ("second-primal", { for i in 0..<$0 { sink(PredatorPreyLoss().value(at: moved(PredatorPreyLoss.point, i))) } }),
        ("second-hvp", { product($0) }),
        ("second-hessian", { hessian($0) }),
        ("gaussian-process", { gaussianProcess($0) }),
        ("compiled-process", { compiledProcess($0) }),
        ("compiling", { compiling($0) }),
        ("compiled-ba", { compiled($0) }),
        ("timeloop", { predatorsSolved($0) }),
        ("sparse-colors", { sparse($0, by: .forward) }),
        ("sparse-compiled", { sparse($0, by: .compiled) }),
        ("sparse-hessian", { sparseHessian($0) }),
        ("sparse-call", { sparseCall($0) }),
    ]

    /// Runs what the arguments `once NAME COUNT` name, or nothing if they are not understood.
    static func run(_ arguments: [String]) -> Bool {
        guard arguments.count == 3, arguments[0] == "once", let count = Int(arguments[2]),
            let problem = problems.first(where: { $0.name == arguments[1] })
        else { return false }
        problem.run(count)
        return true
    }

    /// The log-likelihood of a Gaussian process, by a tape and compiled.
    private static func gaussianProcess(_ count: Int) {
        let process = GaussianProcess(n: 500)
        for i in 0..<count { sink(gradient(at: moved([0.1, -0.2, -1.5], i), of: process, mode: .reverse)[0]) }
    }

    private static func compiledProcess(_ count: Int) {
        let f = compile(GaussianProcess(n: 500), at: [0.1, -0.2, -1.5])
        for i in 0..<count { sink(gradient(at: moved([0.1, -0.2, -1.5], i), of: f)[0]) }
    }

    /// The Brusselator's Jacobian by a plan.
    private static func sparse(_ count: Int, by method: SparseMethod) {
        let points = Brusselator.points(side: 32)
        let plan = jacobianPlan(at: points[0], of: Brusselator(side: 32), by: method)
        var place = plan.jacobian(at: points[0])
        for i in 0..<count {
            plan.jacobian(at: points[i % 8], into: &place)
            sink(place.values[1])
        }
    }

    /// The Brusselator's Jacobian in one call: pattern, colouring and all.
    private static func sparseCall(_ count: Int) {
        let points = Brusselator.points(side: 32)
        for i in 0..<count { sink(sparseJacobian(at: points[i % 8], of: Brusselator(side: 32)).values[1]) }
    }

    /// Rosenbrock's Hessian by a plan, in colours.
    private static func sparseHessian(_ count: Int) {
        let points: [[Double]] = Rosenbrock.points(10_000)
        let plan = hessianPlan(at: points[0], of: Rosenbrock(), by: .forward)
        var place = plan.hessian(at: points[0])
        for i in 0..<count {
            plan.hessian(at: points[i % 8], into: &place)
            sink(place.values[1])
        }
    }

    /// A small compiled Jacobian: what a call costs beside its operations.
    private static func compiled(_ count: Int) {
        let point = (0..<15).map { 0.3 + 0.1 * Double($0) }
        let f = compile(ReprojectionError(feature: (30, 70)), at: point)
        var place = Matrix<Double>(rows: 2, columns: 15, repeating: 0)
        for i in 0..<count {
            f.jacobian(at: moved(point, i), into: &place)
            sink(place[1, 1])
        }
    }

    /// The making of a gradient's program.
    private static func compiling(_ count: Int) {
        let point = Rosenbrock.points(1000)[0]
        var place = point
        for i in 0..<count {
            let f = compile(Rosenbrock(), at: moved(point, i))
            sink(f.valueWithGradient(at: point, into: &place))
        }
    }

    private static func reverse<F: ScalarField>(_ f: F, at point: [Double], _ count: Int) {
        let workspace = Workspace<Double>()
        var place = point
        for i in 0..<count {
            sink(workspace.valueWithGradient(at: moved(point, i), of: f, into: &place, mode: .reverse) + place[0])
        }
    }

    private static func forward<F: Differentiable>(_ f: F, at point: [Double], rows: Int, _ count: Int) {
        let workspace = Workspace<Double>()
        var place = Matrix<Double>(rows: rows, columns: point.count, repeating: 0)
        for i in 0..<count {
            workspace.jacobian(at: moved(point, i), of: f, into: &place, mode: .forward)
            sink(place[rows - 1, 1])
        }
    }

    private static func product(_ count: Int) {
        let workspace = Workspace<Double>()
        var (slope, place) = (PredatorPreyLoss.point, PredatorPreyLoss.point)
        for i in 0..<count {
            let x = moved(PredatorPreyLoss.point, i)
            workspace.hvp(at: x, along: [1, 0.2, -0.3, 0.5, -1, 2], of: PredatorPreyLoss(), into: &slope, &place)
            sink(place[0])
        }
    }

    private static func hessian(_ count: Int) {
        let workspace = Workspace<Double>()
        var place = Matrix<Double>(rows: 6, columns: 6, repeating: 0)
        for i in 0..<count {
            workspace.hessian(at: moved(PredatorPreyLoss.point, i), of: PredatorPreyLoss(), into: &place)
            sink(place[1, 0])
        }
    }

    private static func fullGradient(_ count: Int) {
        let workspace = Workspace<Double>()
        let point = Rosenbrock.points(1000)[0]
        var place = point
        for i in 0..<count {
            workspace.gradient(at: moved(point, i), of: Rosenbrock(), into: &place, mode: .forward)
            sink(place[1])
        }
    }
}
