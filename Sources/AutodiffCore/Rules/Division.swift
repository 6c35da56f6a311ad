extension Rules {
    /// x / y.
    ///
    /// d(x/y) = dx/y - (x/y)/y dy. The value is the quotient itself, not a product with 1/y, which would change a
    /// quarter of all results in the last bit and overflow for tiny divisors. Where x/y is subnormal, and so has lost
    /// digits that x/y² has not, ∂/∂y is the latter.
    ///
    /// Edge: 0/0 has value nan and partials (inf, nan); 1/0 has partials (inf, -inf).
    @frozen
    public struct Divide: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// x / y.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double { x / y }

        /// (1/y, -(x/y)/y).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            (1 / y, partialY(x, y, value: value))
        }

        /// 1/y.
        @inlinable
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { 1 / y }

        /// -(x/y)/y.
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S {
            S._is(.subnormal, value) ? -(x / (y * y)) : -(value / y)
        }
    }
}
