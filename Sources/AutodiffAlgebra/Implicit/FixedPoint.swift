import AutodiffCore
import AutodiffGraph

/// The fixed point x = f(x, p) that the iteration of f finds from a starting point, as a function of the parameters.
///
///     let x = try fixedPoint(of: { x, p in [cos(p[0] * x[0])] }, near: [1], parameters: [0.5])
///
/// f is iterated while that comes nearer; then Newton's method takes over. Where the iteration doesn't converge, Newton's method may. For derivatives see
/// ``root(of:near:parameters:maximumIterations:)``: they are those of the fixed point, by (I - ∂f/∂x)⁻¹, not of the iteration.
///
/// Cost: the iterations on numbers; then as of ``root(of:near:parameters:maximumIterations:)``.
///
/// - Parameters:
///   - f: The function, with as many results as unknowns.
///   - start: Where the iteration begins.
///   - parameters: What f depends on besides.
///   - maximumIterations: The most iterations.
/// - Throws: ``ImplicitError`` if no fixed point is found.
@inlinable
public func fixedPoint<S: RealScalar, F: Residual>(
    of f: F, near start: [Double], parameters: [S], maximumIterations: Int = 1000
) throws -> [S] {
    let residual = FixedPointResidual(f: f)
    return try implicitly(residual, parameters) { p in
        let x = iterated(from: start, maximumIterations) { f($0, p) }
        return try Newton(
            maximumIterations: 200, residual: { residual($0, p) }, jacobian: { residual._jacobian($0, p) }
        ).solve(from: x)
    }
}

/// The fixed point of a closure on the recording scalar; see ``fixedPoint(of:near:parameters:maximumIterations:)``.
public func fixedPoint<S: RealScalar>(
    of f: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> [Symbol], near start: [Double],
    parameters: [S], maximumIterations: Int = 1000
) throws -> [S] {
    let compiled = CompiledResidual(near: start, parameters: parameters.map(\._peek), f)
    return try fixedPoint(of: compiled, near: start, parameters: parameters, maximumIterations: maximumIterations)
}

/// The fixed point of a closure of one unknown; see ``fixedPoint(of:near:parameters:maximumIterations:)``.
public func fixedPoint<S: RealScalar>(
    of f: @escaping @Sendable (_ x: Symbol, _ parameters: [Symbol]) -> Symbol, near start: Double, parameters: [S],
    maximumIterations: Int = 1000
) throws -> S {
    try fixedPoint(
        of: { x, p in [f(x[0], p)] }, near: [start], parameters: parameters, maximumIterations: maximumIterations)[0]
}

/// x - f(x, p).
@usableFromInline
struct FixedPointResidual<F: Residual>: Residual {
    @usableFromInline
    let f: F

    @inlinable
    init(f: F) { self.f = f }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] {
        let value = f(x, parameters)
        if value.count != x.count { misuseOfResidual(value.count, x.count) }
        return x.indices.map { x[$0] - value[$0] }
    }

    @inlinable
    func _jacobian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> {
        var result = f._jacobian(x, parameters)
        for i in x.indices { for j in x.indices { result[i, j] = (i == j ? 1 : 0) - result[i, j] } }
        return result
    }
}

/// The point after iterations of f, when those come near; the start if they don't.
@usableFromInline
func iterated(from start: [Double], _ maximum: Int, _ f: ([Double]) -> [Double]) -> [Double] {
    var (x, least) = (start, (size: Double.infinity, point: start))
    var worse = 0
    for _ in 0..<maximum {
        let next = f(x)
        if next.count != x.count { misuseOfResidual(next.count, x.count) }
        if !isFinite(next) { break }
        let change = largest(x.indices.map { next[$0] - x[$0] })
        if change < least.size { (least, worse) = ((change, next), 0) } else { worse += 1 }
        x = next
        if change <= 1e-4 * largest(x) || worse > 50 { break }
    }
    return least.point
}
