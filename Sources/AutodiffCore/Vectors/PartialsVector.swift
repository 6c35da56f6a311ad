import _AutodiffShims

/// A SIMD vector of derivatives, the partials of a `MultiDual` or the adjoints of a sweep with several cotangents: `SIMD2`,
/// `SIMD4`, `SIMD8` or `SIMD16` of `Double`.
///
/// The operations are those of the chain rule. Each is a few vector instructions; the standard library's would be a loop.
public protocol PartialsVector: SIMD, Sendable where Scalar == Double {
    /// s + t.
    static func add(_ s: Self, _ t: Self) -> Self

    /// s - t.
    static func subtract(_ s: Self, _ t: Self) -> Self

    /// -t.
    static func negate(_ t: Self) -> Self

    /// p·s, plainly: 0 · ∞ is nan.
    static func multiply(_ p: Double, _ s: Self) -> Self

    /// Whether every partial is zero.
    var isZero: Bool { get }

    /// Whether any partial is nan.
    var hasNaN: Bool { get }

    /// p·s, the products of a partial derivative and tangents; a tangent that is zero contributes nothing: 0 · ∞ is 0.
    static func chain(_ p: Double, _ s: Self) -> Self

    /// p·s + q·t, the sums of two such products.
    static func chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self
}

extension SIMD2<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func add(_ s: Self, _ t: Self) -> Self { autodiffAdd2(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract2(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func negate(_ t: Self) -> Self { autodiffNegate2(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply2(p, s) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { autodiffIsZero2(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var hasNaN: Bool { autodiffHasNaN2(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self) -> Self { autodiffChain2(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum2(p, s, q, t) }
}

extension SIMD4<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func add(_ s: Self, _ t: Self) -> Self { autodiffAdd4(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract4(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func negate(_ t: Self) -> Self { autodiffNegate4(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply4(p, s) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { autodiffIsZero4(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var hasNaN: Bool { autodiffHasNaN4(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self) -> Self { autodiffChain4(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum4(p, s, q, t) }
}

extension SIMD8<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func add(_ s: Self, _ t: Self) -> Self { autodiffAdd8(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract8(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func negate(_ t: Self) -> Self { autodiffNegate8(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply8(p, s) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { autodiffIsZero8(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var hasNaN: Bool { autodiffHasNaN8(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self) -> Self { autodiffChain8(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum8(p, s, q, t) }
}

extension SIMD16<Double>: PartialsVector {
    /// s + t.
    @inlinable
    @inline(__always)
    public static func add(_ s: Self, _ t: Self) -> Self { autodiffAdd16(s, t) }

    /// s - t.
    @inlinable
    @inline(__always)
    public static func subtract(_ s: Self, _ t: Self) -> Self { autodiffSubtract16(s, t) }

    /// -t.
    @inlinable
    @inline(__always)
    public static func negate(_ t: Self) -> Self { autodiffNegate16(t) }

    /// p·s, plainly.
    @inlinable
    @inline(__always)
    public static func multiply(_ p: Double, _ s: Self) -> Self { autodiffMultiply16(p, s) }

    /// Whether every partial is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { autodiffIsZero16(self) }

    /// Whether any partial is nan.
    @inlinable
    @inline(__always)
    public var hasNaN: Bool { autodiffHasNaN16(self) }

    /// p·s.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self) -> Self { autodiffChain16(p, s) }

    /// p·s + q·t.
    @inlinable
    @inline(__always)
    public static func chain(_ p: Double, _ s: Self, _ q: Double, _ t: Self) -> Self { autodiffChainSum16(p, s, q, t) }
}
