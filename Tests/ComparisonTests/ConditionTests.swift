import Autodiff
import Testing

/// Functions whose own condition makes two right modes differ by far more than 64 units in the last place.
@Suite struct ConditionTests {
    /// The log marginal likelihood of a Gaussian process with a squared exponential kernel, in the logarithms of its length,
    /// its amplitude and its noise; the data are a sine.
    struct GaussianProcess: Differentiable, ScalarField {
        var count = 60

        func value<S: RealScalar>(at x: [S]) -> S {
            let (length, variance, noise) = (exp(x[0]), exp(2 * x[1]), exp(2 * x[2]))
            let times = (0..<count).map { Double($0) / Double(count - 1) }
            var l: [[S]] = []
            for i in 0..<count {
                var row: [S] = []
                for j in 0...i {
                    let distance = (times[i] - times[j]) / length
                    var sum = variance * exp(-0.5 * distance * distance)
                    if i == j { sum = sum + noise }
                    for k in 0..<j { sum = sum - row[k] * (j == i ? row[k] : l[j][k]) }
                    row.append(i == j ? sqrt(sum) : sum / l[j][j])
                }
                l.append(row)
            }
            var z: [S] = []
            var likelihood = S(-0.5 * Double(count) * 1.8378770664093453)
            for i in 0..<count {
                var sum = S(sin(6 * times[i]))
                for k in 0..<i { sum = sum - l[i][k] * z[k] }
                z.append(sum / l[i][i])
                likelihood = likelihood - 0.5 * z[i] * z[i]
                likelihood = likelihood - log(l[i][i])
            }
            return likelihood
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [value(at: x)] }
    }

    /// The same, which loses the derivative with respect to the length on a tape.
    struct LosesTheLength: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            var x = x
            if S.self == Variable<Double>.self { x[0] = S(x[0].primal) }
            return GaussianProcess()(x)
        }
    }

    /// x², whose derivative is lost on a tape where x is exactly 2.
    struct LostAtTwo: Differentiable, ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            S.self == Variable<Double>.self && x[0].primal == 2 ? S(4) : x[0] * x[0]
        }

        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [value(at: x)] }
    }

    /// log (x - y)² multiplied out: cancellation where x ≈ y.
    struct Cancelling: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [log(x[0] * x[0] - 2 * x[0] * x[1] + x[1] * x[1])] }
    }

    @Test(arguments: [(0.3, 0.01), (0.7, 0.01), (0.1, 0.001)])
    func modesOfAnIllConditionedFunctionAgree(length: Double, noise: Double) throws {
        let comparison = compareJacobians(at: [log(length), 0.1, log(noise)], of: GaussianProcess())
        let worst = try #require(comparison.worst)
        #expect(comparison.agrees, "\(comparison)")
        #expect(worst.allowed > JacobianComparison.tolerance && worst.difference <= worst.allowed)
        #expect(comparison.description.contains("ill-conditioned"), "\(comparison)")
    }

    @Test func aDifferenceOfNearlyEqualNumbers() {
        let comparison = compareJacobians(at: [1.3, 1.3 + 1e-7], of: Cancelling())
        #expect(comparison.agrees, "\(comparison)")
    }

    @Test func anErrorOfOneModeIsSeenThereAllTheSame() throws {
        let comparison = compareJacobians(at: [log(0.3), 0.1, log(0.01)], of: LosesTheLength())
        #expect(!comparison.agrees, "\(comparison)")
        #expect(try #require(comparison.worst).column == 0)
        #expect(comparison.description.contains("allowed"))
    }

    /// A mode that is wrong at the point alone is not excused by what it gives next to it.
    @Test func anErrorOfOneModeAtThePointAloneIsSeen() {
        let comparison = compareJacobians(at: [2], of: LostAtTwo())
        #expect(!comparison.agrees, "\(comparison)")
        #expect(!checkGradient(at: [2], of: LostAtTwo()).passed)
    }

    @Test func aWellConditionedFunctionIsHeldAgainstTheTolerance() throws {
        let comparison = compareJacobians(at: [0.3], of: LostAtTwo())
        #expect(try #require(comparison.worst).allowed == JacobianComparison.tolerance && comparison.agrees)
    }

    /// Where the kernel matrix has a condition of 1e15 no entry can be measured, and none is called wrong.
    @Test(arguments: [1e-3, 1e-5, 1e-7])
    func verbsOfAnIllConditionedFunctionAgree(noise: Double) {
        let check = checkGradient(at: [log(0.3), 0.1, log(noise)], of: GaussianProcess(count: 24))
        #expect(check.verdict != .wrong, "\(check)")
    }
}
