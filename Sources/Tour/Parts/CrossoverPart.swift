import Autodiff

/// The cost of both Jacobians over a grid of inputs and outputs.
struct CrossoverPart: Part {
    static let name = "crossover"
    static let title = "forward or reverse? where they cross"
    static let page = ManualPage.whichCall
    static let lesson = """
        Forward mode computes a Jacobian column by column, one run for each of n inputs; reverse mode row by row, one
        sweep for each of m outputs, after one recording. Measured on x ↦ V tanh(U x) with 16 hidden units, as a multiple of
        the function itself: few inputs favour forward mode, few outputs reverse mode. Where an output reads few inputs, a \
        third and a fourth way are open: directions that give several columns at once, rows likewise, and a program of the \
        entries alone.
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

    /// For sizes and numbers of entries by row: the sparse ways.
    let sparseSizes: [Int]
    let entries: [Int]
    let sparseCells: [[SparseCell?]]

    init(_ setting: Setting) {
        self.init(
            setting, sizes: [1, 2, 4, 8, 16, 32, 64], sparseSizes: [8, 16, 32, 64, 128, 256],
            entries: [1, 2, 4, 8, 16, 32, 64])
    }

    init(_ setting: Setting, sizes: [Int], sparseSizes: [Int], entries: [Int]) {
        self.sizes = sizes
        (self.sparseSizes, self.entries) = (sparseSizes, entries)
        sparseCells = sparseSizes.map { n in
            entries.map { count in
                if count > n { return nil }
                setting.progress("R^\(n) -> R^\(n), \(count) entries by row")
                return SparseCell(size: n, entriesByRow: count)
            }
        }
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
        ] + sparseContent
    }

    private var sparseContent: [Block] {
        let all = sparseCells.joined().compactMap { $0 }
        let winners = SparseCell.Way.allCases.map { way in all.count { $0.fastest().way == way } }
        let ahead = all.filter { $0.dense > 1.5 * $0.fastest(of: SparseCell.Way.immediate).cost }
        let densest = ahead.map { Double($0.entriesByRow) / Double($0.size) }.max() ?? 0
        return [
            .paragraph(
                """
                x ↦ tanh(W x) with n inputs and outputs and a W of few entries by row, at random places. The fastest of what \
                needs nothing made before, its cost, and that of the better dense mode, times the function's (d: dense; f, r: \
                colours, forward and in reverse; p: a program):
                """), .table(sparseTable(SparseCell.Way.immediate)),
            .paragraph("Where the Jacobian is wanted often enough for a program to be made:"),
            .table(sparseTable(SparseCell.Way.allCases)),
            .paragraph(
                """
                All Jacobians \(all.allSatisfy(\.agrees) ? "agree" : "DON'T AGREE"). Of \(all.count) cases a dense mode is the \
                fastest in \(winners[0]), colours are in \(winners[1] + winners[2]) and a program in \(winners[3]). \
                Without a program colours are ahead of the dense modes by half and more in \(ahead.count) cases, the densest \
                with \(fixed(100 * densest, 0)) % of all entries.
                """), .figure(sparseFigure(SparseCell.Way.immediate, "Sparse Jacobians, nothing made before")),
            .figure(sparseFigure(SparseCell.Way.allCases, "Sparse Jacobians, with a program")),
        ]
    }

    private func sparseFigure(_ ways: [SparseCell.Way], _ title: String) -> Figure {
        Figure(
            title: title,
            caption:
                "The fastest way and its cost, in multiples of the function's, above that of the better dense mode.",
            svg: WinnerGrid(sizes: sparseSizes, entries: entries, cells: sparseCells, ways: ways).svg)
    }

    private func sparseTable(_ ways: [SparseCell.Way]) -> Table {
        let short: [SparseCell.Way: String] = [.dense: "d", .forward: "f", .reverse: "r", .program: "p"]
        var table = Table([.right("n \\ entries by row")] + entries.map { .right("\($0)") })
        for (n, row) in zip(sparseSizes, sparseCells) {
            table.add(
                ["\(n)"]
                    + row.map { cell in
                        guard let cell else { return "" }
                        let (way, cost) = cell.fastest(of: ways)
                        return "\(short[way, default: ""]) \(brief(cost)) / \(brief(cell.dense))"
                    })
        }
        return table
    }

    private func table(_ cell: (Cell) -> String) -> Table {
        var table = Table([.right("outputs \\ inputs")] + sizes.map { .right("\($0) ") })
        for (m, row) in zip(sizes, cells) { table.add(["\(m)"] + row.map(cell)) }
        return table
    }
}
