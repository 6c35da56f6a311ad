import Autodiff

/// A function that is recorded once, and whose gradient is a program.
struct CompilePart: Part {
    static let name = "compile"
    static let title = "recorded once, then derived"
    static let page = ManualPage.compiledFunctions
    static let lesson = """
        The tape records a function anew for every gradient. compile(f, at: x) runs it once, on a scalar that writes its
        operations down; the gradient is derived from them as operations too. Where like ones stand in rows they are run
        side by side, else they become machine code. Where a comparison comes out otherwise than it did when the function
        was recorded, it is recorded anew: no number comes from a wrong branch.
        """

    /// Rosenbrock's function, Σ 100 (xᵢ - xᵢ₋₁²)² + (1 - xᵢ₋₁)².
    struct Rosenbrock: ScalarField, Sendable {
        func value<S: RealScalar>(at x: [S]) -> S {
            var total: S = 0
            for i in 1..<x.count {
                let (a, b) = (x[i] - x[i - 1] * x[i - 1], 1 - x[i - 1])
                total += 100 * a * a + b * b
            }
            return total
        }
    }

    /// x log x for x > 0, else -3x: two functions in one.
    struct Branches: ScalarField, Sendable {
        func value<S: RealScalar>(at x: [S]) -> S { x[0] > 0 ? x[0] * log(x[0]) : -3 * x[0] }
    }

    /// A point, the derivative there, and how often the function was recorded by then.
    struct Step {
        let point: Double
        let derivative: Double
        let recordings: Int
        let paths: Int
    }

    /// What the gradient's program does.
    let program: String

    /// The largest difference of the compiled gradient and the tape's.
    let difference: Double

    /// The times of a gradient as multiples of the function's own.
    let tape: Double
    let compiled: Double

    let steps: [Step]

    /// Rosenbrock's function of two variables with its gradient, in Swift.
    let source: String

    let size: Int

    init(_ setting: Setting) { self.init(setting, size: 200) }

    init(_ setting: Setting, size: Int) {
        self.size = size
        let x = (0..<size).map { 0.3 + 0.001 * Double($0) }
        let f = compile(Rosenbrock(), at: x)
        program = "\(f)"
        let y = x.map { 1.5 - $0 }
        difference = relativeDifference(
            gradient(at: y, of: f), gradient(at: y, of: Rosenbrock(), mode: .reverse))
        setting.progress("Rosenbrock's function of \(size) variables")
        var place = x
        let times = nanoseconds(of: [
            { _ = Rosenbrock().value(at: x) },
            { _ = gradient(at: x, of: Rosenbrock(), mode: .reverse) },
            { f.valueWithGradient(at: x, into: &place) },
        ])
        tape = times[1] / times[0]
        compiled = times[2] / times[0]

        let branches = compile(Branches(), at: [0.5])
        steps = [0.5, 2, -1, 3].map { point in
            let derivative = gradient(at: [point], of: branches)[0]
            return Step(
                point: point, derivative: derivative, recordings: branches.recordings, paths: branches.paths)
        }
        source = compile(Rosenbrock(), at: [-1.2, 1]).swiftSource(named: "rosenbrock", inputs: ["x", "y"])
    }

    var content: [Block] {
        var costs = Table([.left(""), .right("times the function")])
        costs.add("gradient by the tape", fixed(tape, 1))
        costs.add("gradient by the program", fixed(compiled, 1))
        var table = Table([.right("x"), .right("f'(x)"), .right("recordings"), .right("paths")])
        for step in steps {
            table.add("\(step.point)", fixed(step.derivative, 6), "\(step.recordings)", "\(step.paths)")
        }
        return [
            .paragraph("Rosenbrock's function of \(size) variables:"), .verbatim(program),
            .paragraph(
                "Its gradient at another point and the tape's: largest relative difference \(errorText(difference))."),
            .table(costs),
            .paragraph("x log x for x > 0, else -3x, compiled at 0.5; at -1 the comparison comes out otherwise:"),
            .table(table),
            .paragraph(
                "Value and gradient of the function of two variables as a Swift file, swiftSource(named:inputs:):"),
            .verbatim(source),
        ]
    }
}
