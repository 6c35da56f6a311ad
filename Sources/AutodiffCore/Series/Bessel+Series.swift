extension Rules.BesselJ {
    /// The series about u₀, into which u - u₀ is put. Its coefficients come from 2ʲ Jₙ⁽ʲ⁾ = Jₙ₋ⱼ - j Jₙ₋ⱼ₊₂ + … ± Jₙ₊ⱼ, where
    /// the factors are binomial coefficients. DLMF §10.6.
    ///
    /// The differential equation, which gives the series of Yₙ, has Yₙ as a solution too: for small u₀, where Yₙ is large,
    /// rounding errors would bring in more of it than there is of Jₙ.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        if !value.primal.isFinite { return nil }
        let k = u.count - 1
        var differences = (order - k...order + k).map { $0 == order ? value : jn($0, u[0]) }
        let coefficients = (0...k).map { j in
            // Divided by 2ʲ they are derivatives; divided by j! too, bit by bit, coefficients.
            if j > 0 {
                let halves = 2 * Double(j)
                differences = (0..<differences.count - 2).map { (differences[$0] - differences[$0 + 2]) / halves }
            }
            return differences[k - j]
        }
        return Series.composition(coefficients, u)
    }
}

extension Rules.BesselY {
    /// The series from y' = (z - n y/u) u' and z' = ((n - 1) z/u - y) u', where z is Yₙ₋₁(u). DLMF 10.6.2.
    @inlinable
    public func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
        // For smaller u₀ the quotient y/u overflows, though the first coefficient may not.
        if !(u[0] > 1e-150 && value.primal.isFinite) { return nil }
        let v = Series.derivative(u)
        let n = Double(order)
        let below = yn(order - 1, u[0])
        var (y, z) = ([value], [below])
        var (yOverU, zOverU) = ([value / u[0]], [below / u[0]])
        var (slopeOfY, slopeOfZ): ([S], [S]) = ([], [])
        for j in 1..<u.count {
            slopeOfY.append(z[j - 1] - yOverU[j - 1] * n)
            slopeOfZ.append(zOverU[j - 1] * (n - 1) - y[j - 1])
            y.append(Series.convolution(v, slopeOfY, j) / Double(j))
            z.append(Series.convolution(v, slopeOfZ, j) / Double(j))
            yOverU.append((y[j] - Series.convolution(u, yOverU, j)) / u[0])
            zOverU.append((z[j] - Series.convolution(u, zOverU, j)) / u[0])
        }
        return y
    }
}

extension Series {
    /// d₀ + d₁ w + d₂ w² + … with w = u - u₀, by Horner's scheme: k³/6 products, and 2k for u = u₀ + u₁ t.
    @inlinable
    static func composition<S: RealScalar>(_ d: [S], _ u: [S]) -> [S] {
        let k = u.count - 1
        if u.dropFirst(2).allSatisfy(\._isZero) {
            var power: S = 1
            return (0...k).map { j in
                if j > 0 { power *= u[1] }
                return S._chain(d[j], power)
            }
        }
        var y = [d[k]]
        for m in (0..<k).reversed() {
            // w has no constant term, so that m products with w raise the lowest power to m: of the factor d[m] + … only
            // k - m terms count.
            y = [d[m]] + (1...k - m).map { j in convolution(u, y, j) }
        }
        return y
    }
}
