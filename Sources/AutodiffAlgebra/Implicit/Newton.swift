import AutodiffCore

/// Newton's method on numbers for as many equations as unknowns, with a line search, to the last digits that rounding leaves.
@usableFromInline
struct Newton {
    @usableFromInline
    let residual: ([Double]) -> [Double]
    @usableFromInline
    let jacobian: ([Double]) -> Matrix<Double>
    @usableFromInline
    let maximumIterations: Int

    @inlinable
    init(
        maximumIterations: Int, residual: @escaping ([Double]) -> [Double],
        jacobian: @escaping ([Double]) -> Matrix<Double>
    ) {
        (self.residual, self.jacobian, self.maximumIterations) = (residual, jacobian, maximumIterations)
    }

    @usableFromInline
    func solve(from start: [Double]) throws -> [Double] {
        if start.isEmpty { misuse("equations without unknowns: there is nothing to solve") }
        var (x, nudges, scale) = (start, 0, largest(start))
        var r = residual(x)
        if r.count != x.count { misuseOfResidual(r.count, x.count) }
        if !isFinite(r) { throw ImplicitError.notFinite(point: x) }
        for iteration in 0..<maximumIterations {
            if r.allSatisfy({ $0 == 0 }) { return x }
            guard let lu = try? factor(jacobian(x)), case let step = lu.solve(r).map({ -$0 }), isFinite(step) else {
                // A point where a direction has no slope, such as the top of a parabola: begin beside it.
                nudges += 1
                if nudges > 3 { throw ImplicitError.singular(point: x) }
                x = x.indices.map { x[$0] + 1e-3 * Double(nudges) * max(1, abs(x[$0])) / Double($0 + 1) }
                r = residual(x)
                if !isFinite(r) { throw ImplicitError.notFinite(point: x) }
                continue
            }
            guard let (next, value, fraction) = search(x, r, step) else {
                // Rounding leaves no better point, or this is no root.
                let size = largest(step)
                if size <= 1e-6 * largest(x) || size <= 1e-9 * scale { return x }
                throw ImplicitError.stalled(iterations: iteration, point: x, residual: norm(r))
            }
            let isLast = fraction == 1 && x.indices.allSatisfy { abs(step[$0]) <= 2 * next[$0].ulp }
            (x, r) = (next, value)
            scale = max(scale, largest(x))
            if isLast { return x }
        }
        throw ImplicitError.notConverged(iterations: maximumIterations, point: x, residual: norm(r))
    }

    /// The first point along a step, halved until the residual is smaller: nil if it never is.
    private func search(
        _ x: [Double], _ r: [Double], _ step: [Double]
    ) -> (point: [Double], residual: [Double], fraction: Double)? {
        let before = norm(r)
        var fraction = 1.0
        for _ in 0..<50 {
            let next = x.indices.map { x[$0] + fraction * step[$0] }
            if next == x { return nil }
            let value = residual(next)
            if isFinite(value), norm(value) < (1 - 1e-4 * fraction) * before { return (next, value, fraction) }
            fraction /= 2
        }
        return nil
    }
}

@usableFromInline
func largest(_ x: [Double]) -> Double { x.reduce(0) { max($0, abs($1)) } }

@usableFromInline
func isFinite(_ x: [Double]) -> Bool { x.allSatisfy(\.isFinite) }
