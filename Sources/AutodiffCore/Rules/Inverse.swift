// The quotient of a constant and a variable: `1 / x`, and in `sqrt`, `log` and many other rules the derivative.
//
// By the rule of two arguments the derivative -(c/x)/x is a quotient of two numbers that depend on x: where modes nest, each of them
// hands on a derivative, three divisions in all, of which the sum is what one division gives.

extension Rules {
    /// c/x for a constant c other than 0.
    ///
    /// f' = -(c/x)/x, and where c/x is subnormal -c/x², with the bits of ``Divide``. Edge: c/0 is infinite, and so is the derivative.
    @frozen
    @usableFromInline
    package struct Inverse: UnaryRule {
        @usableFromInline let numerator: Double

        /// The rule with the constant c.
        @inlinable
        package init(_ numerator: Double) { self.numerator = numerator }

        /// c/x.
        @inlinable
        package func value(_ x: Double) -> Double { numerator / x }

        /// -(c/x)/x: of a number by a division, of a scalar that carries derivatives by a rule.
        @inlinable
        package func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if _slowPath(!S._is(.normal, y)) { return derivativeOfExtreme(at: x, value: y) }
            return S._mayHideZero(.zero) ? -S.apply(InversePower(numerator, 2), to: x) : -(y / x)
        }

        /// 2 (c/x²)/x, from f' by one division.
        @inlinable
        package func _secondDerivative(at x: Double, value: Double, first: Double) -> Double? { -2 * (first / x) }

        @usableFromInline
        @inline(never)
        func derivativeOfExtreme<S: RealScalar>(at x: S, value y: S) -> S {
            Divide().partialY(S(numerator), x, value: y)
        }

        /// That of ``Divide``.
        @usableFromInline
        package func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
            Divide().series([S(numerator)], u, value: value)
        }

        /// Yes.
        @inlinable
        package static var _hasSlopes: Bool { true }

        /// -(c/x) (t/x), or c with both quotients where c/x has lost digits.
        @usableFromInline
        package func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
            Divide()._slopeY(S(numerator), x, value: y, along: t)
        }
    }

    /// c/xᵖ for constants c other than 0 and p ≥ 2, by p divisions: but for a factor the derivatives of ``Inverse``.
    ///
    /// f' = -p c/xᵖ⁺¹.
    @frozen
    @usableFromInline
    package struct InversePower: UnaryRule {
        @usableFromInline let numerator: Double
        @usableFromInline let power: Int

        /// The rule with the constants c and p.
        @inlinable
        package init(_ numerator: Double, _ power: Int) {
            self.numerator = numerator
            self.power = power
        }

        /// c/xᵖ.
        @inlinable
        package func value(_ x: Double) -> Double {
            let quotient = numerator / x / x
            return power == 2 ? quotient : divided(quotient, by: x)
        }

        /// Out of line, so that the frequent power is few instructions.
        @usableFromInline
        @inline(never)
        func divided(_ quotient: Double, by x: Double) -> Double { (2..<power).reduce(quotient) { y, _ in y / x } }

        /// -p c/xᵖ⁺¹.
        @inlinable
        package func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            if _slowPath(!S._is(.normal, y)) { return derivativeOfExtreme(at: x, value: y) }
            return Double(-power)
                * (S._mayHideZero(.zero) ? S.apply(InversePower(numerator, power + 1), to: x) : y / x)
        }

        /// The same where c/xᵖ may have lost digits that this hasn't: c itself is divided.
        @usableFromInline
        @inline(never)
        func derivativeOfExtreme<S: RealScalar>(at x: S, value y: S) -> S {
            if !S._is(.subnormal, y) { return Double(-power) * (y / x) }
            return Double(-power) * ((0..<power).reduce(S(numerator) / x) { y, _ in y / x })
        }

        /// By p divisions of series.
        @usableFromInline
        package func series<S: RealScalar>(_ u: [S], value: S) -> [S]? {
            var quotient: [S]? = [S(numerator)]
            for _ in 0..<power { quotient = quotient.flatMap { Divide().series($0, u, value: $0[0] / u[0]) } }
            return quotient
        }

        /// Yes.
        @inlinable
        package static var _hasSlopes: Bool { true }

        /// -p (c/xᵖ) (t/x).
        @usableFromInline
        package func _slope<S: RealScalar>(at x: S, value y: S, along t: S) -> S {
            y.primal._isOrdinary ? Double(-power) * (y * (t / x)) : S._chain(derivative(at: x, value: y), t)
        }
    }
}
