import AutodiffCore
import AutodiffForward
import AutodiffReverse

/// The second derivatives ∂²f/∂xᵢ² of a scalar field Rⁿ → R along each coordinate: the diagonal of its Hessian, n numbers.
///
///     let curvatures = hessianDiagonal(at: [-1.2, 1], of: Rosenbrock())
///
/// Cost: a run of `f` on hyper-dual numbers for every 8 inputs; the rest of the Hessian isn't computed. Traps at an empty point.
@inlinable
public func hessianDiagonal<F: ScalarField>(at x: [Double], of f: F) -> [Double] {
    Tape.checkPoint(x, for: "hessianDiagonal")
    return forwardHessianDiagonal(at: x, of: f)
}

/// The diagonal of the Hessian of a scalar field over any base, nested ones included; see ``hessianDiagonal(at:of:)``.
///
/// Cost: n runs of `f` on duals of duals.
@inlinable
public func hessianDiagonal<F: ScalarField, Base: RealScalar>(at x: [Base], of f: F) -> [Base] {
    Tape.checkPoint(x, for: "hessianDiagonal")
    var direction = [Base](repeating: .zero, count: x.count)
    return x.indices.map { i in
        direction[i] = 1
        defer { direction[i] = .zero }
        return jvp(at: x, along: direction, of: Slope(f: f, along: i)).tangent[0]
    }
}

/// The Laplacian Δf = Σ ∂²f/∂xᵢ² of a scalar field Rⁿ → R: the trace of its Hessian.
///
///     let curvature = laplacian(at: [1, 2, 2], of: Potential())
///
/// Cost: a run of `f` on hyper-dual numbers for every 8 inputs. Traps at an empty point.
@inlinable
public func laplacian<F: ScalarField>(at x: [Double], of f: F) -> Double {
    Tape.checkPoint(x, for: "laplacian")
    return forwardHessianDiagonal(at: x, of: f).reduce(0, +)
}

/// The Laplacian of a scalar field over any base, nested ones included; see ``laplacian(at:of:)``.
///
/// Cost: n runs of `f` on duals of duals.
@inlinable
public func laplacian<F: ScalarField, Base: RealScalar>(at x: [Base], of f: F) -> Base {
    Tape.checkPoint(x, for: "laplacian")
    return hessianDiagonal(at: x, of: f).reduce(.zero, +)
}

/// x ↦ ∂f/∂xᵢ.
@frozen
@usableFromInline
struct Slope<F: ScalarField>: Differentiable {
    @usableFromInline
    let f: F
    @usableFromInline
    let i: Int

    @inlinable
    init(f: F, along i: Int) {
        self.f = f
        self.i = i
    }

    @inlinable
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        var direction = [S](repeating: .zero, count: x.count)
        direction[i] = 1
        return jvp(at: x, along: direction, of: f).tangent
    }
}
