import AutodiffCore
import AutodiffForward
import AutodiffGraph

/// Equations g(x, p) = 0 for n unknowns x with parameters p, written once for every scalar.
///
///     struct Kepler: Residual {                              // E - e sin E = M for the anomaly E
///         func callAsFunction<S: RealScalar>(_ x: [S], _ p: [S]) -> [S] { [x[0] - p[0] * sin(x[0]) - p[1]] }
///     }
///     let anomaly = try root(of: Kepler(), near: [1], parameters: [0.5, 1.0])[0]
///
/// There are as many equations as unknowns. Mark it `@inlinable` if it is public in a module of its own.
public protocol Residual: Sendable {
    /// g(x, p): n numbers.
    func callAsFunction<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S]

    /// ∂g/∂x on numbers: n × n; if left out, by forward mode.
    func _jacobian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double>
}

extension Residual {
    /// By forward mode.
    @inlinable
    public func _jacobian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> {
        forwardJacobian(at: x, of: InUnknowns(residual: self, parameters: parameters)).jacobian
    }
}

/// g as a function of x alone.
@usableFromInline
struct InUnknowns<G: Residual>: Differentiable {
    @usableFromInline
    let residual: G
    @usableFromInline
    let parameters: [Double]

    @inlinable
    init(residual: G, parameters: [Double]) { (self.residual, self.parameters) = (residual, parameters) }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { residual(x, parameters.map { S($0) }) }
}

/// g as a function of x and p, in this order.
@usableFromInline
struct Joint<G: Residual>: Differentiable {
    @usableFromInline
    let residual: G
    @usableFromInline
    let unknowns: Int

    @inlinable
    init(residual: G, unknowns: Int) { (self.residual, self.unknowns) = (residual, unknowns) }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        let result = residual(Array(x[..<unknowns]), Array(x[unknowns...]))
        if result.count != unknowns { misuseOfResidual(result.count, unknowns) }
        return result
    }
}

@usableFromInline
@inline(never)
func misuseOfResidual(_ count: Int, _ unknowns: Int) -> Never {
    misuse(count: count, of: "the residual", expected: unknowns, "as many equations as unknowns")
}

/// Equations that were recorded from a closure once, and are computed by programs: for many roots of the same equations.
///
///     let kepler = CompiledResidual(near: [1], parameters: [0.5, 1]) { x, p in [x[0] - p[0] * sin(x[0]) - p[1]] }
///     let anomaly = try root(of: kepler, near: [1], parameters: [0.5, 1.0])[0]
public struct CompiledResidual: Residual {
    let function: CompiledFunction
    let unknowns: Int

    /// Records the closure at a point, where its comparisons come out as they do; elsewhere it is recorded anew when they come out
    /// otherwise. Traps unless it has as many equations as unknowns, at least one.
    public init(
        near x: [Double], parameters: [Double], options: CompileOptions = CompileOptions(),
        _ residual: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> [Symbol]
    ) {
        let n = x.count
        if n == 0 { misuse("equations without unknowns: there is nothing to solve") }
        unknowns = n
        function = CompiledFunction(
            at: x + parameters, options: options,
            of: { x in
                let result = residual(Array(x[..<n]), Array(x[n...]))
                if result.count != n { misuseOfResidual(result.count, n) }
                return result
            }, orElse: nil)
    }

    /// g(x, p).
    public func callAsFunction<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] { function(x + parameters) }

    /// By the program of the Jacobian.
    public func _jacobian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> {
        let all = function.compiled.valueWithJacobian(at: x + parameters).jacobian
        var result = Matrix<Double>(rows: unknowns, columns: unknowns, repeating: 0)
        for i in 0..<unknowns { for j in 0..<unknowns { result[i, j] = all[i, j] } }
        return result
    }
}
