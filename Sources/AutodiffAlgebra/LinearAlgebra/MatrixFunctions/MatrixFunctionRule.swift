import AutodiffCore

/// A function of a square matrix that is given by a power series, such as the exponential.
@usableFromInline
protocol MatrixFunction: Hashable, Sendable {
    /// f(A), for n × n entries, row after row; nan where it doesn't exist.
    func value(_ a: [Double], order: Int) -> [Double]
}

/// f(A) as a function of the entries of A.
///
/// Its derivative L along E is in the corner of f of a matrix twice as large,
///
///     f( | A  E | ) = | f(A)   L   |
///        | 0  A |     |  0    f(A) |
///
/// and its adjoint along W is L of Aᵀ along W. Since that is the same rule again, derivatives of every order follow. See Higham,
/// "Functions of matrices" (2008), 3.2.
@frozen
@usableFromInline
struct MatrixFunctionRule<Function: MatrixFunction>: VectorRule, Hashable {
    @usableFromInline let function: Function
    @usableFromInline let order: Int

    @inlinable
    init(_ function: Function, order: Int) {
        self.function = function
        self.order = order
    }

    @usableFromInline
    func value(_ x: [Double]) -> [Double] {
        if !x.allSatisfy(\.isFinite) { return [Double](repeating: .nan, count: x.count) }
        return function.value(x, order: order)
    }

    /// L of A, or of Aᵀ, along a direction.
    @inlinable
    func slope<S: RealScalar>(along direction: [S], at x: [S], isTransposed: Bool) -> [S] {
        let n = order
        // L is linear in the direction, f of the larger matrix isn't in its computation: by a power of two the entries of the direction
        // are brought to about 1.
        let largest = direction.reduce(0) { Swift.max($0, $1._peek.magnitude) }
        let exponent = largest.isNormal ? Swift.max(-1000, Swift.min(1000, Int(largest.exponent))) : 0
        let (down, up) = (
            Double(sign: .plus, exponent: -exponent, significand: 1),
            Double(sign: .plus, exponent: exponent, significand: 1)
        )
        var both = [S](repeating: 0, count: 4 * n * n)
        for i in 0..<n {
            for j in 0..<n {
                let entry = isTransposed ? x[j * n + i] : x[i * n + j]
                both[i * 2 * n + j] = entry
                both[(n + i) * 2 * n + n + j] = entry
                both[i * 2 * n + n + j] = direction[i * n + j] * down
            }
        }
        let result = S.apply(MatrixFunctionRule(function, order: 2 * n), to: both)
        return (0..<n * n).map { k in result[(k / n) * 2 * n + n + k % n] * up }
    }

    @inlinable
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        slope(along: tangent, at: x, isTransposed: false)
    }

    @inlinable
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        slope(along: cotangent, at: x, isTransposed: true)
    }
}
