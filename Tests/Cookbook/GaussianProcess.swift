//: # A Gaussian process
//:
//: The length scale, the amplitude and the noise of a Gaussian process are found as the maximum of the likelihood of the
//: observations. The Cholesky factorisation is differentiated by its theorem, not through its steps, and `minimiser` takes
//: gradient and Hessian by itself.
import Autodiff

let xs = (0..<25).map { 0.2 * Double($0) }
let ys = xs.map { sin(1.5 * $0) + 0.1 * cos(23 * $0) }

/// -log p(y | θ), with θ the logarithms of length, amplitude and noise.
func negativeLogLikelihood<S: RealScalar>(_ θ: [S], _ xs: [Double], _ ys: [Double]) throws -> S {
    let (length, amplitude, noise) = (exp(θ[0]), exp(θ[1]), exp(θ[2]))
    let n = xs.count
    var k = Matrix<S>(rows: n, columns: n, repeating: 0)
    for i in 0..<n {
        for j in 0..<n { k[i, j] = amplitude * exp(-pow((xs[i] - xs[j]) / length, 2) / 2) }
        k[i, i] += noise
    }
    let factors = try cholesky(k)
    let weights = factors.solve(ys)
    let constant = Double(n) * log(2 * Double.pi)
    return 0.5 * (dot(ys, weights) + factors.logDeterminant + constant)
}

let θ = try minimiser(
    of: { [xs, ys] θ, _ in try! negativeLogLikelihood(θ, xs, ys) }, near: [0, 0, -3], parameters: [] as [Double])
print(θ.map { exp($0) })  // [1.22726099…, 0.94814002…, 0.00663534…]

//: At the maximum the gradient is zero; of three variables it is taken by forward mode if the function is a value of a
//: type.
struct Loss: ScalarField {
    let xs: [Double], ys: [Double]
    func value<S: RealScalar>(at θ: [S]) -> S { try! negativeLogLikelihood(θ, xs, ys) }
}
print(norm(gradient(at: θ, of: Loss(xs: xs, ys: ys))) < 1e-8)  // true
