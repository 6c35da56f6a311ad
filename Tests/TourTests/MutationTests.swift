import Autodiff
import AutodiffTesting
import Testing

@testable import Tour

/// Errors that are made on purpose in the derivatives of the tour's models.
@Suite("Errors in the tour's derivatives")
struct MutationTests {
    @Test("every error in the gradient by hand, and in the toolkit's derivatives, is found")
    func score() {
        let (network, variables) = LinearReLU.random(seed: 3)
        let score = mutationScore {
            expectGradient({ network.gradientByHand(at: $0) }, at: variables) { network.value(at: $0) }
            expectJacobian(at: [238, 5.5e-4], of: Misra1a())
        }
        print(score)
        #expect(score.survivors.isEmpty)
        #expect(score.total > 60)
    }
}
