import Autodiff
import Testing
import _AutodiffShims

/// Whole sums, residuals and points, with the vectors of each instruction set that the processor has: the same bits.
///
/// What is forced holds for the whole process; tests beside these have the same bits, too.
@Suite(.serialized) struct InstructionSetTests {
    /// Most of what a lane program can do: functions, powers, extremes, lists, products of lists, a lookup, a branch on data.
    private struct Mixed: ResidualTerm {
        func residuals<S: RealScalar>(at θ: [S], for sample: [Double]) -> [S] {
            let z = θ.indices.map { θ[$0] * sample[$0] }
            let angle = sin(z[0]) + tanh(z[1])
            let largest = max(z[2], z[3], angle)
            let power = pow(abs(θ[0]) + 1, sample[1])
            let shares = softmax(z)
            let total = logSumExp(z) + dot(shares, θ) + erf(angle)
            let side = sample[4] > 0 ? sqrt(largest * largest + 1) : atan2(largest, power)
            return [total - side / power, θ[Int(sample[5])] * expm1(angle), log1p(exp(z[1])) + lgamma(power + 2)]
        }
    }

    private struct Product: DataTerm {
        func value<S: RealScalar>(at θ: [S], for sample: [Double]) -> S {
            let r = Mixed().residuals(at: θ, for: sample)
            return r[0] * r[0] + r[1] * r[2]
        }
    }

    private struct AtOneSample: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            Mixed().residuals(at: x, for: [0.2, 1.5, -0.3, 0.9, 1, 3])
        }
    }

    private static let data: [[Double]] = {
        var random = SplitMix64(seed: 51)
        return (0..<1003).map { i in (0..<5).map { _ in random.normal() } + [Double(i % 5)] }
    }()

    private static let θ = [0.3, -0.7, 1.1, 0.2, -0.4]

    /// The bits of what a piece of work gives under each set.
    private func withEachSet(_ work: () -> [Double]) -> [[UInt64]] {
        let usual = autodiffInstructionSet()
        defer { autodiffForceInstructionSet(usual) }
        var results: [[UInt64]] = []
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] where autodiffForceInstructionSet(set) {
            results.append(work().map(\.bitPattern))
        }
        return results
    }

    @Test func sumsAndTheirDerivatives() {
        let loss = compile(Product(), over: Self.data, at: Self.θ)
        let results = withEachSet {
            let (value, slope) = valueWithGradient(at: Self.θ, of: loss)
            return [value] + slope + hessian(at: Self.θ, of: loss).values
                + hvp(at: Self.θ, along: [1, 2, 3, 4, 5], of: loss).product
        }
        for bits in results { #expect(bits == results[0]) }
        #expect(results[0].allSatisfy { Double(bitPattern: $0).isFinite })
        // The same where the programs are made under another set.
        for set in [autodiffBaseline, autodiffAVX2, autodiffAVX512] {
            let usual = autodiffInstructionSet()
            defer { autodiffForceInstructionSet(usual) }
            guard autodiffForceInstructionSet(set) else { continue }
            let made = compile(Product(), over: Self.data, at: Self.θ)
            let (value, slope) = valueWithGradient(at: Self.θ, of: made)
            #expect(([value] + slope).map(\.bitPattern) == Array(results[0].prefix(1 + Self.θ.count)))
        }
    }

    @Test func residualsAndTheirNormalEquations() {
        let compiled = compile(Mixed(), over: Self.data, at: Self.θ)
        let results = withEachSet {
            let (value, slope, matrix) = normalEquations(at: Self.θ, of: compiled)
            return compiled(Self.θ) + sparseJacobian(at: Self.θ, of: compiled).values + [value] + slope + matrix.values
        }
        for bits in results { #expect(bits == results[0]) }
    }

    @Test func manyPointsAndOne() {
        var random = SplitMix64(seed: 52)
        let points = Matrix(rows: 101, columns: 5, values: (0..<505).map { _ in random.normal() })
        let f = compile(AtOneSample(), at: Self.θ)
        let results = withEachSet {
            values(at: points, of: f).values + jacobians(at: points, of: f).values
                + (0..<points.rows).flatMap { jacobian(at: points.row($0), of: f).values }
        }
        for bits in results { #expect(bits == results[0]) }
    }
}
