import Autodiff

/// A stiff equation of reaction and diffusion by implicit steps, whose Jacobians are sparse.
struct SparsePart: Part {
    static let name = "sparse"
    static let title = "large and sparse: a reaction that diffuses"
    static let page = ManualPage.largeSystems
    static let lesson = """
        Two substances react and diffuse along a line, at a hundred places. What is near changes fast and what is far \
        slowly: explicit steps have to be tiny, implicit ones need the Jacobian of two hundred outputs by two hundred \
        inputs, again and again. A plan finds once which entries it has, how few directions they can be had from, and \
        which way costs the least; a banded solve does the rest.
        """

    static let end = 10.0

    /// A run with so many steps.
    struct Run {
        let steps: Int
        let iterations: Int

        /// The largest difference from the reference at the end.
        let error: Double
    }

    let reaction: Reaction
    let sparsity: Sparsity
    let coloring: Coloring
    let comparison: JacobianComparison

    /// What the plan takes, and what it predicts.
    let method: SparseMethod
    let costs: [SparseCost]

    let runs: [Run]

    /// The steps that Dormand and Prince's method takes for three digits: as many as its stability asks for.
    let explicitSteps: Int

    /// The states at the times 0, 2, 4 ….
    let states: [(time: Double, state: [Double])]

    init(_ setting: Setting) throws { try self.init(setting, places: 100, steps: [50, 100, 200]) }

    init(_ setting: Setting, places: Int, steps: [Int]) throws {
        let reaction = Reaction(places: places)
        let start = reaction.start
        let sparsity = jacobianSparsity(at: start, of: reaction)
        guard sparsity.pattern.isSubset(of: .banded(2 * places, 2)) else {
            throw DerivativeError(description: "the Jacobian has entries outside of its five diagonals")
        }
        setting.progress("comparing the ways to the Jacobian")
        let uses = 4 * steps.reduce(0, +)
        let plan = jacobianPlan(at: start, of: reaction, uses: uses)
        comparison = compareJacobians(at: start, of: reaction, uses: uses)
        setting.progress("Dormand and Prince's method, for reference")
        let explicit = try [1e-10, 1e-3].map { tolerance in
            try odeSolution(
                reaction, from: start, over: 0...SparsePart.end, tolerance: ODETolerance(relative: tolerance))
        }
        let last = explicit[0].states[explicit[0].states.count - 1]
        explicitSteps = explicit[1].times.count - 1
        let solutions = try steps.map {
            try ImplicitSteps(
                from: start, step: SparsePart.end / Double($0), count: $0, bandwidth: 2, plan: plan)
        }
        runs = zip(steps, solutions).map { count, solution in
            let end = solution.states[solution.states.count - 1]
            return Run(
                steps: count, iterations: solution.iterations,
                error: zip(end, last).map { abs($0 - $1) }.max() ?? 0)
        }
        let finest = solutions[solutions.count - 1].states
        states = (0...4).map { k in
            (time: 2.5 * Double(k), state: finest[k * (finest.count - 1) / 4])
        }
        (self.reaction, self.sparsity, coloring) = (reaction, sparsity, sparsity.pattern.columnColoring())
        (method, costs) = (plan.method, plan.costs)
    }

    var content: [Block] {
        var table = Table([
            .right("steps"), .right("Newton's iterations"), .right("error at the end"), .right("times the one before"),
        ])
        for (k, run) in runs.enumerated() {
            table.add(
                "\(run.steps)", "\(run.iterations)", errorText(run.error),
                k == 0 ? "" : fixed(run.error / runs[k - 1].error, 3))
        }
        let size = sparsity.pattern.rows
        return [
            .paragraph(
                """
                \(sparsity.pattern.count) of the \(size * size) entries of the Jacobian can differ from zero, found by \
                one run of the function; the columns have \(coloring.count) colours, so that \(coloring.count) \
                directions give them all.
                """), .figure(patternFigure),
            .paragraph("All ways to it side by side, and which one a plan takes, compareJacobians(at:of:):"),
            .verbatim("\(comparison)"),
            .figure(
                Figure(
                    title: "The ways to the Jacobian", caption: "The pattern, and what each way takes.",
                    // A page knows what an SVG element is; in a file of its own it has to be said.
                    svg: comparison.svg.replacing(" xmlns=\"http://www.w3.org/2000/svg\"", with: ""))),
            .paragraph(
                """
                The trapezoidal rule from time 0 to \(fixed(SparsePart.end, 0)), each step solved by Newton's method, \
                against Dormand and Prince's method with the tolerance 1e-10: the error falls with the square of the step. \
                (With the tolerance 1e-3 that explicit method takes \(explicitSteps) steps, of six runs of the function each, \
                only to be stable.)
                """), .table(table), .figure(figure),
        ]
    }

    private var patternFigure: Figure {
        Figure(
            title: "The Jacobian",
            caption: "Its first 32 rows and columns; no two columns of a colour have an entry in one row.",
            svg: PatternDrawing(
                label: "The entries of the Jacobian in the colours of their columns", pattern: sparsity.pattern,
                colors: coloring.columnColors, limit: 32
            ).svg)
    }

    private var figure: Figure {
        let curves = states.map { _, state in
            (0..<reaction.places).map { (x: reaction.position($0), y: state[2 * $0]) }
        }
        let chart = Chart(
            label: "The first substance along the line, at several times",
            x: Axis("place", spanning: [0, 1]), y: Axis("u", spanning: curves.flatMap { $0.map(\.y) }),
            series: zip(states, curves).enumerated().map { k, pair in
                .init(name: "t = \(fixed(pair.0.time, 1))", points: pair.1, style: .line, colour: k % 5 + 1)
            })
        return Figure(
            title: "A reaction that diffuses", caption: "The first substance along the line, at five times.",
            svg: chart.svg)
    }
}
