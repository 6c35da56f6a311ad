import Autodiff
import Testing

@testable import Tour

@Suite("The tour's first parts")
struct FirstPartsTests {
    @Test("graph: f and its gradient to 1e-15, and every node's adjoint in two ways")
    func graph() {
        let part = GraphPart(Setting())
        for (result, reference) in zip(part.results, GraphPart.reference) {
            #expect(relativeDifference(result, reference) <= 1e-15)
        }
        let taken = [part.graph.value] + part.graph.gradient
        for (result, reference) in zip(taken, GraphPart.reference) {
            #expect(relativeDifference(result, reference) <= 1e-15)
        }
        #expect(part.graph.nodes.map(\.name) == Textbook.names)
        for (node, adjoint) in zip(part.graph.nodes, part.tapeAdjoints) {
            #expect(relativeDifference(node.adjoint, adjoint) <= 1e-15)
        }
        #expect(part.graph["xpy"]?.arguments == [.node(0, partial: 1), .node(1, partial: 1)])
        #expect(part.graph["xpysqr"]?.arguments == [.node(5, partial: -2)])
    }

    @Test("network: the gradient, one step at rate 3, a hundred steps")
    func network() {
        let part = NetworkPart(Setting())
        #expect(abs(part.network.output(weights: SmallNetwork.start) - 0.69028349) < 5e-9)
        #expect(abs(part.loss - 0.01810390) < 5e-9)
        let expected = [0.00092907, 0.00238904, 0.00286008, 0.00735448, 0.02767403, 0.02700164]
        for (slope, expected) in zip(part.slope, expected) { #expect(abs(slope - expected) <= 5e-9) }
        #expect(abs(part.network.error(weights: part.afterOne) - 0.16522276) <= 5e-9)
        #expect(abs(part.network.error(weights: part.afterMany) - 3.5181e-9) <= 5e-14)
        let final = [0.09846355, 0.79604913, 0.35536118, 0.48521445, -0.30251968, 0.32279676]
        for (weight, expected) in zip(part.afterMany, final) { #expect(abs(weight - expected) <= 5e-9) }
    }

    @Test("network: the derivative along u is |∇L| cos α, largest along the gradient")
    func directions() throws {
        let part = NetworkPart(Setting())
        let along = try #require(part.directions.first)
        let against = try #require(part.directions.last)
        #expect(relativeDifference(along.derivative, part.steepness) < 1e-14)
        #expect(relativeDifference(against.derivative, -part.steepness) < 1e-14)
        #expect(abs(part.directions[3].derivative) < 1e-15)
        #expect(relativeDifference(part.directions[2].derivative, part.steepness / 2) < 1e-13)
        for derivative in part.randomDerivatives { #expect(abs(derivative) <= part.steepness) }
    }

    @Test("hand: by hand = forward = reverse to 1e-12; the checker passes it, and rejects the slips")
    func hand() {
        let part = HandPart(Setting())
        #expect(part.byHand.count == 4 * 8 + 8 + 8 + 1 + 16 * 4)
        for block in LinearReLU.Block.allCases {
            let range = part.function.range(of: block)
            let hand = Array(part.byHand[range])
            #expect(relativeDifference(Array(part.forward[range]), hand) <= 1e-12)
            #expect(relativeDifference(Array(part.reverse[range]), hand) <= 1e-12)
            #expect(relativeDifference(Array(part.differences[range]), hand) <= 1e-8)
        }
        #expect(part.checks.map(\.slip) == [.none, .factorTwoForgotten, .meanForgotten])
        #expect(part.checks.map(\.check.passed) == [true, false, false])
        #expect(part.checks.map { $0.check.verdict == .wrong } == [false, true, true])
        let halved = part.function.gradientByHand(at: part.variables, slip: .factorTwoForgotten)
        #expect(relativeDifference(halved.map { 2 * $0 }, part.byHand) <= 1e-15)
        let summed = part.function.gradientByHand(at: part.variables, slip: .meanForgotten)
        #expect(relativeDifference(summed.map { $0 / 16 }, part.byHand) <= 1e-15)
    }

    @Test("fit: Misra1a's certified values to 10 digits, its Jacobians agreeing")
    func fit() throws {
        let part = try FitPart(Setting())
        #expect(part.comparison.agrees)
        #expect(part.check.passed)
        #expect(part.check.entries.count == 28)
        #expect(relativeDifference(part.fit.parameters.b1, 238.94212918) < 5e-11)
        #expect(relativeDifference(part.fit.parameters.b2, 5.5015643181e-4) < 5e-11)
        #expect(relativeDifference(part.fit.sumOfSquares, 0.12455138894) < 5e-11)
        for (deviation, certified) in zip(part.fit.deviations.scalars, Misra1a.certifiedDeviations.scalars) {
            #expect(relativeDifference(deviation, certified) < 1e-9)
        }
    }
}
