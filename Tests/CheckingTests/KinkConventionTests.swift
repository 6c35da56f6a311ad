import Autodiff
import Testing

/// Smooth functions that are put together from kinks. The second derivative through a convention at a kink is no piece's, in all
/// nestings alike, and `checkHessian` says so; where nothing but a convention is to be had it is nan.
@Suite struct KinkConventionTests {
    enum Smooth: String, CaseIterable {
        case squareOfAbs, absOfSquare, absOfMinusSquare, absOfQuadratic, reluOfSquare, sumOfSquaredRelus
        case maxOfSquareAndZero, minOfSquareAndZero, rootOfFourthPower, rootOfFourthAndSixthPower
        case squareOfCopysign, squaresOfClamps
        case maxTimesMin, sumOfSquaresOfMaxAndMin, maxTimesMinOfThree, logOfSumByMax
        case squareOfNorm, squareOfHypot, squareOfHypotOfThree, gaussianOfNorm, inverseOfNorm, productInPolarCoordinates

        /// A point at a kink.
        var point: [Double] {
            switch self {
            case .maxTimesMin, .sumOfSquaresOfMaxAndMin, .logOfSumByMax: [1, 1]
            case .maxTimesMinOfThree: [1, 1, 1]
            case .squareOfHypotOfThree, .squareOfNorm: [0, 0, 0]
            case .absOfQuadratic, .squareOfHypot, .gaussianOfNorm, .inverseOfNorm, .productInPolarCoordinates: [0, 0]
            default: [0]
            }
        }

        func value<S: RealScalar>(at x: [S]) -> S {
            let u = x[0]
            switch self {
            case .squareOfAbs: return abs(u) * abs(u)
            case .absOfSquare: return abs(u * u)
            case .absOfMinusSquare: return abs(-pow(sin(u), 2))
            case .absOfQuadratic: return abs(u * u + x[1] * x[1] - 0.5 * u * x[1])
            case .reluOfSquare: return relu(u * u)
            case .sumOfSquaredRelus: return pow(relu(u), 2) + pow(relu(-u), 2)
            case .maxOfSquareAndZero: return max(u * u, 0)
            case .minOfSquareAndZero: return min(-u * u, 0)
            case .rootOfFourthPower: return sqrt(pow(u, 4))
            case .rootOfFourthAndSixthPower: return sqrt(pow(u, 4) + pow(u, 6))
            case .squareOfCopysign: return pow(copysign(u, 1), 2)
            case .squaresOfClamps: return pow(clamp(u, 0...1), 2) + pow(clamp(u, -1...0), 2)
            case .maxTimesMin: return max(u, x[1]) * min(u, x[1])
            case .sumOfSquaresOfMaxAndMin: return pow(max(u, x[1]), 2) + pow(min(u, x[1]), 2)
            case .maxTimesMinOfThree: return max(of: x) * (x[0] + x[1] + x[2] - max(of: x) - min(of: x)) * min(of: x)
            case .logOfSumByMax: return max(u, x[1]) + log1p(exp(-abs(u - x[1])))
            case .squareOfNorm: return pow(norm(x), 2)
            case .squareOfHypot: return pow(hypot(u, x[1]), 2)
            case .squareOfHypotOfThree: return pow(hypot(u, x[1], x[2]), 2)
            case .gaussianOfNorm: return exp(-pow(norm(x), 2) / 2)
            case .inverseOfNorm: return 1 / sqrt(1 + pow(norm(x), 2))
            case .productInPolarCoordinates: return pow(hypot(u, x[1]), 2) * sin(2 * atan2(x[1], u))
            }
        }

        /// Whether it goes through a norm, whose slopes have no limits.
        var isOfANorm: Bool {
            switch self {
            case .squareOfNorm, .squareOfHypot, .squareOfHypotOfThree, .gaussianOfNorm, .inverseOfNorm: true
            default: self == .productInPolarCoordinates
            }
        }
    }

    /// The function of the first inputs, plus the squares of others.
    struct Field: ScalarField {
        let f: Smooth
        func value<S: RealScalar>(at x: [S]) -> S {
            let n = f.point.count
            return f.value(at: Array(x.prefix(n))) + x.dropFirst(n).reduce(S(0)) { $0 + $1 * $1 }
        }
    }

