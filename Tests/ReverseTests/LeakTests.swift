import Autodiff
import Testing

/// Every coefficient, adjoint and closure of a recording ends its life once: tapes of numbers whose instances are counted.
@Suite(.serialized) struct LeakTests {
    typealias Scalar = Variable<Counted>

    /// (x₀ x₁, x₀ + x₁), of which a closure on the tape keeps the values.
    private struct ProductAndSum: VectorRule {
        func value(_ x: [Double]) -> [Double] { [x[0] * x[1], x[0] + x[1]] }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
            [w[0] * x[1] + w[1], w[0] * x[0] + w[1]]
        }
    }

    private struct Failure: Error {}

    /// What records each kind of node.
    private enum Kind: CaseIterable {
        case full, triple, link, overlap, wide, wideOfConstants, product, shares, rule, manyChunks, all

        func callAsFunction(_ x: [Scalar]) -> Scalar {
            switch self {
            case .full: return (x[0] * x[1] + 2) * (x[2] * x[3] + 1)
            case .triple: return sin(x[0] * x[1]) * x[2]
            case .link: return (0..<9).reduce(x[0]) { $0 + x[$1] * x[$1 + 1] }
            case .overlap: return (x[0] * x[1] + 2) * (x[1] * x[2] + 1)
            case .wide: return sum(x) + dot(x, Array(x.reversed())) * norm(x) + logSumExp(x)
            case .wideOfConstants:
                return sum([Scalar](repeating: 3, count: 600) + x + [Scalar](repeating: 2, count: 1000))
            case .product:
                let a = Matrix(rows: 4, columns: 4, values: (0..<16).map { x[$0 % 10] * x[3] })
                return a.times(a.transposed)[1, 2] * a.times(Array(x[..<4]))[0]
            case .shares: return softmax(x)[1] * softmax(x.map { $0 * x[0] })[2]
            case .rule: return ProductAndSum()([x[0] * x[1], x[2]]).reduce(x[5]) { $0 * $1 }
            case .manyChunks:
                var y = x[0]
                for i in 0..<1000 { y = sin(y) * x[i % 10] + x[(i + 1) % 10] * x[(i + 2) % 10] }
                return y
            case .all: return Kind.allCases.dropLast().map { $0(x) }.reduce(0, +)
            }
        }
    }

    nonisolated(unsafe) private static let point = (0..<10).map { Counted(0.25 + 0.125 * Double($0)) }

    /// How many instances more there are after `body` than before.
    private func instancesLeft(_ body: () throws -> Void) rethrows -> Int {
        _ = Self.point
        let before = Counted.instances
        try body()
        return Counted.instances - before
    }

    @Test(arguments: Kind.allCases) private func aRecording(_ kind: Kind) {
        let left = instancesLeft {
            let before = Counted.instances
            let tape = Tape<Counted>()
            _ = kind(tape.variables(Self.point))
            // What is left here is on the tape.
            #expect(Counted.instances > before + 1)
        }
        #expect(left == 0)
    }

    @Test(arguments: Kind.allCases) private func aGradient(_ kind: Kind) {
        let left = instancesLeft { #expect(gradient(at: Self.point) { kind($0) }.count == 10) }
        #expect(left == 0)
    }

    @Test(arguments: Kind.allCases) private func tapesThatAreReset(_ kind: Kind) {
        let left = instancesLeft {
            let tape = Tape<Counted>()
            var counts: [Int] = []
            for _ in 0..<3 {
                _ = kind(tape.variables(Self.point))
                tape.reset()
                counts.append(Counted.instances)
            }
            #expect(Set(counts).count == 1)
        }
        #expect(left == 0)
    }

    @Test func severalCotangents() {
        let left = instancesLeft {
            let weights = (0..<3).map { k in (0..<11).map { Counted(Double(k - $0)) } }
            let (value, products) = vjp(at: Self.point, pullingBack: weights) { x in Kind.allCases.map { $0(x) } }
            #expect(value.count == 11 && products.count == 3)
            let (_, pullback) = vjp(at: Self.point) { x in Kind.allCases.map { $0(x) } }
            for weight in weights { #expect(pullback(weight).count == 10) }
            #expect(jacobian(at: Self.point) { x in Kind.allCases.map { $0(x) } }.rows == 11)
        }
        #expect(left == 0)
    }

    @Test func inputsMadeAfterNodes() {
        let left = instancesLeft {
            let tape = Tape<Counted>()
            let x = tape.variables(Self.point)
            let y = Kind.all(x)
            let late = tape.variables(Self.point)
            let z = y * Kind.all(late)
            #expect(tape.gradient(of: z, withRespectTo: x + late).count == 20)
        }
        #expect(left == 0)
    }

    @Test func anErrorInTheMiddle() {
        let left = instancesLeft {
            for kind in Kind.allCases {
                #expect(throws: Failure.self) {
                    try gradient(at: Self.point) { x in
                        let y = kind(x)
                        if y.value.primal < Double.infinity { throw Failure() }
                        return y
                    }
                }
                #expect(throws: Failure.self) {
                    try gradient(at: Self.point, over: 0..<2000) { x, sample in
                        if sample == 1999 { throw Failure() }
                        return x[sample % 10] * x[0] * x[1]
                    }
                }
            }
        }
        #expect(left == 0)
    }

    @Test func sumsOverDataAndParts() {
        let left = instancesLeft {
            let sum = gradient(at: Self.point, over: 0..<3000) { x, sample in
                x[sample % 10] * x[0] * x[1] + sin(x[2] * x[3])
            }
            #expect(sum.count == 10)
            let parts = gradient(at: Self.point) { x in preaccumulate(x) { [Kind.all($0), $0[0]] }[0] }
            #expect(parts.count == 10)
        }
        #expect(left == 0)
    }

    @Test func nested() {
        let left = instancesLeft {
            let second = gradient(at: Self.point) { (x: [Scalar]) in
                gradient(at: x) { x in sum(x) * x[0] * x[1] * x[2] + dot(x, x) }.reduce(0, +)
            }
            #expect(second.count == 10)
        }
        #expect(left == 0)
    }

    /// What is counted is also right.
    @Test func theGradientOfANumber() {
        func f<S: RealScalar>(_ x: [S]) -> S { x[0] * x[1] * x[2] + sum(x) + dot(x, x) + softmax(x)[0] }
        #expect(
            gradient(at: Self.point) { f($0) }.map(\.primal) == gradient(at: Self.point.map(\.primal)) { f($0) })
    }
}
