import AutodiffCore

/// The search for a minimum on numbers: steps of the method with limited memory (L-BFGS) where there are many unknowns, then Newton's with a
/// Hessian that is made positive, then the root of the gradient to the last digits.
@usableFromInline
struct Descent {
    @usableFromInline
    let value: ([Double]) -> Double
    @usableFromInline
    let gradient: ([Double]) -> [Double]
    @usableFromInline
    let hessian: ([Double]) -> Matrix<Double>
    @usableFromInline
    let maximumIterations: Int

    @inlinable
    init(
        maximumIterations: Int, value: @escaping ([Double]) -> Double, gradient: @escaping ([Double]) -> [Double],
        hessian: @escaping ([Double]) -> Matrix<Double>
    ) {
        (self.value, self.gradient, self.hessian) = (value, gradient, hessian)
        self.maximumIterations = maximumIterations
    }

    /// With so many unknowns a Hessian costs much more than a gradient.
    private static let many = 32

    @usableFromInline
    func minimum(from start: [Double]) throws -> [Double] {
        if start.isEmpty { misuse("an objective without unknowns: there is nothing to minimise") }
        var x = start
        if x.count > Descent.many { x = try limitedMemory(from: x) }
        x = try newton(from: x)
        x = try Newton(maximumIterations: 50, residual: gradient, jacobian: hessian).solve(from: x)
        if (try? cholesky(hessian(x))) == nil { throw ImplicitError.notAMinimum(point: x) }
        return x
    }

    /// Newton's steps downhill, until they are small or gain nothing.
    private func newton(from start: [Double]) throws -> [Double] {
        var x = start
        var (f, scale) = (value(x), 0.0)
        if !f.isFinite { throw ImplicitError.notFinite(point: x) }
        for _ in 0..<maximumIterations {
            let slope = gradient(x)
            if !isFinite(slope) { throw ImplicitError.notFinite(point: x) }
            let step = downhill(hessian(x), slope)
            scale = max(scale, largest(x))
            if largest(step) <= max(1e-9 * largest(x), 1e-12 * scale) || slope.allSatisfy({ $0 == 0 }) { return x }
            guard let (next, lower) = search(x, f, slope, step, first: 1) else { return x }
            (x, f) = (next, lower)
        }
        throw ImplicitError.notConverged(iterations: maximumIterations, point: x, residual: norm(gradient(x)))
    }

    /// -(H + τ)⁻¹ g with the least τ of a row for which H + τ is positive.
    private func downhill(_ hessian: Matrix<Double>, _ slope: [Double]) -> [Double] {
        let size = max(largest(hessian.diagonal), 1e-300)
        var shift = 0.0
        for _ in 0..<60 {
            var shifted = hessian
            for i in slope.indices { shifted[i, i] += shift }
            if let factors = try? cholesky(shifted) { return factors.solve(slope).map { -$0 } }
            shift = shift == 0 ? 1e-4 * size : 4 * shift
        }
        return slope.map { -$0 / size }
    }

    /// Steps of L-BFGS, until the slope is small beside the first.
    private func limitedMemory(from start: [Double]) throws -> [Double] {
        var x = start
        var (f, slope) = (value(x), gradient(x))
        if !f.isFinite || !isFinite(slope) { throw ImplicitError.notFinite(point: x) }
        let goal = 1e-5 * norm(slope)
        var pairs: [(step: [Double], change: [Double])] = []
        for _ in 0..<10 * maximumIterations where norm(slope) > goal {
            let direction = LimitedMemory.direction(slope, pairs)
            let first = pairs.isEmpty ? min(1, 1 / norm(slope)) : 1
            guard let (next, lower) = search(x, f, slope, direction, first: first) else { return x }
            let nextSlope = gradient(next)
            let step = x.indices.map { next[$0] - x[$0] }
            let change = x.indices.map { nextSlope[$0] - slope[$0] }
            if dot(step, change) > 1e-10 * dot(step, step) {
                pairs.append((step, change))
                if pairs.count > 10 { pairs.removeFirst() }
            }
            (x, f, slope) = (next, lower, nextSlope)
        }
        return x
    }

    /// The first point along a direction, halved until the value has fallen enough.
    private func search(
        _ x: [Double], _ f: Double, _ slope: [Double], _ direction: [Double], first: Double
    ) -> (point: [Double], value: Double)? {
        let rate = dot(slope, direction)
        if !(rate < 0) { return nil }
        var fraction = first
        for _ in 0..<60 {
            let next = x.indices.map { x[$0] + fraction * direction[$0] }
            if next == x { return nil }
            let lower = value(next)
            if lower <= f + 1e-4 * fraction * rate, lower < f { return (next, lower) }
            fraction /= 2
        }
        return nil
    }
}

/// The inverse Hessian that the last steps and changes of the slope suggest (Nocedal and Wright, algorithm 7.4).
private enum LimitedMemory {
    static func direction(_ slope: [Double], _ pairs: [(step: [Double], change: [Double])]) -> [Double] {
        var q = slope
        var weights: [Double] = []
        for (step, change) in pairs.reversed() {
            let weight = dot(step, q) / dot(step, change)
            weights.append(weight)
            for i in q.indices { q[i] -= weight * change[i] }
        }
        if let (step, change) = pairs.last {
            let scale = dot(step, change) / dot(change, change)
            for i in q.indices { q[i] *= scale }
        }
        for ((step, change), weight) in zip(pairs, weights.reversed()) {
            let other = dot(change, q) / dot(step, change)
            for i in q.indices { q[i] += (weight - other) * step[i] }
        }
        return q.map { -$0 }
    }
}
