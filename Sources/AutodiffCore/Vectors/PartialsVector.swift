import _AutodiffShims

/// A SIMD vector of derivatives, the partials of a `MultiDual` or the adjoints of a sweep with several cotangents: `SIMD2`,
/// `SIMD4`, `SIMD8` or `SIMD16` of `Double`.
///
/// The operations, hooks with underscores, are those of the chain rule. Each is a few vector instructions; the standard
/// library's would be a loop.
public protocol PartialsVector: SIMD, Sendable where Scalar == Double {
    /// s + t.
    static func _add(_ s: Self, _ t: Self) -> Self

    /// s - t.
    static func _subtract(_ s: Self, _ t: Self) -> Self

    /// -t.
    static func _negate(_ t: Self) -> Self

    /// p·s, plainly: 0 · ∞ is nan.
    static func _multiply(_ p: Double, _ s: Self) -> Self

    /// s·t, lane by lane.
    static func _product(_ s: Self, _ t: Self) -> Self

    /// Whether every partial is zero.
    var _isZero: Bool { get }

    /// Whether any partial is nan.
    var _hasNaN: Bool { get }

    /// Whether every partial is finite.
    var _isFinite: Bool { get }

    /// p·s, the products of a partial derivative and tangents; a tangent that is zero contributes nothing: 0 · ∞ is 0.
    static func _chain(_ p: Double, _ s: Self) -> Self

    /// p·s + q·t, the sums of two such products.
    static func _chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self
}

extension SIMD2<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func _add(_ s: Self, _ t: Self) -> Self { autodiffAdd2(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func _subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract2(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func _negate(_ t: Self) -> Self { autodiffNegate2(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func _multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply2(p, s) }

    /// s·t, lane by lane.
    @inlinable
    @inline(__always)
    public static func _product(_ s: Self, _ t: Self) -> Self { autodiffProduct2(s, t) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var _isZero: Bool { autodiffIsZero2(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var _hasNaN: Bool { autodiffHasNaN2(self) }

    /// Whether every partial is finite.
    @inlinable
    @inline(__always)
    public var _isFinite: Bool { autodiffIsFinite2(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self) -> Self { autodiffChain2(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum2(p, s, q, t) }
}

extension SIMD4<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func _add(_ s: Self, _ t: Self) -> Self { autodiffAdd4(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func _subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract4(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func _negate(_ t: Self) -> Self { autodiffNegate4(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func _multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply4(p, s) }

    /// s·t, lane by lane.
    @inlinable
    @inline(__always)
    public static func _product(_ s: Self, _ t: Self) -> Self { autodiffProduct4(s, t) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var _isZero: Bool { autodiffIsZero4(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var _hasNaN: Bool { autodiffHasNaN4(self) }

    /// Whether every partial is finite.
    @inlinable
    @inline(__always)
    public var _isFinite: Bool { autodiffIsFinite4(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self) -> Self { autodiffChain4(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum4(p, s, q, t) }
}

extension SIMD8<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func _add(_ s: Self, _ t: Self) -> Self { autodiffAdd8(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func _subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract8(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func _negate(_ t: Self) -> Self { autodiffNegate8(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func _multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply8(p, s) }

    /// s·t, lane by lane.
    @inlinable
    @inline(__always)
    public static func _product(_ s: Self, _ t: Self) -> Self { autodiffProduct8(s, t) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var _isZero: Bool { autodiffIsZero8(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var _hasNaN: Bool { autodiffHasNaN8(self) }

    /// Whether every partial is finite.
    @inlinable
    @inline(__always)
    public var _isFinite: Bool { autodiffIsFinite8(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self) -> Self { autodiffChain8(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum8(p, s, q, t) }
}

extension SIMD16<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func _add(_ s: Self, _ t: Self) -> Self { autodiffAdd16(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func _subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract16(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func _negate(_ t: Self) -> Self { autodiffNegate16(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func _multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply16(p, s) }

    /// s·t, lane by lane.
    @inlinable
    @inline(__always)
    public static func _product(_ s: Self, _ t: Self) -> Self { autodiffProduct16(s, t) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var _isZero: Bool { autodiffIsZero16(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var _hasNaN: Bool { autodiffHasNaN16(self) }

    /// Whether every partial is finite.
    @inlinable
    @inline(__always)
    public var _isFinite: Bool { autodiffIsFinite16(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self) -> Self { autodiffChain16(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func _chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum16(p, s, q, t) }
}
