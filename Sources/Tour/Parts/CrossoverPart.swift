import Autodiff

/// The cost of both Jacobians over a grid of inputs and outputs.
struct CrossoverPart: Part {
    static let name = "crossover"
    static let title = "forward or reverse? where they cross"
    static let lesson = """
        Forward mode computes a Jacobian column by column, one run for each of n inputs; reverse mode row by row, one
        sweep for each of m outputs, after one recording. Measured on x ↦ V tanh(U x) with 16 hidden units, as a multiple of
        the function itself: few inputs favour forward mode, few outputs reverse mode.
        """

    /// x ↦ V tanh(U x), a map Rⁿ → Rᵐ through 16 hidden units.
    struct DenseMap: Differentiable {
        static let hidden = 16

        let u: Matrix<Double>
        let v: Matrix<Double>

        init(inputs: Int, outputs: Int, seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            let hidden = DenseMap.hidden
            u = Matrix(rows: hidden, columns: inputs, values: generator.normals(hidden * inputs, deviation: 0.3))
            v = Matrix(rows: outputs, columns: hidden, values: generator.normals(outputs * hidden, deviation: 0.3))
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { product(v, product(u, x).map { tanh($0) }) }

        private func product<S: RealScalar>(_ a: Matrix<Double>, _ x: [S]) -> [S] {
            let entries = a.values
            return (0..<a.rows).map { i in
                var total: S = 0
                for j in x.indices { total += entries[i * a.columns + j] * x[j] }
                return total
            }
        }
    }

    /// The costs of the two Jacobians, as multiples of the function's.
    struct Cell {
        let inputs: Int
        let outputs: Int
        let forward: Double
        let reverse: Double
        let agrees: Bool

        /// The mode that the toolkit takes by itself.
        var choice: JacobianMode {
            JacobianMode.isForwardCheaper(inputs: inputs, outputs: outputs) ? .forward : .reverse
        }

        /// How much more the mode chosen costs than the cheaper one.
        var regret: Double { (choice == .forward ? forward : reverse) / min(forward, reverse) }
    }

    let sizes: [Int]

    /// By outputs, then by inputs.
    let cells: [[Cell]]

    init(_ setting: Setting) { self.init(setting, sizes: [1, 2, 4, 8, 16, 32, 64]) }

    init(_ setting: Setting, sizes: [Int]) {
        self.sizes = sizes
        cells = sizes.map { m in
            sizes.map { n in
                setting.progress("R^\(n) -> R^\(m)")
                return CrossoverPart.measure(DenseMap(inputs: n, outputs: m, seed: 7), inputs: n, outputs: m)
            }
        }
    }

    private static func measure(_ f: DenseMap, inputs: Int, outputs: Int) -> Cell {
        var generator = SplitMix64(seed: 8)
        let x = generator.normals(inputs)
        let times = nanoseconds(of: [
            { _ = f(x) }, { _ = jacobian(at: x, of: f, mode: .forward) },
            { _ = jacobian(at: x, of: f, mode: .reverse) },
        ])
        return Cell(
            inputs: inputs, outputs: outputs, forward: times[1] / times[0], reverse: times[2] / times[0],
            agrees: compareJacobians(at: x, of: f).agrees)
    }

    var content: [Block] {
        let all = cells.joined()
        let right = all.count { $0.regret == 1 }
        let worst = all.map(\.regret).max() ?? 1
        return [
            .paragraph("Forward mode, times the cost of the function (* where it is the cheaper one):"),
            .table(table { brief($0.forward) + ($0.forward <= $0.reverse ? "*" : " ") }),
            .paragraph("Reverse mode, likewise:"),
            .table(table { brief($0.reverse) + ($0.reverse < $0.forward ? "*" : " ") }),
            .paragraph(
                """
                All \(all.count) pairs of Jacobians \(all.allSatisfy(\.agrees) ? "agree" : "DON'T AGREE"). Left to itself the \
                toolkit takes the cheaper mode in \(right) cases of \(all.count);
                in the others what it takes costs at most \(fixed(worst, 1)) times as much.
                """),
            .figure(
                Figure(
                    title: "Cost of a Jacobian", caption: "In multiples of the cost of the function itself.",
                    svg: CostGrid(
                        inputs: sizes, outputs: sizes,
                        costs: cells.map { $0.map { (forward: $0.forward, reverse: $0.reverse) } }
                    ).svg)),
        ]
    }

    private func table(_ cell: (Cell) -> String) -> Table {
        var table = Table([.right("outputs \\ inputs")] + sizes.map { .right("\($0) ") })
        for (m, row) in zip(sizes, cells) { table.add(["\(m)"] + row.map(cell)) }
        return table
    }
}
