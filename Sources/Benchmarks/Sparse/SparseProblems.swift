import Autodiff

/// The Brusselator on a side × side grid, periodic, in the form of the method of lines: 2·side² inputs, u and then v, and as many
/// outputs.
struct Brusselator: Differentiable {
    let side: Int
    let diffusion: Double

    init(side: Int) {
        self.side = side
        diffusion = 10 * Double(side - 1) * Double(side - 1) / 100
    }

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let cells = side * side
        var y = [S](repeating: 0, count: 2 * cells)
        for i in 0..<side {
            let (above, below) = ((i == 0 ? side - 1 : i - 1) * side, (i == side - 1 ? 0 : i + 1) * side)
            for j in 0..<side {
                let (left, right) = (i * side + (j == 0 ? side - 1 : j - 1), i * side + (j == side - 1 ? 0 : j + 1))
                let k = i * side + j
                let (u, v) = (x[k], x[cells + k])
                let reaction = u * u * v
                let spreadU = x[above + j] + x[below + j] + x[left] + x[right] - 4 * u
                let spreadV =
                    x[cells + above + j] + x[cells + below + j] + x[cells + left] + x[cells + right] - 4 * v
                y[k] = 1 + reaction - 4.4 * u + diffusion * spreadU
                y[cells + k] = 3.4 * u - reaction + diffusion * spreadV
            }
        }
        return y
    }

    static func points(side: Int) -> [[Double]] {
        (0..<8).map { k in
            (0..<2 * side * side).map { i -> Double in 1 + 0.01 * Double((13 * i + 5 * k) % 17) }
        }
    }
}

/// Broyden's tridiagonal function: (3 - 2 xᵢ) xᵢ - xᵢ₋₁ - 2 xᵢ₊₁ + 1.
struct Tridiagonal: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let n = x.count
        var y = [S](repeating: 0, count: n)
        for i in 0..<n {
            var value = (3 - 2 * x[i]) * x[i] + 1
            if i > 0 { value -= x[i - 1] }
            if i < n - 1 { value -= 2 * x[i + 1] }
            y[i] = value
        }
        return y
    }
}
