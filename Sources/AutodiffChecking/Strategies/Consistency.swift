import AutodiffCore

/// The tests that need no differences; they see errors of 1e-13 that differences never can.
extension ComputedDerivatives {
    /// What is wrong at x, in words; nothing if all is right.
    ///
    /// - Each verb returns the function's value as the function computes it.
    /// - Reverse mode's products are linear: exactly, under a factor 2 and at 0.
    /// - All verbs give one Jacobian. Beyond 64 inputs or outputs, unless `options.mode` is `.full`, their products with
    ///   random vectors are compared instead.
    func inconsistencies(
        with claimed: Matrix<Double>, around sampler: Sampler, _ options: CheckOptions
    ) -> [String] {
        let x = sampler.x
        var generator = SplitMix64(seed: options.seed)
        let primal = value(x)
        let names = EntryNames(options, inputs: x.count, outputs: primal.count)
        let isSmall = max(x.count, primal.count) <= Threshold.mostInputsInFull || options.mode == .full
        let v = (0..<(isSmall ? 1 : 16)).map { _ in generator.signedVector(x.count) }
        let u = generator.signedVector(primal.count)
        let twice = u.map { 2 * $0 }
        let zero = u.map { _ in 0.0 }
        var problems = forward.compactMap { name, products in primalMismatch(name, products(x, v).0, primal) }
        for (name, products) in reverse {
            let (value, results) = products(x, [u, twice, zero])
            if let mismatch = primalMismatch(name, value, primal) { problems.append(mismatch) }
            let (once, twice, ofZero) = (results[0], results[1], results[2])
            if let j = x.indices.first(where: { !isSame(twice[$0], 2 * once[$0]) }) {
                problems.append(
                    "\(name) is not linear: \(names.inWords(input: j)) gets \(once[j]) of u, and \(twice[j]) of 2u")
            }
            if let j = x.indices.first(where: { ofZero[$0] != 0 }) {
                problems.append("\(name) of 0 is \(ofZero[j]) for \(names.inWords(input: j))")
            }
        }
        if isSmall {
            problems += allJacobians.dropFirst().compactMap { entryMismatch($0, with: claimed, around: sampler, names) }
        } else {
            problems += forward.compactMap { name, products in
                productMismatch(name, { products($0, v).1 }, { $0.products(with: v) }, with: claimed, sampler)
            }
            problems += reverse.compactMap { name, products in
                productMismatch(
                    name, { products($0, [u]).1 }, { $0.transposedProduct(with: u) }, with: claimed, sampler)
            }
        }
        return problems
    }

    /// A verb's f(x) must be the function's, up to the few roundings that a mode may do differently.
    private func primalMismatch(_ name: String, _ computed: [Double], _ primal: [Double]) -> String? {
        if computed.count != primal.count {
            return "\(name) computes \(computed.count) outputs where the function gives \(primal.count)"
        }
        guard let i = primal.indices.first(where: { !isSamePrimal(computed[$0], primal[$0]) }) else { return nil }
        return "\(name) computes \(computed[i]) for output \(i) where the function gives \(primal[i])"
    }

    private func isSamePrimal(_ a: Double, _ b: Double) -> Bool {
        isSame(a, b) || abs(a - b) <= 8 * arithmetic.unit * max(abs(a), abs(b))
    }