    @Test(arguments: Smooth.allCases) func aSecondDerivativeThroughAKinksConventionIsFoundWrong(f: Smooth) {
        for others in [0, 1, 12] {
            let check = checkHessian(at: f.point + [Double](repeating: 0.5, count: others), of: Field(f: f))
            #expect(check.verdict == .wrong, "\(check)")
            #expect(check.description.contains("wrong at this very point only"), "\(check)")
        }
    }

    /// What cannot be had is nan, and nothing else is.
    @Test(arguments: Smooth.allCases) func aSecondDerivativeOfANormAtTheOriginIsNotANumber(f: Smooth) {
        let x = f.point + [0.5]
        let h = hessian(at: x, of: Field(f: f))
        for i in x.indices {
            for j in x.indices {
                let isOfF = i < f.point.count && j < f.point.count
                #expect(h[i, j].isNaN == (isOfF && f.isOfANorm), "\(i), \(j): \(h)")
                if !isOfF { #expect(h[i, j] == (i == j ? 2 : 0)) }
            }
        }
        #expect(gradient(at: x, of: Field(f: f)).allSatisfy { $0.isFinite })
    }

    /// Forward mode, a tape of duals, products by both and the diagonal give the same. But a tape on which the norm's adjoint is
    /// exactly zero, as that of the norm in norm² is, hands nothing on, no nan either.
    @Test(arguments: Smooth.allCases) func aKinksConventionIsTheSameInEveryNesting(f: Smooth) {
        let n = f.point.count
        let wide = f.point + [Double](repeating: 0.5, count: 20 - n)
        let narrow = hessian(at: f.point, of: Field(f: f))
        let columns = hessian(at: wide, of: Field(f: f))
        let diagonal = hessianDiagonal(at: f.point, of: Field(f: f))
        func expectSame(_ a: Double, _ b: Double, _ name: String, onATape: Bool = true) {
            let isZeroAdjoint = onATape && f.isOfANorm && b == 0
            #expect(abs(a - b) <= 4 * a.ulp || a.isNaN && (b.isNaN || isZeroAdjoint), "\(name): \(a), \(b)")
        }
        for j in 0..<n {
            let along = hvp(at: f.point, along: (0..<n).map { $0 == j ? 1 : 0 }, of: Field(f: f)).product
            let far = hvp(at: wide, along: wide.indices.map { $0 == j ? 1 : 0 }, of: Field(f: f)).product
            let twice = gradient(at: f.point) { x in gradient(at: x, of: Field(f: f))[j] }
            let forward = jvp(at: f.point, along: (0..<n).map { $0 == j ? 1 : 0 }) { x in
                (0..<n).map { i in
                    jvp(at: x, along: (0..<n).map { $0 == i ? 1 : 0 }) { [f.value(at: $0)] }.tangent[0]
                }
            }.tangent
            expectSame(narrow[j, j], diagonal[j], "diagonal", onATape: false)
            for i in 0..<n {
                expectSame(narrow[i, j], columns[i, j], "beyond eight inputs")
                expectSame(narrow[i, j], along[i], "product", onATape: false)
                expectSame(narrow[i, j], far[i], "product beyond sixteen inputs")
                expectSame(narrow[i, j], twice[i], "gradient of a gradient")
                expectSame(narrow[i, j], forward[i], "dual of a dual", onATape: false)
            }
        }
    }

    /// Second derivatives along a kink, and at kinks of functions that have one, are the pieces'.
    @Test func aKinkThatIsOneHasTheSecondDerivativesOfItsPieces() {
        struct Lasso: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                x.reduce(S(0)) { $0 + abs($1) } + relu(x[0] - x[1]) + x[1] * x[2] + max(x[0], x[1]) * x[2]
            }
        }
        let h = hessian(at: [0, 0, 3], of: Lasso())
        #expect(h.values == [0, 0, 0.5, 0, 0, 1.5, 0.5, 1.5, 0])
        #expect(checkHessian(at: [0, 0, 3], of: Lasso()).passed)
    }
}
