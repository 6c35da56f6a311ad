// An index or a count from a scalar, and what the compiler says to somebody who wants the `Double`.

extension Int {
    /// The whole part of a scalar's value, toward zero, as of a `Double`: an index into a table, a count of steps.
    ///
    /// No derivative goes through an integer. Traps if the value is nan or infinite, or has no room in an `Int`.
    ///
    ///     let table = [1.0, 3, 4]
    ///     func interpolated<S: RealScalar>(_ x: S) -> S {
    ///         let i = Int(x)
    ///         return table[i] + (x - Double(i)) * (table[i + 1] - table[i])
    ///     }
    ///     print(derivative(at: 0.5, of: interpolated))                    // 2.0
    @_disfavoredOverload
    @inlinable
    public init<S: RealScalar>(_ x: S) {
        let value = x.primal
        if !(value >= -0x1p63 && value < 0x1p63) {
            misuse("Int(x) of a scalar whose value is \(value): it must be finite and within the range of Int")
        }
        self.init(value)
    }
}

extension Double {
    /// Not there: a scalar carries derivatives, which a `Double` can't.
    @available(
        *, unavailable,
        message:
            "a Double would lose the derivatives: x.primal is the value alone, and stopGradient(x) the scalar held constant"
    )
    @_disfavoredOverload
    public init<S: RealScalar>(_ x: S) { self = x.primal }
}
