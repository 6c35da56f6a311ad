extension Rules {
    /// x·y + z of the three numbers [x, y, z], rounded once.
    ///
    /// The derivative is y dx + x dy + dz. Defined everywhere. A scalar of your own computes ``fma(_:_:_:)`` by this rule; the
    /// toolkit's own have no array to make.
    @frozen
    public struct FusedMultiplyAdd: VectorRule {
        /// The rule.
        @inlinable
        public init() {}

        /// [x·y + z].
        @inlinable
        public func value(_ x: [Double]) -> [Double] { [x[2].addingProduct(x[0], x[1])] }

        /// [y w, x w, w].
        @inlinable
        public func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] {
            let w = cotangent[0]
            return [S._chain(x[1], w), S._chain(x[0], w), w]
        }

        /// [y s + x t + u].
        @inlinable
        public func pushforward<S: RealScalar>(_ tangent: [S], at x: [S], value: [S]) -> [S] {
            [S._chain(x[1], tangent[0], x[0], tangent[1]) + tangent[2]]
        }
    }
}

/// x·y + z with one rounding, the bits of the C function; its derivative is that of x * y + z.
///
///     print(fma(1 + 0x1p-30, 1 - 0x1p-30, -1))         // -8.673617379884035e-19
///
/// That is -2⁻⁶⁰, where x * y + z is 0.
@_disfavoredOverload
@inlinable
public func fma<S: RealScalar>(_ x: S, _ y: S, _ z: S) -> S.Itself { S._fma(x, y, z) }

extension RealScalar where _Operand == Never {
    /// self + x·y with one rounding; see ``fma(_:_:_:)``.
    @inlinable
    public func addingProduct(_ x: Self, _ y: Self) -> Self { Self._fma(x, y, self) }

    /// Adds x·y with one rounding; see ``fma(_:_:_:)``.
    @inlinable
    public mutating func addProduct(_ x: Self, _ y: Self) { self = Self._fma(x, y, self) }
}

extension Double {
    /// x·y + z, rounded once.
    @inlinable
    public static func _fma(_ x: Double, _ y: Double, _ z: Double) -> Double { z.addingProduct(x, y) }
}

extension Float {
    /// x·y + z, rounded once.
    @inlinable
    public static func _fma(_ x: Float, _ y: Float, _ z: Float) -> Float { z.addingProduct(x, y) }
}
