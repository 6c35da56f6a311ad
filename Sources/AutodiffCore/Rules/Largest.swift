extension Rules {
    /// The first of k equal numbers, of which each has a share of 1/k in the derivative: a tie of several.
    @frozen
    public struct EqualShares: VectorRule {
        /// The rule.
        @inlinable
        public init() {}

        /// [x₀].
        @inlinable
        public func value(_ x: [Double]) -> [Double] { [x[0]] }

        /// w/k for each.
        @inlinable
        public func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
            [S](repeating: cotangent[0] / Double(x.count), count: x.count)
        }

        /// The mean.
        @inlinable
        public func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
            [sum(tangent) / Double(x.count)]
        }
    }
}

/// The largest or the smallest of the elements, of which there is one: as it is, or where several are equal their tie.
@inlinable
@inline(never)
func extreme<S: RealScalar>(_ x: [S], isLarger: Bool) -> S {
    var best = x[0]
    for element in x.dropFirst() where isLarger ? element > best : element < best { best = element }
    let tied = x.filter { $0 == best }
    if tied.count == 1 && x.allSatisfy({ $0 == $0 }) { return best }
    if x.contains(where: { $0 != $0 }) {
        return x.dropFirst().reduce(x[0]) {
            isLarger ? S.apply(Rules.Max(), to: $0, $1) : S.apply(Rules.Min(), to: $0, $1)
        }
    }
    return S.apply(Rules.EqualShares(), to: tied)[0]
}

/// The largest of three. Where several are the largest the value is the first of them, and each has an equal share in the
/// derivative, ½ or ⅓; a nan makes the result nan. See ``Rules/Max``.
@inlinable
public func max<S: _Extremes>(_ x: S, _ y: S, _ z: S) -> S.Itself { S._max(x, y, z) }

/// The largest of four and more; see ``max(_:_:_:)``.
@inlinable
public func max<S: _Extremes>(_ x: S, _ y: S, _ z: S, _ rest: S...) -> S.Itself { S._max(of: [x, y, z] + rest) }

/// The largest of the elements; see ``max(_:_:_:)``. Traps if there are none.
///
/// An array's `max()` is the standard library's: it returns one of the elements, with slope 1.
@inlinable
public func max<S: RealScalar>(of x: [S]) -> S.Itself {
    if x.isEmpty { misuse("the largest of no elements is not defined") }
    return S._max(of: x)
}

/// The smallest of three. Where several are the smallest the value is the first of them, and each has an equal share in the
/// derivative, ½ or ⅓; a nan makes the result nan. See ``Rules/Min``.
@inlinable
public func min<S: _Extremes>(_ x: S, _ y: S, _ z: S) -> S.Itself { S._min(x, y, z) }

/// The smallest of four and more; see ``min(_:_:_:)``.
@inlinable
public func min<S: _Extremes>(_ x: S, _ y: S, _ z: S, _ rest: S...) -> S.Itself { S._min(of: [x, y, z] + rest) }

/// The smallest of the elements; see ``min(_:_:_:)``. Traps if there are none.
///
/// An array's `min()` is the standard library's: it returns one of the elements, with slope 1.
@inlinable
public func min<S: RealScalar>(of x: [S]) -> S.Itself {
    if x.isEmpty { misuse("the smallest of no elements is not defined") }
    return S._min(of: x)
}

/// x, held between two limits: min(max(x, a), b).
///
/// The slope in x is 1 inside and 0 outside; at a limit it is ½, the other half going to the limit, as at every tie of two. A
/// nan stays nan.
///
///     print(clamp(1.5, 0...1))           // 1.0
@inlinable
public func clamp<S: RealScalar>(_ x: S, _ limits: ClosedRange<S>) -> S.Itself {
    min(max(x, limits.lowerBound), limits.upperBound)
}

/// x, held between two constant limits: min(max(x, a), b); see ``clamp(_:_:)``.
@_disfavoredOverload
@inlinable
public func clamp<S: RealScalar>(_ x: S, _ limits: ClosedRange<Double>) -> S.Itself {
    min(max(x, S(limits.lowerBound)), S(limits.upperBound))
}

/// √(x² + y² + z²), without overflow; see ``norm(_:)``.
@inlinable
public func hypot<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> S.Itself {
    let square = x * x + y * y + z * z
    // Here no square has left the range of a number, in single precision either.
    return square > 1e-24 && square < 1e30 ? sqrt(square) : norm([x, y, z])
}
