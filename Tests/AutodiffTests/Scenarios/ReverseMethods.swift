import Autodiff

/// A public function of reverse mode, used for the gradient of Σ wᵢ fᵢ.
protocol ReverseMethod: Sendable {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base]
}

let reverseMethods: [(name: String, method: any ReverseMethod)] = [
    ("gradient", ByGradient()), ("valueWithGradient, a closure", ByValueWithGradient()), ("vjp", ByPullback()),
    ("vjp, several cotangents", ByPullbacks()), ("jacobian", ByJacobian()),
    ("jacobian, in place", ByJacobianInPlace()), ("jacobian, a closure", ByJacobianOfAClosure()),
    ("workspace", ByWorkspace()), ("workspace, a closure", ByWorkspaceInPlace()), ("tape", ByTape()),
    ("sum over data", BySum()), ("sum over data, a closure", BySumOfAClosure()),
    ("preaccumulate", By(arrangement: Preaccumulated())), ("preaccumulate, a closure", ByPreaccumulatedClosure()),
    ("Matrix.times(vector)", By(arrangement: TimesVector())),
    ("Matrix.times(matrix)", By(arrangement: TimesMatrix())), ("dot", By(arrangement: Dot())),
    ("sum", By(arrangement: Sum())), ("norm", By(arrangement: Norm())), ("a vector rule", By(arrangement: Rule())),
]

/// Σ wᵢ yᵢ, in one of several ways.
protocol Arrangement: Sendable {
    func outputs<F: Differentiable, S: RealScalar>(of f: F, at x: [S]) -> [S]
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S
}

extension Arrangement {
    func outputs<F: Differentiable, S: RealScalar>(of f: F, at x: [S]) -> [S] { f(x) }
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S { Dot().total(y, weights: weights) }
}

/// Σ wᵢ fᵢ as a scalar field.
struct Weighted<F: Differentiable, A: Arrangement>: ScalarField {
    let f: F
    let weights: [Double]
    let arrangement: A

    func value<S: RealScalar>(at x: [S]) -> S {
        arrangement.total(arrangement.outputs(of: f, at: x), weights: weights)
    }
}

/// The terms wᵢ fᵢ of a sum over the outputs.
struct Terms<F: Differentiable>: DataTerm {
    let f: F
    let weights: [Double]

    func value<S: RealScalar>(at x: [S], for output: Int) -> S { weights[output] * f(x)[output] }
}

extension Terms: Sendable where F: Sendable {}

struct Plain: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S {
        var total: S = 0
        for (w, y) in zip(weights, y) { total += w * y }
        return total
    }
}

struct Dot: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S { dot(weights, y) }
}

struct Sum: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S { sum(zip(weights, y).map { $0 * $1 }) }
}

struct Preaccumulated: Arrangement {
    func outputs<F: Differentiable, S: RealScalar>(of f: F, at x: [S]) -> [S] { preaccumulate(x, f) }
}

/// A row times a vector.
struct TimesVector: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S { Matrix([weights]).times(y)[0] }
}

/// A row times a matrix of one column.
struct TimesMatrix: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S {
        Matrix([weights.map { S($0) }]).times(Matrix(y.map { [$0] }))[0, 0]
    }
}

/// √(Σ (cₖ t)² / Σ cₖ²) = |t|.
struct Norm: Arrangement {
    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S {
        let t = Plain().total(y, weights: weights)
        let parts = [3.0, 4, 12, 84, 132]
        let length = norm(parts.map { $0 * t }) / norm(parts)
        return t < 0 ? -length : length
    }
}

/// tan(arctan t) = t, the outer function by its pullback.
struct Rule: Arrangement {
    private struct Tangent: VectorRule {
        func value(_ x: [Double]) -> [Double] { x.map { sin($0) / cos($0) } }
        func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
            w.indices.map { w[$0] * (1 + y[$0] * y[$0]) }
        }
    }

    func total<S: RealScalar>(_ y: [S], weights: [Double]) -> S {
        let t = Plain().total(y, weights: weights)
        let scale = 1 + t.primal.magnitude
        return Tangent()([atan(t / scale)])[0] * scale
    }
}

struct By<A: Arrangement>: ReverseMethod {
    let arrangement: A

    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        Autodiff.gradient(at: x, of: Weighted(f: f, weights: weights, arrangement: arrangement))
    }
}

struct ByGradient: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        Autodiff.gradient(at: x, of: Weighted(f: f, weights: weights, arrangement: Plain()))
    }
}

struct ByValueWithGradient: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        valueWithGradient(at: x) { Plain().total(f($0), weights: weights) }.gradient
    }
}

struct ByPullback: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        vjp(at: x, of: f).pullback(weights.map { Base($0) })
    }
}

/// Cotangents that add up to the weights.
struct ByPullbacks: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let cotangents = (0..<7).map { k in weights.map { Base($0 * Double(2 * k - 5) / 7) } }
        let products = vjp(at: x, pullingBack: cotangents, of: f).products
        return x.indices.map { j in sum(products.map { $0[j] }) }
    }
}

struct ByJacobian: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let j = jacobian(at: x, of: f, mode: .reverse)
        return x.indices.map { dot(weights, j.column($0)) }
    }
}

struct ByJacobianInPlace: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let workspace = Workspace<Base>()
        var j = Matrix<Base>(rows: weights.count, columns: x.count, repeating: 0)
        for _ in 0..<2 { workspace.jacobian(at: x, of: f, into: &j) }
        return x.indices.map { dot(weights, j.column($0)) }
    }
}

struct ByJacobianOfAClosure: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        jacobian(at: x) { (x: [Variable<Base>]) in [Plain().total(f(x), weights: weights)] }.row(0)
    }
}

struct ByWorkspace: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let workspace = Workspace<Base>()
        var gradient = x
        workspace.gradient(at: x, of: Weighted(f: f, weights: weights, arrangement: Dot()), into: &gradient)
        return gradient
    }
}

struct ByWorkspaceInPlace: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let workspace = Workspace<Base>()
        var gradient = x
        for _ in 0..<2 { workspace.gradient(at: x, into: &gradient) { Plain().total(f($0), weights: weights) } }
        return gradient
    }
}

/// A tape of its own, with a recording before.
struct ByTape: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        let tape = Tape<Base>()
        _ = f(tape.variables(x))
        tape.reset()
        let inputs = tape.variables(x)
        return tape.gradient(of: Plain().total(f(inputs), weights: weights), withRespectTo: inputs)
    }
}

struct BySum: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        Autodiff.gradient(at: x, of: Terms(f: f, weights: weights), over: weights.indices, parts: 2)
    }
}

struct BySumOfAClosure: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        Autodiff.gradient(at: x, over: weights.indices) { x, i in weights[i] * f(x)[i] }
    }
}

struct ByPreaccumulatedClosure: ReverseMethod {
    func gradient<F: Differentiable, Base: RealScalar>(at x: [Base], of f: F, weights: [Double]) -> [Base] {
        Autodiff.gradient(at: x) { (x: [Variable<Base>]) in
            preaccumulate(x) { x in [Plain().total(f(x), weights: weights)] }[0]
        }
    }
}
