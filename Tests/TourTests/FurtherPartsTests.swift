import Autodiff
import Testing

@testable import Tour

@Suite("The tour's further parts")
struct FurtherPartsTests {
    @Test("approximation: from 2 to 32 hidden units the error falls by 10 or more")
    func approximation() {
        let part = ApproximationPart(Setting(epochs: 400), source: .byHand)
        let errors = part.fits.map(\.rootMeanSquareError)
        #expect(part.fits.map { $0.network.layers[0].outputs } == [2, 8, 32])
        #expect(errors[0] / errors[2] >= 10)
        #expect(errors[1] < errors[0])
        #expect(errors[2] < 0.01)
        for fit in part.fits { #expect(fit.largestError >= fit.rootMeanSquareError) }
    }

    @Test("approximation: reverse mode and by hand give the same fit to begin with")
    func approximationSources() {
        let reverse = ApproximationPart(Setting(epochs: 5), source: .reverseMode)
        let byHand = ApproximationPart(Setting(epochs: 5), source: .byHand)
        for (a, b) in zip(reverse.fits, byHand.fits) {
            #expect(relativeDifference(a.network.scalars, b.network.scalars) < 1e-10)
        }
    }

    @Test("crossover: both Jacobians agree over the grid, and every cost was measured")
    func crossover() {
        let part = CrossoverPart(Setting(), sizes: [1, 3, 9], sparseSizes: [4, 12], entries: [1, 8])
        #expect(part.cells.count == 3)
        for (m, row) in zip([1, 3, 9], part.cells) {
            #expect(row.map(\.inputs) == [1, 3, 9])
            for cell in row {
                #expect(cell.outputs == m)
                #expect(cell.agrees)
                #expect(cell.forward.isFinite && cell.forward > 0)
                #expect(cell.reverse.isFinite && cell.reverse > 0)
                #expect(cell.regret >= 1)
            }
        }
    }

    @Test("crossover: the sparse ways agree with the dense ones, and a row has no more entries than columns")
    func sparseCrossover() throws {
        let part = CrossoverPart(Setting(), sizes: [1], sparseSizes: [4, 12], entries: [1, 8])
        #expect(part.sparseCells.map { $0.map { $0 == nil } } == [[false, true], [false, false]])
        for cell in part.sparseCells.joined().compactMap({ $0 }) {
            #expect(cell.agrees)
            #expect(cell.costs.count == 4)
            #expect(cell.costs.values.allSatisfy { $0.isFinite && $0 > 0 })
            #expect(cell.fastest().cost <= cell.fastest(of: SparseCell.Way.immediate).cost)
        }
        // Each output reads one input: one direction gives all.
        let cell = try #require(part.sparseCells[1][0])
        #expect(cell.colors.columns == 1)
        let svg = WinnerGrid(sizes: [4, 12], entries: [1, 8], cells: part.sparseCells, ways: SparseCell.Way.allCases)
            .svg
        #expect(svg.components(separatedBy: ">dense ").count - 1 == 3)
    }

    @Test("differences: the V curve, and the derivative exact to rounding")
    func differences() throws {
        let part = DifferencesPart(Setting())
        #expect(part.automaticError <= 4e-16)
        let at = { (exponent: Int) in try #require(part.samples.first { abs($0.step * power(10, exponent) - 1) < 1e-9 })
        }
        // Truncation: proportional to h for the forward difference, to h² for the central one.
        #expect(abs(try at(2).forward / at(3).forward - 10) < 1)
        #expect(abs(try at(2).central / at(3).central - 100) < 10)
        // Rounding: a small step is worse than a moderate one.
        #expect(try at(14).forward > 100 * at(8).forward)
        #expect(try at(12).central > 100 * at(5).central)
        let best = (part.samples.map(\.forward).min() ?? 0, part.samples.map(\.central).min() ?? 0)
        #expect(best.0 > 1e-12 && best.0 < 1e-7)
        #expect(best.1 > 1e-14 && best.1 < 1e-9)
    }

    @Test("compile: the tape's gradient, a recording for each branch, and a source")
    func compiled() {
        let part = CompilePart(Setting(), size: 20)
        #expect(part.difference <= 4e-16)
        #expect(part.tape > 0 && part.compiled > 0)
        #expect(part.steps.map(\.recordings) == [1, 1, 2, 2])
        #expect(part.steps.map(\.paths) == [1, 1, 2, 2])
        let expected = [1 + log(0.5), 1 + log(2.0), -3, 1 + log(3.0)]
        for (step, expected) in zip(part.steps, expected) {
            #expect(abs(step.derivative - expected) <= 4 * expected.ulp.magnitude)
        }
        #expect(part.source.contains("func rosenbrock(_ point: [Double]) -> (value: Double, gradient: [Double])?"))
    }

    private func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { x, _ in x * base } }
}
