import _AutodiffShims

extension Rules {
    /// The Bessel function of the first kind, Jₙ(x).
    ///
    /// J₀' = -J₁, and Jₙ' = (Jₙ₋₁ - Jₙ₊₁)/2. Defined everywhere. DLMF §10.6.
    @frozen
    public struct BesselJ: UnaryRule {
        /// The order n.
        public let order: Int

        /// The rule of order n. Traps where |n| ≥ 2³¹, which the C library's functions can't take.
        @inlinable
        public init(_ order: Int) {
            if order.magnitude > Int32.max.magnitude { besselOrderTooLarge("jn", order) }
            self.order = order
        }

        /// Jₙ(x).
        @inlinable
        public func value(_ x: Double) -> Double {
            switch order {
            case 0: j0(x)
            case 1: j1(x)
            default: jn(Int32(order), x)
            }
        }

        /// (Jₙ₋₁(x) - Jₙ₊₁(x))/2.
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            order == 0 ? -j1(x) : (jn(order - 1, x) - jn(order + 1, x)) / 2
        }
    }

    /// The Bessel function of the second kind, Yₙ(x).
    ///
    /// Y₀' = -Y₁, and Yₙ' = Yₙ₋₁ - (n/x) Yₙ. Edge: -∞ at 0 with derivative ∞; for x < 0 both are nan. DLMF §10.6.
    @frozen
    public struct BesselY: UnaryRule {
        /// The order n.
        public let order: Int

        /// The rule of order n. Traps where |n| ≥ 2³¹, which the C library's functions can't take.
        @inlinable
        public init(_ order: Int) {
            if order.magnitude > Int32.max.magnitude { besselOrderTooLarge("yn", order) }
            self.order = order
        }

        /// Yₙ(x).
        @inlinable
        public func value(_ x: Double) -> Double {
            switch order {
            case 0: y0(x)
            case 1: y1(x)
            default: yn(Int32(order), x)
            }
        }

        /// Yₙ₋₁(x) - (n/x) Yₙ(x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if order == 0 { return -y1(x) }
            let main = Double(-order) * y / x
            return S._is(.finite, y) ? yn(order - 1, x) + main : main
        }
    }
}

/// The Bessel function J₀; see ``Rules/BesselJ``.
@inlinable
@inline(__always)
public func j0<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.BesselJ(0), to: x) }

/// The Bessel function J₁; see ``Rules/BesselJ``.
@inlinable
@inline(__always)
public func j1<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.BesselJ(1), to: x) }

/// The Bessel function Jₙ; see ``Rules/BesselJ``.
@inlinable
@inline(__always)
public func jn<S: RealScalar>(_ n: Int, _ x: S) -> S.Itself { S.apply(Rules.BesselJ(n), to: x) }

/// The Bessel function Y₀, for x ≥ 0; see ``Rules/BesselY``.
@inlinable
@inline(__always)
public func y0<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.BesselY(0), to: x) }

/// The Bessel function Y₁, for x ≥ 0; see ``Rules/BesselY``.
@inlinable
@inline(__always)
public func y1<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.BesselY(1), to: x) }

/// The Bessel function Yₙ, for x ≥ 0; see ``Rules/BesselY``.
@inlinable
@inline(__always)
public func yn<S: RealScalar>(_ n: Int, _ x: S) -> S.Itself { S.apply(Rules.BesselY(n), to: x) }

@usableFromInline
@inline(never)
func besselOrderTooLarge(_ name: StaticString, _ order: Int) -> Never {
    misuse(
        """
        \(name)(\(order), x): the C library computes Bessel functions of orders from -\(Int32.max) to \(Int32.max), and a \
        derivative takes the orders on both sides; keep n within them
        """)
}
