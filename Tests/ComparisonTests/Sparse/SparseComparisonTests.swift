import Autodiff
import Testing

@Suite struct SparseComparisonTests {
    let x = (0..<40).map { 0.5 + 0.01 * Double($0) }

    @Test func allWaysToAJacobianAgree() throws {
        let comparison = compareJacobians(at: x, of: Broyden())
        let sparse = try #require(comparison.sparse)
        #expect(comparison.agrees && sparse.ways.map(\.method) == [.forward, .reverse, .bidirectional, .compiled])
        #expect(sparse.ways.allSatisfy { $0.agrees && $0.time > .zero && $0.memory > 0 && $0.predicted > 0 })
        #expect(sparse.ways[0].colors == 3 && sparse.ways[3].colors == 0 && sparse.fastest != nil)
        #expect(sparse.sparsity.pattern == .tridiagonal(40) && sparse.sparsity.kind == .everywhere)
        let text = comparison.description
        #expect(
            text.contains("3 colours, ") && text.contains("a plan takes ") && text.contains("the pattern, everywhere"))
        #expect(comparison.markdown.contains("| program | 0 |") && comparison.markdown.contains("All agree."))
        #expect(comparison.svg.hasPrefix("<svg") && comparison.svg.contains("colours, reverse</text>"))
    }

    @Test func allWaysToAHessianAgree() {
        let comparison = compareHessians(at: x, of: ChainedRosenbrock())
        #expect(comparison.agrees && comparison.sparse.ways.count == 2)
        #expect(comparison.dense == hessian(at: x, of: ChainedRosenbrock()))
        #expect(comparison.description.contains("they agree") && comparison.markdown.contains("| dense |"))
        #expect(comparison.svg.contains("program</text>"))
        #expect(compareHessians(at: [1, 2]) { x in x[0] * x[1] * x[1] }.agrees)
    }

    /// The picture has all ways, each sparse one with what was predicted, the choice in bold letters and its reason.
    @Test func theChoiceIsInThePicture() throws {
        let comparison = compareJacobians(at: x, of: Broyden(), uses: 1)
        let (svg, reason) = (comparison.svg, try #require(comparison.sparse).reason)
        for way in ["dense, forward", "dense, reverse", "colours, reverse", "colours, both", "program"] {
            #expect(svg.contains("\"end\">\(way)</text>"))
        }
        #expect(svg.contains("style=\"font-weight: bold\">colours, forward</text>"))
        #expect(svg.contains(">A plan takes colours, forward: \(reason).</text>"))
        #expect(svg.contains(">All agree but for rounding.</text>") && svg.contains(">118 entries, everywhere</text>"))
        // The legend, 6 measured times and 4 predicted ones; the pattern is of rows of 2 or 3 entries.
        #expect(svg.components(separatedBy: "<rect ").count - 1 == 2 + 6 + 4 + 40)
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    /// A plan takes what a comparison says that it takes: both go by predictions.
    @Test func aPlanTakesWhatTheReportSays() throws {
        for uses in [1, 100, 10_000, 1_000_000] {
            let sparse = try #require(compareJacobians(at: x, of: Broyden(), uses: uses).sparse)
            #expect(jacobianPlan(at: x, of: Broyden(), uses: uses).method == sparse.choice)
        }
    }

    /// For one Jacobian a program doesn't pay.
    @Test func theChoiceDependsOnTheUses() throws {
        let once = try #require(compareJacobians(at: x, of: Broyden(), uses: 1).sparse)
        #expect(
            once.choice == .forward
                && once.reason == "3 colours for 118 entries cost less than the other ways in 1 use")
        let often = try #require(compareJacobians(at: x, of: Broyden(), uses: 1_000_000_000).sparse)
        #expect(often.choice == .compiled && often.reason.hasPrefix("its program does 118 entries without colours"))
        #expect(jacobianPlan(at: x, of: Broyden(), uses: 1).method == .forward)
        #expect(jacobianPlan(at: x, of: Broyden(), uses: 1_000_000_000).method == .compiled)
    }

    /// What differs on one way alone is seen.
    @Test func aFunctionThatDiffersInLanesIsNamed() throws {
        struct Different: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * (S.self == Symbol.self ? 2 : 3)] }
        }
        let comparison = compareJacobians(at: [1], of: Different())
        let program = try #require(comparison.sparse?.ways.last)
        #expect(!comparison.agrees && !program.agrees && program.difference > 1e15)
        #expect(comparison.description.contains("DISAGREES") && comparison.markdown.contains("**They disagree.**"))
        #expect(comparison.svg.contains(">They DISAGREE.</text>") && comparison.svg.contains(", disagrees</text>"))
    }
}
