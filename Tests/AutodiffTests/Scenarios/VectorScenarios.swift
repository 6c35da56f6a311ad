import Autodiff

// Functions of several variables with several values.

struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }
}

struct Spherical: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [x[0] * sin(x[1]) * cos(x[2]), x[0] * sin(x[1]) * sin(x[2]), x[0] * cos(x[1])]
    }
}

struct QuaternionToRotation: Differentiable {
    func callAsFunction<S: RealScalar>(_ q: [S]) -> [S] {
        let (w, x, y, z) = (q[0], q[1], q[2], q[3])
        let rowX: [S] = [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)]
        let rowY: [S] = [2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)]
        let rowZ: [S] = [2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z]
        return rowX + rowY + rowZ
    }
}

struct Inverse2: Differentiable {
    func callAsFunction<S: RealScalar>(_ a: [S]) -> [S] {
        let determinant = a[0] * a[3] - a[1] * a[2]
        return [a[3] / determinant, -a[1] / determinant, -a[2] / determinant, a[0] / determinant]
    }
}

struct Softmax: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { softmax(x) }
}

/// Five Runge-Kutta steps of the Lorenz system.
struct Lorenz: Differentiable {
    func callAsFunction<S: RealScalar>(_ start: [S]) -> [S] {
        var state = start
        let h = 0.01
        for _ in 0..<5 {
            let k1 = slope(state)
            let k2 = slope(moved(state, h / 2, k1))
            let k3 = slope(moved(state, h / 2, k2))
            let k4 = slope(moved(state, h, k3))
            for i in 0..<3 { state[i] += (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) * (h / 6) }
        }
        return state
    }

    func slope<S: RealScalar>(_ s: [S]) -> [S] {
        [10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - s[2] * 8 / 3]
    }

    func moved<S: RealScalar>(_ s: [S], _ h: Double, _ k: [S]) -> [S] { zip(s, k).map { $0 + h * $1 } }
}

/// sigmoid(W x + b): W 2 × 2, b and x among the inputs.
struct DenseLayer: Differentiable {
    func callAsFunction<S: RealScalar>(_ p: [S]) -> [S] {
        [sigmoid(p[0] * p[6] + p[1] * p[7] + p[4]), tanh(p[2] * p[6] + p[3] * p[7] + p[5])]
    }
}

/// Running products, written in place.
struct RunningProducts: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var y = x
        for i in 1..<y.count { y[i] *= y[i - 1] }
        y[0] = y[y.count - 1] + y[0]
        return y
    }
}

/// Insertion sort in place, then a weight for each rank.
struct SortedSquares: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var y = x
        for i in 1..<y.count {
            var j = i
            while j > 0 && y[j] < y[j - 1] {
                y.swapAt(j, j - 1)
                j -= 1
            }
        }
        return y.enumerated().map { Double($0.offset + 1) * $0.element * $0.element }
    }
}

/// Inputs handed through, and a constant.
struct IdentityAndConstant: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { [x[1], 5, x[0]] }
}

struct SpecialFunctions: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [erf(x[0]), lgamma(x[1]), softplus(x[0] - x[1]), logAddExp(x[0], x[1]), xLogY(x[1], x[0]), expm1(x[0] * x[1])]
    }
}

struct InverseFunctions: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [asin(x[0]), acos(x[0] * x[1]), atan(x[1]), asinh(x[1]), acosh(1 + x[1]), atanh(x[0]), log1p(x[0]), cbrt(x[1])]
    }
}

struct HyperbolicFunctions: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        [sinh(x[0]), cosh(x[1]), tan(x[0]), exp2(x[1]), log2(x[1]), log10(x[1]), logSigmoid(x[0]), erfc(x[0])]
    }
}
