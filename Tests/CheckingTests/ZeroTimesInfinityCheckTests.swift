import Autodiff
import Testing

/// A slope of zero that meets an infinite one contributes nothing, as a tangent that isn't there does. Where it should have
/// contributed the checks find it, in every mode.
@Suite struct ZeroTimesInfinityCheckTests {
    enum Function: CaseIterable {
        case cubeRootOfCube, cubeRootOfCubedSine, cubeRootBesideAnotherInput, powerOfCube, powerOfFifthPower
        case logarithmOfSquare, logarithmOfFourthPower

        func value<S: RealScalar>(at x: [S]) -> S {
            let u = x[0]
            switch self {
            case .cubeRootOfCube: return cbrt(u * u * u)
            case .cubeRootOfCubedSine: return cbrt(pow(sin(u), 3)) + cos(u)
            case .cubeRootBesideAnotherInput: return cbrt(u * u * u * x[1]) + x[1] * x[1]
            case .powerOfCube: return pow(u * u * u, 1.0 / 3)
            case .powerOfFifthPower: return pow(pow(u, 5), 0.2) + x[1]
            case .logarithmOfSquare: return log(u * u)
            case .logarithmOfFourthPower: return log(pow(u, 4)) * x[1]
            }
        }

        var isPole: Bool { self == .logarithmOfSquare || self == .logarithmOfFourthPower }
    }

    struct Field: ScalarField, Differentiable {
        let f: Function
        func value<S: RealScalar>(at x: [S]) -> S { f.value(at: x) }
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [f.value(at: x)] }
    }

    @Test(arguments: Function.allCases) func anInfiniteSlopeTimesASlopeOfZeroIsFound(f: Function) {
        let x = [0.0, 2]
        for gradient in [gradient(at: x, of: Field(f: f), mode: .forward), gradient(at: x) { f.value(at: $0) }] {
            #expect(gradient[0] == 0)
            let check = checkGradient(gradient, at: x) { f.value(at: $0) }
            #expect(check.verdict == (f.isPole ? .undefined : .wrong), "\(check)")
        }
        let expected: DerivativeCheck.Verdict = f.isPole ? .undefined : .wrong
        #expect(checkGradient(at: x, of: Field(f: f)).verdict == expected)
        #expect(checkJacobian(at: x, of: Field(f: f)).verdict == expected)
        #expect(checkJVP(at: x, of: Field(f: f)).verdict == expected)
        #expect(checkVJP(at: x, of: Field(f: f)).verdict == expected)
    }

    @Test func theReasonIsNamed() {
        for f in [Function.cubeRootOfCube, .cubeRootOfCubedSine, .cubeRootBesideAnotherInput] {
            let check = checkGradient(at: [0, 2], of: Field(f: f))
            #expect(check.description.contains("a slope of zero that an infinite one was multiplied by"), "\(check)")
        }
    }

    /// What zero times infinity is good for: a tangent that isn't there, and a product that stays 0.
    @Test func aSlopeThatIsZeroBesideAnInfiniteOneIsRight() {
        struct Root: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { sqrt(x[0] * x[1]) + x[1] + acos(1 - x[0] * 0) }
        }
        #expect(gradient(at: [0, 2], of: Root()) == [.infinity, 1])
        #expect(checkGradient(at: [0, 2], of: Root()).passed)
    }
}
