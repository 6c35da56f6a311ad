import AutodiffCore

/// The derivatives that a toolkit computes of one function, as closures over numbers, whatever computes them.
struct ComputedDerivatives {
    /// The function, in the arithmetic of the derivatives.
    let value: ([Double]) -> [Double]

    /// f(x) and J(x)·v.
    let jvp: (_ x: [Double], _ v: [Double]) -> (value: [Double], tangent: [Double])

    /// f(x) and u ↦ J(x)ᵀ·u.
    let vjp: (_ x: [Double]) -> (value: [Double], pullback: ([Double]) -> [Double])

    let arithmetic: Arithmetic

    /// The Jacobian by the mode that takes fewer passes.
    func jacobian(at x: [Double]) -> Matrix<Double> {
        let (value, pullback) = vjp(x)
        return value.count <= x.count
            ? stacked(units(value.count).map(pullback), columns: x.count) : forwardJacobian(at: x)
    }

    func forwardJacobian(at x: [Double]) -> Matrix<Double> {
        let columns = units(x.count).map { jvp(x, $0).tangent }
        return stacked(columns, columns: columns[0].count).transposed
    }

    func reverseJacobian(at x: [Double]) -> Matrix<Double> {
        let (value, pullback) = vjp(x)
        return stacked(units(value.count).map(pullback), columns: x.count)
    }
}

/// The unit vectors of Rⁿ.
func units(_ n: Int) -> [[Double]] {
    (0..<n).map { j in (0..<n).map { $0 == j ? 1 : 0 } }
}

/// A matrix that keeps its number of columns even without rows.
func stacked(_ rows: [[Double]], columns: Int) -> Matrix<Double> {
    Matrix(rows: rows.count, columns: columns, values: Array(rows.joined()))
}

extension ComputedDerivatives {
    /// The tests that need no differences, at x. Returns what is wrong, in words; nothing if all is right.
    ///
    /// - The primal comes out of both modes as it comes out of the function.
    /// - The pullback is linear: exactly, under a factor 2 and at 0.
    /// - Forward and reverse mode give one Jacobian; beyond 64 inputs or outputs, one number u·(J v).
    func inconsistencies(around sampler: Sampler, seed: UInt64) -> [String] {
        let x = sampler.x
        var generator = SplitMix64(seed: seed)
        let primal = value(x)
        let v = x.map { _ in generator.sign() * (1 + Double(generator.next() % 16) / 16) }
        let u = primal.map { _ in generator.sign() * (1 + Double(generator.next() % 16) / 16) }
        let (reversePrimal, pullback) = vjp(x)
        var problems: [String] = []
        for (mode, computed) in [("forward", jvp(x, v).value), ("reverse", reversePrimal)] {
            if let i = primal.indices.first(where: { !isSamePrimal(computed[$0], primal[$0]) }) {
                problems.append(
                    "\(mode) mode computes \(computed[i]) for output \(i) where the function gives \(primal[i])")
            }
        }
        let once = pullback(u)
        let twice = pullback(u.map { 2 * $0 })
        if let j = x.indices.first(where: { !isSame(twice[$0], 2 * once[$0]) }) {
            problems.append("the pullback is not linear: input \(j) gets \(once[j]) of u, and \(twice[j]) of 2u")
        }
        let ofZero = pullback(u.map { _ in 0 })
        if let j = x.indices.first(where: { ofZero[$0] != 0 }) {
            problems.append("the pullback of 0 is \(ofZero[j]) for input \(j)")
        }
        if max(x.count, primal.count) <= Threshold.mostInputsInFull {
            problems += jacobianMismatch(sampler)
        } else {
            problems += dotMismatch(sampler, u, v)
        }
        return problems
    }

    private func isSamePrimal(_ a: Double, _ b: Double) -> Bool {
        isSame(a, b) || abs(a - b) <= 8 * arithmetic.unit * max(abs(a), abs(b))
    }

    private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    /// Forward against reverse mode, entry by entry: |F_ij - R_ij| ≤ 64 u max_j |J_ij|.
    private func jacobianMismatch(_ sampler: Sampler) -> [String] {
        let forward = forwardJacobian(at: sampler.x)
        let reverse = reverseJacobian(at: sampler.x)
        let n = sampler.x.count
        let suspects = forward.values.indices.filter { k in
            let (a, b) = (forward.values[k], reverse.values[k])
            if isSame(a, b) { return false }
            let largest = forward.row(k / n).reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
            return !(abs(a - b) <= 64 * arithmetic.unit * largest)
        }
        if suspects.isEmpty { return [] }
        let nearby = nearbyPoints(sampler).map { point in
            zip(forwardJacobian(at: point).values, reverseJacobian(at: point).values).map { $0 - $1 }
        }
        let worst = suspects.filter { k in
            let difference = abs(forward.values[k] - reverse.values[k])
            return !(difference <= roundoff(nearby.map { $0[k] }))
        }.max { abs(forward.values[$0] - reverse.values[$0]) < abs(forward.values[$1] - reverse.values[$1]) }
        guard let worst else { return [] }
        return [
            """
            forward and reverse mode disagree at (\(worst / n), \(worst % n)): \(forward.values[worst]) and \
            \(reverse.values[worst])
            """
        ]
    }

    /// u·(J v) by forward against (Jᵀ u)·v by reverse mode: within 64 u (Σ |u_i (J v)_i| + Σ |v_j (Jᵀ u)_j|).
    private func dotMismatch(_ sampler: Sampler, _ u: [Double], _ v: [Double]) -> [String] {
        func products(_ point: [Double]) -> (forward: Double, reverse: Double, size: Double) {
            let forward = zip(u, jvp(point, v).tangent).map { $0 * $1 }
            let reverse = zip(v, vjp(point).pullback(u)).map { $0 * $1 }
            let size = (forward + reverse).reduce(0) { $0 + abs($1) }
            return (forward.reduce(0, +), reverse.reduce(0, +), size)
        }
        let (forward, reverse, size) = products(sampler.x)
        if !size.isFinite || abs(forward - reverse) <= 64 * arithmetic.unit * size { return [] }
        let noise = roundoff(
            nearbyPoints(sampler).map {
                let (forward, reverse, _) = products($0)
                return forward - reverse
            })
        if abs(forward - reverse) <= noise { return [] }
        return ["forward and reverse mode disagree: u·(J v) is \(forward), v·(Jᵀ u) is \(reverse)"]
    }

    /// Points around x, all inputs displaced, at which rounding errors are other ones.
    private func nearbyPoints(_ sampler: Sampler) -> [[Double]] {
        let spacing = (2 * arithmetic.unit).squareRoot()
        return jitteredPoints(7).map { position in
            sampler.x.indices.map { j in
                let offset = j % 2 == 0 ? position : -position
                return arithmetic.rounded(sampler.x[j] + offset * spacing * sampler.scales[j])
            }
        }.filter(sampler.isInDomain)
    }

    /// What rounding may have added to a quantity, from its values at nearby points.
    private func roundoff(_ values: [Double]) -> Double {
        if values.count < 7 { return 0 }
        let noise = 3 * Threshold.safety * differenceNoise(at: jitteredPoints(7), values, orders: 3...6)
        return noise.isFinite ? noise : 0
    }
}
