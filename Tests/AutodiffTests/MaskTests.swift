import Autodiff
import Testing

/// Elements that an infinite slope leads to and that have no share, and infinite adjoints of what doesn't move: 0 in every mode.
@Suite struct MaskTests {
    private static let inf = Double.infinity

    enum Function: CaseIterable {
        case softmax, softmaxOfOne, saturatedSoftmax, logSumExp, normalised, normalisedRoot, exclusiveSum,
            softmaxAmongOthers

        var point: [Double] {
            switch self {
            case .softmax, .logSumExp, .exclusiveSum: [1, 1, 1]
            case .softmaxOfOne: [0.5, 2]
            case .saturatedSoftmax: [800, -30, 2]
            case .normalised: [1, 0]
            case .normalisedRoot: [2, 0, 0]
            case .softmaxAmongOthers: [1, 1, 1, 3]
            }
        }

        func value<S: RealScalar>(at x: [S]) -> [S] {
            func masked(_ mask: [Double]) -> [S] { zip(mask, x).map { $0 * $1 } }
            switch self {
            case .softmax: return Autodiff.softmax(masked([4, -inf, 4]))
            case .softmaxAmongOthers: return Autodiff.softmax(masked([-inf, 1, -inf, 2])).map { $0 * x[0] }
            case .softmaxOfOne: return [acos(Autodiff.softmax([x[0]])[0]) + x[1]]
            case .saturatedSoftmax: return [acos(Autodiff.softmax([x[0], x[1]])[0]) + x[2] * x[0]]
            case .logSumExp: return [Autodiff.logSumExp(masked([4, -inf, 4]))]
            case .exclusiveSum: return [Autodiff.logSumExp(masked([-inf, 3, -inf])) * x[0]]
            case .normalised: return [acos(Direction()(x)[0]) + x[0]]
            case .normalisedRoot: return [sqrt(Direction()(x)[1]) + x[0], atanh(Direction()(x)[0]) * x[2]]
            }
        }
    }

    /// x₀ / |x₀| and the others as they are: a rule whose first value has no slope.
    struct Direction: VectorRule {
        func value(_ x: [Double]) -> [Double] { [x[0] < 0 ? -1 : 1] + x.dropFirst() }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] { [0 * w[0]] + w.dropFirst() }
    }

    struct Field: Differentiable {
        let f: Function
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { f.value(at: x) }
    }

    private func expectSame(_ a: Matrix<Double>, _ b: Matrix<Double>) {
        for (a, b) in zip(a.values, b.values) {
            #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-15 * abs(a), "\(a), \(b)")
        }
    }

    @Test(arguments: Function.allCases) func aMaskedElementAndAnInfiniteAdjointGiveTheSameInEveryMode(f: Function) {
        let (x, field) = (f.point, Field(f: f))
        let forward = jacobian(at: x, of: field, mode: .forward)
        expectSame(forward, jacobian(at: x, of: field, mode: .reverse))
        for j in x.indices {
            let direction = x.indices.map { $0 == j ? 1.0 : 0 }
            let along = jvp(at: x, along: direction, of: field).tangent
            let series = taylor(at: x, along: direction, order: 1, of: field)
            for i in along.indices {
                #expect(along[i] == forward[i, j] || along[i].isNaN && forward[i, j].isNaN)
                #expect(series[i, 1] == forward[i, j] || series[i, 1].isNaN && forward[i, j].isNaN)
            }
        }
    }

    @Test func aMultiplicativeMask() {
        let j = jacobian(at: [1, 1, 1], of: Field(f: .softmax), mode: .forward)
        #expect(j.values == [1, 0, -1, 0, 0, 0, -1, 0, 1])
        #expect(jacobian(at: [1, 1, 1], of: Field(f: .logSumExp), mode: .forward).values == [2, 0, 2])
        #expect(jacobian(at: [1, 1, 1], of: Field(f: .logSumExp), mode: .reverse).values == [2, 0, 2])
        #expect(jacobian(at: [1, 1, 1], of: Field(f: .exclusiveSum), mode: .forward).values == [3, 3, 0])
    }

    @Test func anInfiniteAdjointOfAShareThatDoesNotMove() {
        #expect(jacobian(at: [0.5, 2], of: Field(f: .softmaxOfOne), mode: .reverse).values == [0, 1])
        #expect(jacobian(at: [800, -30, 2], of: Field(f: .saturatedSoftmax), mode: .reverse).values == [2, 0, 800])
        #expect(jacobian(at: [1, 0], of: Field(f: .normalised), mode: .reverse).values == [1, 0])
    }

    /// Second derivatives of what a mask leaves.
    @Test func secondDerivativesBesideAMask() {
        struct Energy: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let u = zip([1, -Double.infinity, 2], x).map { $0 * $1 }
                return logSumExp(u) + softmax(u)[0] * x[1]
            }
        }
        let narrow = hessian(at: [0.3, 1, 0.2], of: Energy())
        let tape = gradient(at: [0.3, 1, 0.2]) { x in gradient(at: x, of: Energy())[1] }
        #expect(narrow.values.allSatisfy { $0.isFinite })
        #expect(checkHessian(at: [0.3, 1, 0.2], of: Energy()).passed)
        for j in 0..<3 { #expect(abs(narrow[1, j] - tape[j]) < 1e-15) }
    }

    /// Shares without a limit stay nan.
    @Test func aMaskOfAllElements() {
        struct All: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { softmax(x.map { -Double.infinity * $0 }) }
        }
        #expect(jacobian(at: [1, 1], of: All(), mode: .forward).values.allSatisfy { $0.isNaN })
        #expect(jacobian(at: [1, 1], of: All(), mode: .reverse).values.allSatisfy { $0.isNaN })
    }
}
