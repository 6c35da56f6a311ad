import Autodiff
import AutodiffTesting
import Testing

/// Checks of derivatives with respect to structs pass where they are right, and name the field where they are wrong.
@Suite struct ParameterCheckTests {
    let names = ["stiffness", "damping", "offsets[0]", "offsets[1]", "offsets[2]"]

    @Test func whatTheToolkitComputesIsRight() {
        let check = checkGradient(at: spring) { s in energy(s) }
        #expect(check.passed)
        #expect(check.inputNames == names)
        #expect(check.description.contains("offsets["))
        #expect(checkJacobian(at: spring) { s in [energy(s), s.damping * s.offsets[1]] }.passed)
        #expect(checkHessian(at: spring) { s in energy(s) }.passed)
    }

    @Test func everyKindOfField() {
        let check = checkGradient(at: Scene.sample(1.5)) { s in
            var total = s.camera.focal * s.others[1].centre.x * s.weights[1, 0]
            total += exp(s.bias ?? 0) * (s.table["a"] ?? 0)
            if case .circle(let radius) = s.shape { total += sin(radius) }
            return total
        }
        #expect(check.verdict == .pass, "\(check)")
    }

    @Test func aWrongFieldIsNamed() {
        var claimed = gradient(at: spring, of: energy)
        claimed.offsets[1] *= 2
        let check = checkGradient(claimed, at: spring) { s in energy(s) }
        #expect(!check.passed)
        #expect(check.description.contains("looks like: one entry, offsets[1]"), "\(check)")
        #expect(!check.description.contains("column 3"))
    }

    @Test func aFieldThatIsNotANumberIsNamed() {
        var claimed = gradient(at: spring, of: energy)
        claimed.damping = .nan
        let check = checkGradient(claimed, at: spring) { s in energy(s) }
        #expect(check.description.contains("looks like: not a number in one entry, damping"), "\(check)")
    }

    @Test func twoFieldsExchanged() {
        let claim = { (s: Spring<Double>) in
            var slope = gradient(at: s, of: energy)
            (slope.stiffness, slope.damping) = (slope.damping, slope.stiffness)
            return slope
        }
        let check = checkGradient(claim, at: spring) { s in energy(s) }
        #expect(check.description.contains("entries stiffness and damping exchanged"), "\(check)")
    }

    @Test func aJacobianAndAHessianNameTheirColumns() {
        var j = jacobian(at: spring) { s in [energy(s), s.damping * s.offsets[1]] }.matrix
        j[1, 3] = 7
        let check = checkJacobian(j, at: spring) { s in [energy(s), s.damping * s.offsets[1]] }
        #expect(check.description.contains("(1, offsets[1])"), "\(check)")
        var h = hessian(at: spring, of: energy).matrix
        h[0, 1] = 9
        h[1, 0] = 9
        let second = checkHessian(h, gradient: { gradient(at: $0, of: energy) }, at: spring) { s in energy(s) }
        #expect(second.description.contains("stiffness") && second.description.contains("damping"), "\(second)")
        #expect(second.verdict == .wrong)
        h = hessian(at: spring, of: energy).matrix
        h[1, 0] *= 1 + 1e-12
        let third = checkHessian(h, gradient: { gradient(at: $0, of: energy) }, at: spring) { s in energy(s) }
        #expect(third.description.contains("at (damping, stiffness) and"), "\(third)")
    }

    /// A function whose values differ between calls, or that has none at the point, is refused as with arrays.
    @Test func aFunctionThatIsNotFinite() {
        let check = checkGradient(at: spring) { s in log(-s.stiffness) }
        #expect(check.verdict == .undefined)
    }

    @Test func namesForArrays() {
        var options = CheckOptions()
        options.inputNames = ["b1", "b2"]
        let check = checkGradient([4, 1], at: [1, 2], options: options) { x in x[0] * x[0] + x[1] }
        #expect(check.description.contains("looks like: one entry, b1"), "\(check)")
    }

    @Test func namesThatDontFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var options = CheckOptions()
            options.inputNames = ["b1"]
            _ = checkGradient([2, 1], at: [1, 2], options: options) { x in x[0] * x[0] + x[1] }
        }
        #expect(message(of: result).contains("options.inputNames has 1 names for 2 inputs; give one for each"))
    }

    @Test func expectations() {
        expectGradient(at: spring) { s in energy(s) }
        expectGradient(gradient(at: spring, of: energy), at: spring) { s in energy(s) }
        expectJacobian(at: spring) { s in [energy(s)] }
        expectHessian(at: spring) { s in energy(s) }
    }
}
