import Autodiff
import Testing

@testable import Tour

@Suite("The tour's arm and comet")
struct ImplicitPartsTests {
    @Test("the hand is where it should be, and the joints follow as the derivative says")
    func arm() throws {
        let part = try ArmPart(Setting())
        for pose in part.poses {
            #expect(pose.miss < 1e-14)
            #expect(pose.error < 1e-7)
            // Turning by the response moves the hand by as much as the target: a left inverse.
            let hand = jacobian(at: pose.angles) { angles in
                let place = ArmPart.arm.joints(angles)[3]
                return [place.x, place.y]
            }
            #expect(relativeDifference(hand.times(pose.response).values, [1, 0, 0, 1]) < 1e-12)
        }
    }

    @Test("the orbit is found to within its deviations, with a loss that is probable")
    func comet() throws {
        let part = try CometPart(Setting())
        #expect(part.modeDifference < 1e-11)
        for i in 0..<5 { #expect(abs(part.fit[i] - CometPart.truth[i]) < 4 * part.deviations[i]) }
        // χ² with 25 degrees of freedom: between 8 and 55 but for one case in a thousand.
        let loss = part.steps[part.steps.count - 1].loss
        #expect(loss > 8 && loss < 55)
        #expect(part.steps[part.steps.count - 1].change < 1e-9)
    }
}
