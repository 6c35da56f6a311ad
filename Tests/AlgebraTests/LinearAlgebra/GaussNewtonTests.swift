import Autodiff
import Testing

@Suite("Products with the Gauss-Newton matrix")
struct GaussNewtonTests {
    private struct Residuals: Differentiable {
        func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
            [x[0] * x[1] - 1, exp(x[2]) + x[0], sin(x[1] * x[2]), x[0] * x[0] * x[2]]
        }
    }

    private let x = [0.7, -1.2, 0.4]
    private let v = [1.0, -2, 0.5]

    @Test("Jᵀ·(J·v) is what the Jacobian gives, for a function, a closure and a compiled function")
    func product() {
        let j = jacobian(at: x, of: Residuals())
        let expected = j.transposed.times(j.times(v))
        #expect(deviation(gaussNewtonProduct(at: x, along: v, of: Residuals()), expected) < 1e-15)
        let ofClosure = gaussNewtonProduct(at: x, along: v) { x in
            [x[0] * x[1] - 1, exp(x[2]) + x[0], sin(x[1] * x[2]), x[0] * x[0] * x[2]]
        }
        #expect(deviation(ofClosure, expected) < 1e-15)
        #expect(deviation(gaussNewtonProduct(at: x, along: v, of: compile(Residuals(), at: x)), expected) < 1e-15)
    }

    @Test("the Fisher product of logits is the Hessian of the cross-entropy where the model fits")
    func categorical() {
        let p = softmax(Residuals()(x))
        let found = fisherProduct(at: x, along: v, of: Residuals()) { y, u in
            let p = softmax(y)
            let mean = dot(p, u)
            return u.indices.map { p[$0] * (u[$0] - mean) }
        }
        // -Σ pᵢ log softmax(f(x))ᵢ with the p of this point: its gradient is 0, so no second derivative of f counts.
        let second = hvp(at: x, along: v) { x in
            let y = [x[0] * x[1] - 1, exp(x[2]) + x[0], sin(x[1] * x[2]), x[0] * x[0] * x[2]]
            return logSumExp(y) - dot(p, y)
        }.product
        #expect(deviation(found, second) < 1e-14)
    }

    @Test("it nests: the derivative of vᵀJᵀJv along a direction")
    func nested() {
        let slope = derivative(at: 0.0) { t in
            let x = (0..<3).map { self.x[$0] + t * v[$0] }
            return dot(v, gaussNewtonProduct(at: x, along: v.map { Dual($0, 0) }, of: Residuals()))
        }
        func form(_ t: Double) -> Double {
            let x = (0..<3).map { self.x[$0] + t * v[$0] }
            let change = jvp(at: x, along: v, of: Residuals()).tangent
            return dot(change, change)
        }
        #expect(abs(slope - (form(1e-5) - form(-1e-5)) / 2e-5) < 1e-7)
    }
}
