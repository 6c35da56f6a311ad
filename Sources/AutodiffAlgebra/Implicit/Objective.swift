import AutodiffCore
import AutodiffForward
import AutodiffGraph
import AutodiffReverse

/// A function F(x, p) to be made as small as possible in n unknowns x, with parameters p; written once for every scalar.
///
///     struct Ridge: Objective {                              // |A x - b|² + λ |x|²
///         let a: Matrix<Double>, b: [Double]
///         func value<S: RealScalar>(at x: [S], _ p: [S]) -> S {
///             let r = a.times(x)
///             return sum(r.indices.map { pow(r[$0] - b[$0], 2) }) + p[0] * dot(x, x)
///         }
///     }
///     let x = try minimiser(of: Ridge(a: design, b: observations), near: [0, 0], parameters: [0.1])
///
/// It has second derivatives. Mark it `@inlinable` if it is public in a module of its own.
public protocol Objective: Sendable {
    /// F(x, p).
    func value<S: RealScalar>(at x: [S], _ parameters: [S]) -> S

    /// ∂F/∂x; if left out, on a tape.
    func _gradient<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S]

    /// ∂²F/∂x² on numbers: n × n; if left out, by forward mode over the gradient.
    func _hessian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double>
}

extension Objective {
    /// On a tape.
    @inlinable
    public func _gradient<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] {
        let constants = parameters.map { Variable(constant: $0) }
        return gradient(at: x, of: { self.value(at: $0, constants) })
    }

    /// By forward mode over the gradient.
    @inlinable
    public func _hessian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> {
        let residual = GradientResidual(objective: self)
        return forwardJacobian(at: x, of: InUnknowns(residual: residual, parameters: parameters)).jacobian
    }
}

/// ∂F/∂x, which vanishes at a minimum.
@usableFromInline
struct GradientResidual<F: Objective>: Residual {
    @usableFromInline
    let objective: F

    @inlinable
    init(objective: F) { self.objective = objective }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] { objective._gradient(x, parameters) }

    @inlinable
    func _jacobian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> { objective._hessian(x, parameters) }
}

/// An objective that was recorded from a closure once, and is computed by programs, with its gradient and its Hessian: for many minima of
/// the same function.
public struct CompiledObjective: Objective {
    let field: CompiledField
    let slope: CompiledFunction
    let unknowns: Int

    /// Records the closure at a point. Traps if there are no unknowns.
    public init(
        near x: [Double], parameters: [Double], options: CompileOptions = CompileOptions(),
        _ objective: @escaping @Sendable (_ x: [Symbol], _ parameters: [Symbol]) -> Symbol
    ) {
        let n = x.count
        if n == 0 { misuse("an objective without unknowns: there is nothing to minimise") }
        unknowns = n
        field = CompiledField(
            at: x + parameters, options: options, of: { objective(Array($0[..<n]), Array($0[n...])) }, orElse: nil)
        slope = gradient(of: field)
    }

    /// F(x, p).
    public func value<S: RealScalar>(at x: [S], _ parameters: [S]) -> S { field.value(at: x + parameters) }

    /// By the recorded gradient.
    public func _gradient<S: RealScalar>(_ x: [S], _ parameters: [S]) -> [S] {
        Array(slope(x + parameters)[..<unknowns])
    }

    /// By the program of the Hessian.
    public func _hessian(_ x: [Double], _ parameters: [Double]) -> Matrix<Double> {
        let all = field.compiled.valueWithGradientAndHessian(at: x + parameters).hessian
        var result = Matrix<Double>(rows: unknowns, columns: unknowns, repeating: 0)
        for i in 0..<unknowns { for j in 0..<unknowns { result[i, j] = all[i, j] } }
        return result
    }
}
