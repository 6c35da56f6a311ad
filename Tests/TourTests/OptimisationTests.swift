import Autodiff
import Testing

@testable import Tour

@Suite("The tour's optimisers")
struct OptimisationTests {
    struct Rosenbrock: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }
    }

    @Test("L-BFGS finds Rosenbrock's minimum in fewer than 80 evaluations, never going up")
    func quasiNewton() {
        var values: [Double] = []
        let x = minimise({ valueWithGradient(at: $0, of: Rosenbrock()) }, from: [-1.2, 1], evaluations: 80) {
            _, value, _ in
            values.append(value)
        }
        #expect(values.count <= 81)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
        for coordinate in x { #expect(abs(coordinate - 1) < 1e-8) }
    }

    @Test("gradient descent on a quadratic contracts as theory says")
    func descent() {
        var seen: [Int] = []
        let x = descend({ (($0[0] * $0[0]) / 2, $0) }, from: [1], rate: 0.5, steps: 10) { step, _, _ in
            seen.append(step)
        }
        #expect(x == [0x1p-10])
        #expect(seen == Array(0...10))
    }

    @Test("Cholesky's solution")
    func cholesky() {
        let x = solve([[4, 2, 0], [2, 5, 1], [0, 1, 3]], [2, -1, 5])
        let b = [4 * x[0] + 2 * x[1], 2 * x[0] + 5 * x[1] + x[2], x[1] + 3 * x[2]]
        #expect(relativeDifference(b, [2, -1, 5]) < 1e-15)
    }

    @Test("the generator is SplitMix64, and its normal numbers have mean 0 and deviation 1")
    func generator() {
        // The generator's first numbers from seed 1234567, as its authors' program prints them.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
        let numbers = generator.normals(10_000)
        #expect(abs(numbers.reduce(0, +) / 10_000) < 0.04)
        #expect(abs(dot(numbers, numbers) / 10_000 - 1) < 0.06)
    }
}
