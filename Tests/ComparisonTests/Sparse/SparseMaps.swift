import Autodiff

/// A function with a number of inputs, and the pattern that its Jacobian is known to have.
struct SparseMap: Sendable {
    let name: String
    let inputs: Int
    let f: any Differentiable & Sendable
    let pattern: SparsityPattern

    /// Whether the pattern holds at every point.
    var isEverywhere = true

    /// The fewest colours of columns, where they are known.
    var columnColors: Int?

    func point(_ seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<inputs).map { _ in 0.4 + random.uniform() }
    }
}

struct Broyden: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { i in
            var y = (3 - 2 * x[i]) * x[i] + 1
            if i > 0 { y -= x[i - 1] }
            if i < x.count - 1 { y -= 2 * x[i + 1] }
            return y
        }
    }
}

struct Arrow: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [sum(x.map { $0 * $0 })] + x.dropFirst().map { x[0] * sin($0) }
    }
}

struct Banded: Differentiable {
    let below: Int, above: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { i in
            var y = S(1)
            for j in Swift.max(0, i - below)...Swift.min(x.count - 1, i + above) { y *= x[j] + 1 }
            return y
        }
    }
}

struct Blocks: Differentiable {
    let size: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { i in
            let first = i / size * size
            return logSumExp(Array(x[first..<first + size])) * x[i]
        }
    }
}

struct DenseRow: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.map { exp($0) } + [norm(x)] }
}

struct DenseColumn: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.map { $0 + x[0] * x[0] } }
}

struct Laplace: Differentiable {
    let side: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        x.indices.map { k in
            let (i, j) = (k / side, k % side)
            var y = 4 * x[k]
            if i > 0 { y -= x[k - side] }
            if i < side - 1 { y -= x[k + side] }
            if j > 0 { y -= x[k - 1] }
            if j < side - 1 { y -= x[k + 1] }
            return y - exp(x[k])
        }
    }
}

struct Reaction: Differentiable {
    let side: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let cells = side * side
        var (du, dv): ([S], [S]) = ([], [])
        for k in 0..<cells {
            let (u, v) = (x[k], x[cells + k])
            let reaction = u * u * v
            var (spreadU, spreadV) = (-4 * u, -4 * v)
            for neighbour in neighbours(k) {
                spreadU += x[neighbour]
                spreadV += x[cells + neighbour]
            }
            du.append(1 + reaction - 4.4 * u + 0.1 * spreadU)
            dv.append(3.4 * u - reaction + 0.1 * spreadV)
        }
        return du + dv
    }

    func neighbours(_ k: Int) -> [Int] {
        let (i, j) = (k / side, k % side)
        return [
            (i + 1) % side * side + j, (i + side - 1) % side * side + j, i * side + (j + 1) % side,
            i * side + (j + side - 1) % side,
        ]
    }

    var pattern: SparsityPattern {
        let cells = side * side
        return SparsityPattern(
            columns: 2 * cells,
            rows: (0..<2 * cells).map { row in
                let k = row % cells
                let own = row < cells ? 0 : cells
                return [k, cells + k] + neighbours(k).map { own + $0 }
            })
    }
}

/// Power flow: of each bus the injected powers, from the angles and voltages of the buses that a line joins to it.
struct PowerFlow: Differentiable {
    let lines: [(Int, Int)], buses: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var powers = [S](repeating: 0, count: 2 * buses)
        for (a, b) in lines {
            for (from, to) in [(a, b), (b, a)] {
                let (angle, voltages) = (x[from] - x[to], x[buses + from] * x[buses + to])
                powers[from] += voltages * sin(angle)
                powers[buses + from] -= voltages * cos(angle)
            }
        }
        return powers
    }

    var pattern: SparsityPattern {
        let joined = (0..<buses).map { bus in
            [bus] + lines.compactMap { $0.0 == bus ? $0.1 : $0.1 == bus ? $0.0 : nil }
        }
        return SparsityPattern(
            columns: 2 * buses,
            rows: (0..<2 * buses).map { row in joined[row % buses].flatMap { [$0, buses + $0] } })
    }
}

/// An upwind scheme: the difference is taken on the side that the wind comes from.
struct Upwind: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (1..<x.count - 1).map { i in x[i] > 1 ? x[i] * (x[i] - x[i - 1]) : x[i] * (x[i + 1] - x[i]) }
    }
}

/// Adjustment of a bundle of rays, in small: a residual of 2 for each pair of a camera (3 numbers) and a point (2 numbers).
struct Bundle: Differentiable {
    let cameras: Int, points: Int
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (0..<cameras * points).flatMap { pair -> [S] in
            let (c, p) = (3 * (pair / points), 3 * cameras + 2 * (pair % points))
            let angle = x[c]
            return [
                cos(angle) * x[p] - sin(angle) * x[p + 1] + x[c + 1],
                sin(angle) * x[p] + cos(angle) * x[p + 1] - x[c + 2],
            ]
        }
    }

    var pattern: SparsityPattern {
        SparsityPattern(
            columns: 3 * cameras + 2 * points,
            rows: (0..<2 * cameras * points).map { row in
                let (c, p) = (3 * (row / 2 / points), 3 * cameras + 2 * (row / 2 % points))
                return [c, p, p + 1, row % 2 == 0 ? c + 1 : c + 2]
            })
    }
}

struct Maximum: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (0..<x.count - 1).map { max($0 == 2 ? 1.5 * x[0] : x[$0], x[$0 + 1]) }
    }
}

/// Zeros that are there for structure alone, and numbers without a slope.
struct Zeros: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [0 * x[0] + x[1], x[0] * floor(x[1]), stopGradient(x[2]) * x[0], S(0) * x[1] * x[2] + 2 * x[2], S(3)]
    }
}

struct Remainders: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [fma(x[0], x[1], x[2]), atan2(x[1], x[2]), pow(x[0], 2), pow(x[1], x[2]), copysign(x[0], x[1]), fmod(x[2], 2)]
    }
}

struct PrefixSums: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var total = S(0)
        return x.map {
            total += $0 * $0
            return total
        }
    }
}

struct MatrixProduct: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let a = Matrix(rows: 2, columns: 2, values: Array(x[0..<4]))
        let b = Matrix(rows: 2, columns: 2, values: Array(x[4..<8]))
        return a.times(b).values
    }
}

struct SoftmaxOfTwo: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { softmax(Array(x[0..<3])) + softmax(Array(x[3..<5])) }
}

struct Shared: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var s = x[0] * x[1]
        for _ in 0..<50 { s = sin(s) + s }
        return x.map { $0 * s }
    }
}

struct Identity: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x }
}

struct Permuted: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { x.indices.map { exp(x[($0 * 7 + 3) % x.count]) } }
}

struct Robot: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var (angle, height): (S, S) = (0, 0)
        return x.map {
            angle += $0
            height += sin(angle)
            return height
        }
    }
}