    private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    /// One way of computing the Jacobian against the first, entry by entry: |A_ij - B_ij| ≤ 64 u max_j |A_ij|.
    private func entryMismatch(
        _ other: (name: String, jacobian: ([Double]) -> Matrix<Double>), with claimed: Matrix<Double>,
        around sampler: Sampler, _ names: EntryNames
    ) -> String? {
        let computed = other.jacobian(sampler.x)
        let (rows, columns) = (claimed.rows, claimed.columns)
        if computed.rows != rows || computed.columns != columns {
            return """
                \(other.name) gives a \(computed.rows) × \(computed.columns) Jacobian, \(jacobians[0].key) one of \
                \(rows) × \(columns)
                """
        }
        let scales = (0..<rows).map { i in claimed.row(i).reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 } }
        let worst = worstMismatch(
            claimed.values, computed.values, sizes: claimed.values.indices.map { scales[$0 / columns] }, sampler,
            { jacobians[0].value($0).values }, { other.jacobian($0).values })
        guard let k = worst else { return nil }
        return """
            \(jacobians[0].key) and \(other.name) disagree at \(names.place(k / columns, k % columns)): \
            \(claimed.values[k]) and \(computed.values[k])
            """
    }

    /// Products with random vectors against those that the Jacobian gives, each component within 64 u of its size.
    private func productMismatch(
        _ name: String, _ products: ([Double]) -> [[Double]],
        _ expected: (Matrix<Double>) -> [(value: Double, size: Double)], with claimed: Matrix<Double>,
        _ sampler: Sampler
    ) -> String? {
        let wanted = expected(claimed)
        let computed = Array(products(sampler.x).joined())
        if computed.count != wanted.count {
            return "\(name) computes \(computed.count) components of products that have \(wanted.count)"
        }
        let worst = worstMismatch(
            wanted.map(\.value), computed, sizes: wanted.map(\.size), sampler,
            { expected(jacobians[0].value($0)).map(\.value) }, { Array(products($0).joined()) })
        guard let k = worst else { return nil }
        return """
            \(jacobians[0].key) and \(name) disagree: a component of the product with a random vector is \
            \(wanted[k].value) and \(computed[k])
            """
    }

    /// The index at which two vectors that should be the same are farthest apart, if that is more than 64 u of the
    /// component's size, more than rounding does to the difference at nearby points, and more than the function's own
    /// condition makes of rounding errors in either.
    private func worstMismatch(
        _ a: [Double], _ b: [Double], sizes: [Double], _ sampler: Sampler, _ first: ([Double]) -> [Double],
        _ second: ([Double]) -> [Double]
    ) -> Int? {
        var suspects = a.indices.filter { k in
            sizes[k].isFinite && !isSame(a[k], b[k])
                && !(abs(a[k] - b[k]) <= Threshold.agreementUlps * arithmetic.unit * sizes[k])
        }
        if suspects.isEmpty { return nil }
        let differences = nearbyPoints(sampler).map { point in zip(first(point), second(point)).map { $0 - $1 } }
        suspects = suspects.filter { k in !(abs(a[k] - b[k]) <= roundoff(differences.map { $0[k] })) }
        if suspects.isEmpty { return nil }
        let points = neighbours(of: sampler.x, count: 8, unit: arithmetic.unit).filter(sampler.isInDomain)
        let (firsts, seconds) = (points.map(first), points.map(second))
        return suspects.filter { k in
            let moved = spread(firsts.lazy.map { $0[k] }) + spread(seconds.lazy.map { $0[k] })
            return !(abs(a[k] - b[k]) <= 4 * moved)
        }.max { abs(a[$0] - b[$0]) < abs(a[$1] - b[$1]) }
    }

    /// Points around x, all inputs displaced, at which rounding errors are other ones. Not x itself: a verb that is wrong
    /// there alone would pass for one with large rounding errors.
    private func nearbyPoints(_ sampler: Sampler) -> [[Double]] {
        let spacing = (2 * arithmetic.unit).squareRoot()
        return pointsAround.map { position in
            sampler.x.indices.map { j in
                let offset = j % 2 == 0 ? position : -position
                return arithmetic.rounded(sampler.x[j] + offset * spacing * sampler.scales[j])
            }
        }.filter(sampler.isInDomain)
    }

    /// What rounding may have added to a quantity, from its values at nearby points.
    private func roundoff(_ values: [Double]) -> Double {
        if values.count < 7 { return 0 }
        let noise = 3 * Threshold.safety * differenceNoise(at: pointsAround, values, orders: 3...6)
        return noise.isFinite ? noise : 0
    }
}

extension SplitMix64 {
    /// A vector of components ±(1 … 2), no two of which need be equal in size.
    mutating func signedVector(_ count: Int) -> [Double] {
        (0..<count).map { _ in sign() * (1 + Double(next() % 16) / 16) }
    }
}

extension Matrix<Double> {
    /// The components of A·v for several v one after the other, each with the sum of its terms' magnitudes.
    fileprivate func products(with vectors: [[Double]]) -> [(value: Double, size: Double)] {
        vectors.flatMap { v in
            (0..<rows).map { i in
                let terms = zip(row(i), v).map { $0 * $1 }
                return (value: terms.reduce(0, +), size: terms.reduce(0) { $0 + abs($1) })
            }
        }
    }

    /// The components of Aᵀ·u, each with Σ_i |u_i| max_j |A_ij|.
    fileprivate func transposedProduct(with u: [Double]) -> [(value: Double, size: Double)] {
        var (values, size) = ([Double](repeating: 0, count: columns), 0.0)
        for i in 0..<rows {
            let row = row(i)
            for j in 0..<columns { values[j] += u[i] * row[j] }
            size += abs(u[i]) * row.reduce(0) { max($0, abs($1)) }
        }
        return values.map { (value: $0, size: size) }
    }
}
