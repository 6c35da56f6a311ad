import Autodiff
import Testing

/// Zero derivatives met by infinite ones: the same numbers in every mode, and however many operands the tape carries along.
@Suite struct ZeroTimesInfinityTests {
    struct Cone: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { sqrt(x.map { $0 * $0 }.reduce(0, +)) }
    }

    /// The cone by a product of matrices, large enough for a block.
    struct MatrixCone: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S {
            let a = Matrix(rows: 8, columns: x.count, values: (0..<8).flatMap { _ in x })
            return sqrt(a.times(a.transposed)[0, 7])
        }
    }

    struct Product: ScalarField {
        func value<S: RealScalar>(at x: [S]) -> S { sqrt(product(x)) }
    }

    @Test(arguments: 1...6) func aConeAtItsTip(n: Int) {
        let x = [Double](repeating: 0, count: n)
        let zeros = Matrix<Double>(rows: 1, columns: n, repeating: 0)
        #expect(jacobian(at: x, of: Cone(), mode: .forward) == zeros)
        #expect(jacobian(at: x, of: Cone(), mode: .reverse) == zeros)
    }

    @Test(arguments: 2...6) func aRootOfAProduct(n: Int) {
        let x = [0] + [Double](repeating: 1, count: n - 1)
        let forward = jacobian(at: x, of: Product(), mode: .forward)
        #expect(forward.values == [.infinity] + [Double](repeating: 0, count: n - 1))
        #expect(jacobian(at: x, of: Product(), mode: .reverse) == forward)
    }

    @Test func aDerivativeIsTheSameInsideAnother() {
        let plain = derivative(at: 0.0) { x in sqrt(x * x) }
        let nested = valueWithDerivative(at: 0.0) { x in derivative(at: x) { y in sqrt(y * y) } }.value
        #expect(plain == 0)
        #expect(nested == plain)
    }

    /// The value of a derivative that is itself recorded.
    @Test(arguments: 1...6) func aDerivativeIsTheSameOnAnOuterTape(n: Int) {
        func agree<F: ScalarField>(_ f: F, at x: [Double]) {
            let plain = gradient(at: x, of: f)
            let direction = [Double](repeating: 1, count: n)
            #expect(vjp(at: x) { y in gradient(at: y, of: f) }.value == plain)
            #expect(jvp(at: x, along: direction) { y in gradient(at: y, of: f) }.value == plain)
            let columns = vjp(at: x) { (y: [Variable<Double>]) -> [Variable<Double>] in
                (0..<n).map { j in
                    jvp(at: y, along: (0..<n).map { $0 == j ? 1 : 0 }, of: f).tangent[0]
                }
            }
            #expect(columns.value == plain)
        }
        agree(Cone(), at: [Double](repeating: 0, count: n))
        agree(Product(), at: [0] + [Double](repeating: 1, count: n - 1))
        agree(MatrixCone(), at: [Double](repeating: 0, count: n))
    }

    @Test(arguments: [1, 2]) func aGradientIsTheSameInsideAProduct(n: Int) {
        let x = [Double](repeating: 0, count: n)
        let direction = [Double](repeating: 1, count: n)
        #expect(hvp(at: x, along: direction, of: Cone()).gradient == gradient(at: x, of: Cone()))
    }

    /// Inside a series, too: the first coefficient of a derivative is the derivative.
    @Test func aDerivativeIsTheSameInsideASeries() {
        #expect(taylor(at: 0.0, order: 2) { x in derivative(at: x) { y in sqrt(y * y) } }[0] == 0)
        #expect(taylor(at: 0.0, order: 2) { x in gradient(at: [x]) { y in sqrt(y[0] * y[0]) }[0] }[0] == 0)
    }

    /// e^(1000 + 0 y) is infinite and doesn't change; y² doesn't change at 0 to the first order.
    @Test func aDerivativeOfAProductIsTheSameInsideAnother() {
        #expect(derivative(at: 0.0) { y in y * y * exp(1000 + 0 * y) } == 0)
        #expect(valueWithDerivative(at: 0.0) { x in derivative(at: x) { y in y * y * exp(1000 + 0 * y) } }.value == 0)
    }

    /// By several directions in one dual, as by one.
    @Test(arguments: [[0.0, 1], [0, -1], [1, 0], [0, 0]]) func aHessianInChunks(x: [Double]) {
        let f = Product()
        let hessian = hessian(at: x, of: f)
        for (i, j) in [(0, 0), (1, 0), (1, 1)] {
            let duals = x.indices.map { Dual(Dual(x[$0], $0 == j ? 1 : 0), Dual($0 == i ? 1 : 0, 0)) }
            let single = f.value(at: duals).tangent.tangent
            #expect(hessian[i, j] == single || hessian[i, j].isNaN && single.isNaN, "(\(i), \(j)) at \(x)")
        }
    }
}
