extension Rules {
    /// |x|.
    ///
    /// f' is the sign of x; 0 at 0 and nan at nan.
    @frozen
    public struct Abs: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// |x|.
        @inlinable
        public func value(_ x: Double) -> Double { x.magnitude }

        /// -1, 0 or 1.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x > 0 { return S(1) }
            if x < 0 { return S(-1) }
            return x == 0 ? S(0) : x
        }
    }

    /// x for x > 0, else 0.
    ///
    /// f' is 1 for x > 0, and 0 for x ≤ 0; value and derivative are nan at nan.
    @frozen
    public struct ReLU: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x for x > 0, else 0.
        @inlinable
        public func value(_ x: Double) -> Double { x <= 0 ? 0 : x }

        /// 0 or 1.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if x > 0 { return S(1) }
            return x <= 0 ? S(0) : x
        }
    }

    /// The larger of x and y.
    ///
    /// The slopes are (1, 0) or (0, 1), and (½, ½) at a tie, where the value is x. If either is nan, so are the value
    /// and both slopes.
    @frozen
    public struct Max: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// The larger of x and y.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double {
            if x >= y { return x }
            return x < y ? y : x + y
        }

        /// (1, 0), (0, 1) or (½, ½).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            if x > y { return (S(1), S(0)) }
            if x < y { return (S(0), S(1)) }
            return x == y ? (S(0.5), S(0.5)) : (value, value)
        }
    }

    /// The smaller of x and y.
    ///
    /// The slopes are (1, 0) or (0, 1), and (½, ½) at a tie, where the value is x. If either is nan, so are the value
    /// and both slopes.
    @frozen
    public struct Min: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// The smaller of x and y.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double {
            if x <= y { return x }
            return x > y ? y : x + y
        }

        /// (1, 0), (0, 1) or (½, ½).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            if x < y { return (S(1), S(0)) }
            if x > y { return (S(0), S(1)) }
            return x == y ? (S(0.5), S(0.5)) : (value, value)
        }
    }
}

/// |x|, with slope 0 at 0; see ``Rules/Abs``.
@inlinable
@inline(__always)
public func abs<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Abs(), to: x) }

/// x for x > 0, else 0, with slope 0 at 0; see ``Rules/ReLU``.
@inlinable
@inline(__always)
public func relu<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.ReLU(), to: x) }

// The rules multiply the derivatives of the smaller argument by 0, which makes infinite ones nan. The functions don't: where
// one argument is larger they return it as it is.

/// The larger of x and y; a tie has the value x and the slopes ½, and a nan makes the result nan. See ``Rules/Max``.
///
/// An array's `max()` is the standard library's: it returns one of the elements, with slope 1.
@inlinable
public func max<S: _Extremes>(_ x: S, _ y: S) -> S.Itself { S._max(x, y) }

/// The smaller of x and y; a tie has the value x and the slopes ½, and a nan makes the result nan. See ``Rules/Min``.
///
/// An array's `min()` is the standard library's: it returns one of the elements, with slope 1.
@inlinable
public func min<S: _Extremes>(_ x: S, _ y: S) -> S.Itself { S._min(x, y) }

/// `whenTrue` if `condition` holds, else `whenFalse`; only the chosen one is evaluated.
///
///     print(derivative(at: 0) { x in select(x > 0, sqrt(x), 0) })        // 0.0
///
/// At 0 and at -1 the derivative is 0: √x is not even computed there.
@inlinable
public func select<S: RealScalar>(
    _ condition: Bool, _ whenTrue: @autoclosure () throws -> S, _ whenFalse: @autoclosure () throws -> S
) rethrows -> S {
    condition ? try whenTrue() : try whenFalse()
}

/// `whenTrue` if x < y, else `whenFalse`, where both have been computed: a choice without a branch.
///
/// The value and the derivatives are those of the chosen one; if x or y is nan, that is `whenFalse`. A compiled function records the
/// choice as one operation, and stays on its path whichever way it goes at a later point, where `if x < y` makes a path of each outcome:
/// at each sample of a sum over data, say.
///
///     func weightOfTheLongest<S: RealScalar>(_ r: [S], _ w: [S]) -> S {
///         var (longest, weight) = (r[0], w[0])
///         for i in 1..<r.count {
///             weight = select(longest, isLessThan: r[i], w[i], weight)
///             longest = max(longest, r[i])
///         }
///         return weight
///     }
@inlinable
public func select<S: RealScalar>(_ x: S, isLessThan y: S, _ whenTrue: S, _ whenFalse: S) -> S.Itself {
    S._select(x, isLessThan: y, whenTrue, whenFalse)
}
