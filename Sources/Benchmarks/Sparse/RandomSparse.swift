import Autodiff

/// A sparse function made at random: of a shape, a size and a number of operations that a seed determines.
struct RandomSparse: Differentiable {
    /// Where its entries are.
    enum Shape: String, CaseIterable {
        case scattered, banded, arrow, blocks, denseRows, wide, tall, full
    }

    /// What an output makes of its inputs.
    enum Work: String, CaseIterable {
        /// The square of a weighted sum.
        case square

        /// A sum of products of neighbours.
        case products

        /// A function of a weighted sum.
        case functionOfSum

        /// A sum of functions.
        case functions

        /// A sum of quotients.
        case quotients

        /// A sum of squares, put through a polynomial again and again.
        case iteration
    }

    let inputs: Int
    let shape: Shape
    let work: Work

    /// The inputs that the outputs read, row after row, and their weights; and where each row begins.
    private let columns: [Int]
    private let weights: [Double]
    private let starts: [Int]

    init(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        shape = Shape.allCases[Int(seed % UInt64(Shape.allCases.count))]
        work = Work.allCases[Int(generator.next() % UInt64(Work.allCases.count))]
        // Between 4 and some hundreds or thousands, as likely for each doubling.
        func size(_ least: Double, _ most: Double) -> Int { Int(least * pow(most / least, generator.uniform())) }
        let n: Int, rows: [[Int]]
        switch shape {
        case .scattered:
            n = size(8, 1000)
            rows = RandomSparse.scattered(n, n, size(1, 10), &generator)
        case .banded:
            let width = size(1, 12)
            let count = size(Double(2 * width + 2), 2000)
            n = count
            rows = (0..<count).map { i in Array(max(0, i - width)...min(count - 1, i + width)) }
        case .arrow:
            let count = size(8, 300)
            n = count
            rows = (0..<count).map { i in i == 0 ? Array(0..<count) : [0, i] }
        case .blocks:
            let side = size(2, 16)
            let count = size(1, 800 / Double(side))
            n = side * count
            rows = (0..<side * count).map { i in Array(i / side * side..<(i / side + 1) * side) }
        case .denseRows:
            let count = size(16, 600)
            let full = size(1, 5)
            n = count
            rows =
                RandomSparse.scattered(count, count, 2, &generator)
                + (0..<full).map { _ in Array(0..<count) }
        case .wide:
            let m = size(1, 24)
            n = size(4 * Double(m), 100 * Double(m))
            rows = RandomSparse.scattered(m, n, max(2, n / size(2, 20)), &generator)
        case .tall:
            n = size(2, 24)
            rows = RandomSparse.scattered(n * size(4, 100), n, min(n, size(1, 10)), &generator)
        case .full:
            let (m, count) = (size(1, 40), size(1, 40))
            n = count
            rows = (0..<m).map { _ in Array(0..<count) }
        }
        (inputs, columns) = (n, rows.flatMap { $0 })
        weights = columns.map { _ in 0.2 + 0.3 * generator.uniform() }
        starts = rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    private static func scattered(_ m: Int, _ n: Int, _ count: Int, _ generator: inout SplitMix64) -> [[Int]] {
        (0..<m).map { _ in
            Set((0..<count).map { _ in Int(generator.next() % UInt64(n)) }).sorted()
        }
    }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var y = [S](repeating: 0, count: starts.count - 1)
        switch work {
        case .square:
            for i in y.indices {
                let total = weighted(i, x)
                y[i] = total * total + total
            }
        case .products:
            for i in y.indices {
                var (total, before): (S, S) = (0, x[columns[starts[i + 1] - 1]])
                for k in starts[i]..<starts[i + 1] {
                    let next = x[columns[k]]
                    total += weights[k] * next * before
                    before = next
                }
                y[i] = total
            }
        case .functionOfSum:
            for i in y.indices { y[i] = exp(-weighted(i, x)) }
        case .functions:
            for i in y.indices {
                var total: S = 0
                for k in starts[i]..<starts[i + 1] { total += weights[k] * sin(x[columns[k]]) }
                y[i] = total
            }
        case .quotients:
            for i in y.indices {
                var total: S = 0
                for k in starts[i]..<starts[i + 1] { total += x[columns[k]] / (1 + weights[k] * x[columns[k]]) }
                y[i] = total
            }
        case .iteration:
            for i in y.indices {
                var total = weighted(i, x)
                for _ in 0..<8 { total = total * (1.5 - 0.5 * total) }
                y[i] = total
            }
        }
        return y
    }

    /// The weighted sum of the inputs of a row.
    private func weighted<S: RealScalar>(_ i: Int, _ x: [S]) -> S {
        var total: S = 0
        for k in starts[i]..<starts[i + 1] { total += weights[k] * x[columns[k]] }
        return total
    }

    func point(_ k: Int) -> [Double] { (0..<inputs).map { i -> Double in 0.5 + 0.05 * Double((13 * i + 5 * k) % 11) } }
}
