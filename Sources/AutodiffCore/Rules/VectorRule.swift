/// A primitive Rⁿ → Rᵐ of your own: its value on `Double`, and its derivative as a pullback, on any scalar.
///
/// Such a rule is for a function whose derivative costs less than differentiating every operation of it would, such as a
/// linear solve or a fixed point; or for one that another library computes. Forward mode runs the pushforward. Reverse mode
/// records the whole function as one entry, and calls the pullback in the sweep.
///
///     struct Normalised: VectorRule {                       // x / |x|
///         func value(_ x: [Double]) -> [Double] { x.map { $0 / norm(x) } }
///         func pullback<S: RealScalar>(_ w: [S], at x: [S], value y: [S]) -> [S] {
///             let along = dot(y, w)
///             return x.indices.map { (w[$0] - along * y[$0]) / norm(x) }
///         }
///     }
///     let y = Normalised()(x)                               // on any scalar
///     checkJacobian(at: [1.0, 2, 2], of: Normalised())        // is the pullback right?
///
/// The pullback is itself differentiated when modes nest; see ``UnaryRule``.
public protocol VectorRule: Differentiable {
    /// f(x): m numbers, of which the number may depend on n alone.
    func value(_ x: [Double]) -> [Double]

    /// J(x)ᵀ·w, where `value` is f(x), already computed: n numbers from m, or a trap with both numbers.
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S]

    /// J(x)·v: m numbers from n, or a trap with both numbers. If left out, by m pullbacks.
    func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S]
}

extension VectorRule {
    /// J(x)·v, element by element as the product of a row, a pullback, and v.
    @inlinable
    public func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        var cotangent = [S](repeating: 0, count: value.count)
        return value.indices.map { i in
            cotangent[i] = 1
            defer { cotangent[i] = 0 }
            let row = checkedPullback(cotangent, at: x, value: value)
            var total: S = 0
            for j in row.indices { total += S._chain(row[j], tangent[j]) }
            return total
        }
    }

    /// f(x) on any scalar.
    @inlinable
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { S.apply(self, to: x) }

    /// The pullback, whose result must have one number for each input.
    @inlinable
    package func checkedPullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
        let result = pullback(cotangent, at: x, value: value)
        if result.count != x.count {
            misuse(count: result.count, of: "the result of a rule's pullback", expected: x.count, "one for each input")
        }
        return result
    }

    /// The pushforward, whose result must have one number for each output.
    @inlinable
    package func checkedPushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
        let result = pushforward(tangent, at: x, value: value)
        if result.count != value.count {
            misuse(
                count: result.count, of: "the result of a rule's pushforward", expected: value.count,
                "one for each output")
        }
        return result
    }
}
