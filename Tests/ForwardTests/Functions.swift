import Autodiff

/// n inputs, n + 1 outputs, every kind of operation between neighbours; the last output depends on nothing.
struct Neighbours: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let n = x.count
        var y = x.indices.map { i -> S in
            let (a, b) = (x[i], x[(i + 1) % n])
            switch i % 6 {
            case 0: return a * b - 2 * a
            case 1: return sin(a) / (1 + b * b)
            case 2: return exp(-a) * pow(b, 2) + 3
            case 3: return atan2(a, 2 - b) - hypot(a, b)
            case 4: return 1 / (2 + a) + sqrt(b * b + 1)
            default: return max(a, b) + pow(1 + a * a, b) - abs(a)
            }
        }
        y.append(7)
        return y
    }

    static func point(_ n: Int) -> [Double] { (0..<n).map { j -> Double in 0.3 + 0.06 * Double((5 * j) % 11) } }
}

/// Outputs whose partials are infinite where some tangents are zero.
struct Singular: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [
            sqrt(x[0]) + x[1], x[1] * sqrt(x[0]), log(x[0]) * 0 + x[2], x[2] / x[0], pow(x[0], x[1]), pow(-x[2], 3),
            x[0] / x[0], exp(1000 * x[2]) * x[1], atan2(x[0], x[0]) + x[1], hypot(x[0], x[0] * x[1]),
            asin(1 - x[0]) + cbrt(x[0]) * x[2],
        ]
    }
}

/// Outputs computed in loops with branches: some constant, some infinite or nan at zeros and infinities of the inputs.
struct Branching: Differentiable {
    let outputs: Int

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        (0..<outputs).map { i -> S in
            if i % 4 == 3 { return S(1.5) * 2 - S(Double(i)) }
            var y = S(Double(i + 1))
            for (j, a) in x.enumerated() {
                switch (i + j) % 6 {
                case 0: y = a > 0.5 ? y * a : y - a * a
                case 1: y = y < 0 ? 1 - y : y + sqrt(a)
                case 2: y = y / a
                case 3: y = max(y, a) * Double(j)
                case 4: y += exp(-a) * 0 + S(0.1)
                default: y = pow(a, 2) + min(y, 3) / S(7)
                }
            }
            return y
        }
    }
}

/// Σ 100 (x[i+1] - x[i]²)² + (1 - x[i])², and a term that couples all inputs.
struct Valley: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var sum: S = exp(-0.1 * x.reduce(0, +))
        for i in 0..<x.count - 1 {
            let a = x[i + 1] - x[i] * x[i]
            let b = 1 - x[i]
            sum += 100 * a * a + b * b
        }
        return sum + sin(x[0] * x[x.count - 1])
    }
}

struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}

/// The same bits, where any nan is like any other.
func isSame(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }

func areSame(_ a: [Double], _ b: [Double]) -> Bool { a.count == b.count && zip(a, b).allSatisfy(isSame) }

func areSame(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Bool {
    a.rows == b.rows && a.columns == b.columns && areSame(a.values, b.values)
}

func unit(_ j: Int, _ n: Int) -> [Double] { (0..<n).map { $0 == j ? 1 : 0 } }
