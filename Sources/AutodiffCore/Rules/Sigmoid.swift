import _AutodiffShims

extension Rules {
    /// The logistic function 1/(1 + e^-x).
    ///
    /// f' = q/(1 + q)² with q = e^(-|x|), not y (1 - y), which cancels for x > 0. Defined everywhere;
    /// 0, and never nan, for large |x|.
    @frozen
    public struct Sigmoid: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// 1/(1 + e^-x).
        @inlinable
        public func value(_ x: Double) -> Double {
            if x < 0 {
                let q = exp(x)
                return q / (1 + q)
            }
            return 1 / (1 + exp(-x))
        }

        /// q/(1 + q)², q = e^(-|x|).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S {
            let q = exp(x < 0 ? x : -x)
            let p = 1 + q
            return q / (p * p)
        }

        /// Value and derivative from one exponential.
        @inlinable
        public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
            let q = exp(x < 0 ? x : -x)
            let p = 1 + q
            return ((x < 0 ? q : 1) / p, q / (p * p))
        }
    }

    /// log(1 + e^x).
    ///
    /// f' = 1/(1 + e^-x). Defined everywhere; x + log(1 + e^-x) for x > 0, so that it doesn't overflow, and never nan.
    @frozen
    public struct Softplus: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log(1 + e^x).
        @inlinable
        public func value(_ x: Double) -> Double {
            x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
        }

        /// 1/(1 + e^-x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { sigmoid(x) }

        /// Value and derivative from one exponential.
        @inlinable
        public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
            let q = exp(x > 0 ? -x : x)
            let y = log1p(q)
            return x > 0 ? (x + y, 1 / (1 + q)) : (y, q / (1 + q))
        }
    }

    /// log(1/(1 + e^-x)) = -softplus(-x).
    ///
    /// f' = 1/(1 + e^x). Defined everywhere, and never nan.
    @frozen
    public struct LogSigmoid: UnaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log(1/(1 + e^-x)).
        @inlinable
        public func value(_ x: Double) -> Double { -Softplus().value(-x) }

        /// 1/(1 + e^x).
        @inlinable
        public func derivative<S: RealScalar>(at x: S, value y: S) -> S { sigmoid(-x) }

        /// Value and derivative from one exponential.
        @inlinable
        public func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
            let (y, slope) = Softplus().valueAndDerivative(at: -x)
            return (-y, slope)
        }
    }

    /// log(e^x + e^y).
    ///
    /// ∂/∂x = 1/(1 + e^(y-x)), ∂/∂y = 1/(1 + e^(x-y)). The exponential would turn the rounding error of the difference, which
    /// grows with its size, into a relative error, so it is added back in. Defined everywhere. Edge: both are 0 at (-∞, -∞),
    /// ½ at (∞, ∞).
    @frozen
    public struct LogAddExp: BinaryRule {
        /// The rule.
        @inlinable
        public init() {}

        /// log(e^x + e^y), without overflow.
        @inlinable
        public func value(_ x: Double, _ y: Double) -> Double {
            let larger = x < y ? y : x
            let smaller = x < y ? x : y
            if !(larger - smaller).isFinite { return x.isNaN || y.isNaN ? .nan : larger }
            let q = exp(smaller - larger)
            return larger + log1p(q + q * LogAddExp.roundingError(of: smaller, minus: larger))
        }

        /// (1/(1 + e^(y-x)), 1/(1 + e^(x-y))).
        @inlinable
        public func partials<S: RealScalar>(_ x: S, _ y: S, value: S) -> (S, S) {
            (share(of: x, against: y), share(of: y, against: x))
        }

        /// 1/(1 + e^(y-x)).
        @inlinable
        public func partialX<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { share(of: x, against: y) }

        /// 1/(1 + e^(x-y)).
        @inlinable
        public func partialY<S: RealScalar>(_ x: S, _ y: S, value: S) -> S { share(of: y, against: x) }

        @inlinable
        func share<S: RealScalar>(of x: S, against y: S) -> S {
            let difference = x - y
            if !S._is(.finite, difference) {
                return x == y ? S(x < 0 ? 0 : 0.5) : sigmoid(difference)
            }
            let s = sigmoid(difference)
            // σ' = σ (1 - σ), so an error δ in the argument is one of δ (1 - σ) relative to σ.
            if S._isRecorded {
                let (a, b) = (S._stopGradient(x), S._stopGradient(y))
                return s + s * (LogAddExp.roundingError(of: a, minus: b) * (1 - S._stopGradient(s)))
            }
            let (a, b) = (x.primal, y.primal)
            return s + s * (LogAddExp.roundingError(of: a, minus: b) * (1 - s.primal))
        }

        /// (a - b) - fl(a - b), exactly.
        @inlinable
        static func roundingError<S: RealScalar>(of a: S, minus b: S) -> S {
            let difference = a - b
            let t = difference - a
            return (a - (difference - t)) - (b + t)
        }
    }
}

/// The logistic function 1/(1 + e^-x); see ``Rules/Sigmoid``.
@inlinable
@inline(__always)
public func sigmoid<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Sigmoid(), to: x) }

/// log(1 + e^x), without overflow; see ``Rules/Softplus``.
@inlinable
@inline(__always)
public func softplus<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.Softplus(), to: x) }

/// log(1/(1 + e^-x)), without overflow; see ``Rules/LogSigmoid``.
@inlinable
@inline(__always)
public func logSigmoid<S: RealScalar>(_ x: S) -> S.Itself { S.apply(Rules.LogSigmoid(), to: x) }

/// log(e^x + e^y), without overflow; see ``Rules/LogAddExp``.
@inlinable
@inline(__always)
public func logAddExp<S: RealScalar>(_ x: S, _ y: S) -> S.Itself { S.apply(Rules.LogAddExp(), to: x, y) }
