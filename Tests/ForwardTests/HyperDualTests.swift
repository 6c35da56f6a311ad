import Autodiff
import Testing

/// Second derivatives by hyper-dual numbers against duals of duals, one entry at a time: where they are finite, where they are
/// infinite, and where a zero meets an infinity.
@Suite struct HyperDualTests {
    /// Output k of a function.
    struct Output<F: Differentiable>: ScalarField {
        let f: F
        let k: Int
        func value<S: RealScalar>(at x: [S]) -> S { f(x)[k] }
    }

    /// ∂²f/∂xᵢ∂xⱼ.
    static func single<F: ScalarField>(_ f: F, at x: [Double], _ i: Int, _ j: Int) -> Double {
        let duals = x.indices.map { Dual(Dual(x[$0], $0 == j ? 1 : 0), Dual($0 == i ? 1 : 0, 0)) }
        return f.value(at: duals).tangent.tangent
    }

    static func isClose(_ a: Double, _ b: Double) -> Bool {
        a == b || a.isNaN && b.isNaN || (a - b).magnitude <= 1e-13 * max(1, b.magnitude)
    }

    static func agree<F: ScalarField>(_ f: F, at x: [Double], _ name: String = "") {
        let (value, gradient, hessian) = valueWithGradientAndHessian(at: x, of: f)
        let forward = valueWithGradient(at: x, of: f, mode: .forward)
        #expect(isSame(value, f.value(at: x)), "\(name) at \(x)")
        #expect(areSame(gradient, forward.gradient), "\(name) at \(x)")
        #expect(areSame(hessian, hessian.transposed), "\(name) at \(x)")
        for i in x.indices {
            let column = hvp(at: x, along: unit(i, x.count), of: f)
            #expect(areSame(column.gradient, forward.gradient), "\(name) at \(x)")
            for j in x.indices {
                let expected = single(f, at: x, max(i, j), min(i, j))
                #expect(isClose(hessian[i, j], expected), "\(name): \(hessian[i, j]), not \(expected) at (\(i), \(j))")
                let entry = single(f, at: x, i, j)
                #expect(
                    isClose(column.product[j], entry), "\(name): \(column.product[j]), not \(entry) at (\(i), \(j))")
            }
        }
    }

    @Test(
        arguments: [
            [0.5, 2, 3], [0, 2, 3], [0, 0, 0], [1, 0, -1], [0, -1, 1000], [-1, .nan, 2], [.infinity, 0, 1],
        ]
            as [[Double]])
    func singularPoints(x: [Double]) {
        for k in Singular()(x).indices { Self.agree(Output(f: Singular(), k: k), at: x, "output \(k)") }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 8]) func everyKindOfOperation(n: Int) {
        let x = Neighbours.point(n)
        for k in 0...n { Self.agree(Output(f: Neighbours(), k: k), at: x, "output \(k)") }
        let f = Branching(outputs: 6)
        for k in 0..<6 { Self.agree(Output(f: f, k: k), at: x, "branching, output \(k)") }
    }

    /// Every elementary function, alone and of a product, by which its argument has second derivatives of its own.
    @Test(arguments: [[0.3, 0.6], [0.9, 1.1], [0.5, 0.5]]) func everyFunction(x: [Double]) {
        struct Functions: Differentiable {
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                let u = x[0] * x[1]
                let early = [
                    exp(u), expm1(u), exp2(u), log(u), log1p(u), log2(u), log10(u), sqrt(u), cbrt(u), pow(u, x[1]),
                    pow(u, 3), pow(u, -2), pow(u, 2.5), pow(2.5, u), hypot(u, x[0]), sin(u), cos(u), tan(u),
                    asin(u / 2),
                ]
                let late = [
                    acos(u / 2), atan(u), atan2(u, x[0]), sinh(u), cosh(u), tanh(u), asinh(u), acosh(1 + u),
                    atanh(u / 2),
                    erf(u), erfc(u), erfinv(u / 2), lgamma(u), digamma(u), trigamma(u), polygamma(3, u), j0(u), j1(u),
                    y0(u), y1(u), sigmoid(u), softplus(u), logSigmoid(u), relu(u - 0.3), abs(u - 0.3),
                ]
                let arrays = [
                    logSumExp([u, x[0], 2]), softmax([u, x[1]])[0], norm([u, x[0]]), dot([u, x[0]], [x[1], u]),
                    max(u, x[0]), min(u, x[0]), xLogY(u, x[0]), logAddExp(u, x[1]), u / x[0], 1 / u, u / 3, 2 - u, -u,
                ]
                return early + late + arrays
            }
        }
        let functions = Functions()
        for k in functions(x).indices { Self.agree(Output(f: functions, k: k), at: x, "output \(k)") }
    }

    @Test func ofAVectorRule() {
        struct Cubes: VectorRule {
            func value(_ x: [Double]) -> [Double] { [x[0] * x[0] * x[1], x[1] * x[1] * x[0]] }
            func pullback<S: RealScalar>(_ w: [S], at x: [S], value: [S]) -> [S] {
                [
                    2 * x[0] * x[1] * w[0] + x[1] * x[1] * w[1],
                    x[0] * x[0] * w[0] + 2 * x[0] * x[1] * w[1],
                ]
            }
        }
        struct OfCubes: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let y = Cubes()([x[0] * x[2], x[1] + x[2]])
                let constants = Cubes()([S(2), S(3)])
                return sin(y[0]) + y[1] * y[0] + constants[1] * x[0]
            }
        }
        Self.agree(OfCubes(), at: [0.5, 0.75, 1.25])
    }

    @Test func aConstant() {
        struct Seven: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { exp(S(0)) + pow(S(2), S(3)) - 2 }
        }
        let (value, gradient, h) = valueWithGradientAndHessian(at: [1, 2], of: Seven())
        #expect(value == 7 && gradient == [0, 0] && h == [[0, 0], [0, 0]])
        #expect(hvp(at: [1, 2], along: [1, 1], of: Seven()) == ([0, 0], [0, 0]))
    }

    @Test func anInput() {
        struct Second: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S { x[1] }
        }
        let (value, gradient, h) = valueWithGradientAndHessian(at: [1, 2, 3, 4, 5], of: Second())
        #expect(value == 2 && gradient == [0, 1, 0, 0, 0] && h.values.allSatisfy { $0 == 0 })
    }

    /// Constants beside numbers, known when the code is compiled or not: infinite ones too.
    @Test(arguments: [2, 0, -0.0, .infinity, .nan] as [Double]) func besideAConstant(c: Double) {
        struct Beside: Differentiable {
            let c: Double
            func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
                let (u, constants) = (x[0] * x[1], [S(c)])
                let s = constants[0]
                return [
                    u * c, c * u, u + c, c - u, u / c, c / u, u * s, s * u, u - s, s - u, u / s, s / u, pow(u, s),
                    pow(s, u), max(u, s), hypot(s, u),
                ]
            }
        }
        for x in [[0.5, 2], [0, 1]] {
            for k in 0..<16 { Self.agree(Output(f: Beside(c: c), k: k), at: x, "\(c), output \(k)") }
        }
    }

    /// Derivatives inside a function that is differentiated twice.
    @Test func aroundOtherModes() {
        struct Slopes: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let slope = derivative(at: x[0]) { y in y * y * y * Dual(constant: x[1]) }
                let rest = gradient(at: x) { y in y[0] * sin(y[1]) }
                return slope + rest[0] * rest[1]
            }
        }
        Self.agree(Slopes(), at: [0.5, 0.75])
    }

    /// A second derivative alone is something, too.
    @Test func isZeroLooksAtEverything() {
        struct Zeros: ScalarField {
            func value<S: RealScalar>(at x: [S]) -> S {
                let square = x[0] * x[1]
                let zeros = [S(0), square - square, x[0] - x[0], S(1), x[0], square, x[1] + 1 - S(1)]
                return zeros.reduce(S(0)) { $0 * 2 + ($1._isZero ? 1 : 0) } + square
            }
        }
        let (value, _, h) = valueWithGradientAndHessian(at: [0, 0], of: Zeros())
        #expect(value == 0b1110000 && h == [[0, 1], [1, 0]])
        #expect(hvp(at: [0, 0], along: [1, 0], of: Zeros()).product == [0, 1])
        // Along (0, 0) every second derivative is zero, and columns alone remain.
        #expect(hvp(at: [0, 0], along: [0, 0], of: Zeros()).gradient == [0, 0])
    }
}
