import AutodiffCore

/// The Taylor coefficients f(x), f'(x), f''(x)/2!, … of a function of one variable, up to order k.
///
///     print(taylor(at: 0, order: 3) { x in exp(x) })         // [1.0, 1.0, 0.5, 0.16666666666666666]
///
/// Derivative j is j! c[j]. Calls nest: inside, a second `taylor` works on series of series, and the outer variable
/// enters it as `Taylor(constant: x)`. Left out, the lifting doesn't compile, or the inner call traps.
///
/// Where f isn't smooth the first derivative follows the edge convention of its rules, and the ones beyond may be
/// infinite or nan. At removable singularities, sin(x)/x at 0 or √(x⁴), the series is that of the limit.
///
/// Cost: one run of `f` on series; see ``Taylor``. A second one, and so on, where a coefficient is nan, since a quotient
/// of two series that begin with zeros needs longer ones.
///
/// - Parameters:
///   - x: The point, a `Double` or (nested) any scalar.
///   - order: The order k ≥ 0. Traps if it is negative, or above 2²⁴.
///   - f: The function. It is run once, or again where a coefficient is nan.
/// - Returns: k + 1 coefficients. Traps if `f` brings in a series of its own that is of a lower order.
@inlinable
public func taylor<Base: RealScalar>(
    at x: Base, order: Int, @ResultOf<Taylor<Base>> of f: (Taylor<Base.Itself>) throws -> Taylor<Base.Itself>
) rethrows -> [Base] {
    try taylor(at: [x], along: [1], order: order, of: { try f($0[0]) })
}

/// The Taylor coefficients of t ↦ f(x + t v), a function Rⁿ → R along a line, up to order k.
///
///     let c = taylor(at: [1, 2], along: [0.6, 0.8], order: 3) { x in x[0] * exp(x[1]) }
///
/// Coefficient j is 1/j! times the derivative of order j in the direction v. Cost: one run of `f` on series.
///
/// - Parameters:
///   - x: The n inputs. Traps if there are none.
///   - v: The direction: n components, or a trap with both numbers.
///   - order: The order k ≥ 0. Traps if it is negative.
///   - f: The function. It is run once, or again where a coefficient is nan.
@inlinable
public func taylor<Base: RealScalar>(
    at x: [Base], along v: [Base], order: Int,
    of f: ([Taylor<Base.Itself>]) throws -> Taylor<Base.Itself>
) rethrows -> [Base] {
    let call = Perturbation.next()
    return try Taylor.known(order) { longer in
        try f(Taylor.line(at: x, along: v, order: longer, call)).coefficients(order, call)
    }
}

/// The Taylor coefficients of a scalar field of one input; see ``taylor(at:order:of:)``.
@inlinable
public func taylor<F: ScalarField, Base: RealScalar>(at x: Base, order: Int, of f: F) -> [Base] {
    taylor(at: [x], along: [1], order: order, of: f)
}

/// The Taylor coefficients of a scalar field along a line; see ``taylor(at:along:order:_:)``.
@inlinable
public func taylor<F: ScalarField, Base: RealScalar>(
    at x: [Base], along v: [Base], order: Int, of f: F
) -> [Base] {
    Taylor.known(order) { longer in
        f.value(at: Taylor.line(at: x, along: v, order: longer, .sealed)).coefficients(order, .sealed)
    }
}

/// The Taylor coefficients of t ↦ f(x + t v) for a function Rⁿ → Rᵐ: an m × (k + 1) matrix, a row for each output.
///
///     let c = taylor(at: [2, 0.5], along: [0, 1], order: 3, of: Polar())
///
/// Traps as ``taylor(at:along:order:_:)`` does. Cost: one run of `f` on series.
@inlinable
public func taylor<F: Differentiable, Base: RealScalar>(
    at x: [Base], along v: [Base], order: Int, of f: F
) -> Matrix<Base> {
    let values = Taylor.known(order) { longer in
        f(Taylor.line(at: x, along: v, order: longer, .sealed)).flatMap { $0.coefficients(order, .sealed) }
    }
    return Matrix(rows: values.count / (order + 1), columns: order + 1, values: values)
}

extension Taylor {
    /// The inputs x + t v.
    @inlinable
    static func line(at x: [Base], along v: [Base], order: Int, _ call: Perturbation) -> [Taylor] {
        if x.isEmpty { misuse("taylor at an empty point: a function to differentiate has at least one input") }
        if v.count != x.count {
            misuse(count: v.count, of: "the direction of taylor", expected: x.count, "one component for each input")
        }
        if order < 0 { misuse("taylor to order \(order): the order can't be negative") }
        if order > 1 << 24 { misuse("taylor to order \(order): an operation costs its square; 2^24 is the largest") }
        let zeros = [Base](repeating: .zero, count: Swift.max(order - 1, 0))
        return x.indices.map { Taylor(order == 0 ? [x[$0]] : [x[$0], v[$0]] + zeros, call) }
    }

    /// What `run` gives, a series of the given order or several, from inputs of an order that suffices.
    ///
    /// sin t / t takes a factor t out of both, so that the quotient is known to one order less than sin t; the coefficient that
    /// isn't known is nan. Where there is a nan the function is run again, on series longer by as many coefficients as are
    /// missing, until none is or it doesn't help.
    @inlinable
    static func known(_ order: Int, _ run: (Int) throws -> [Base]) rethrows -> [Base] {
        func known(_ values: [Base]) -> Int {
            (values.indices.lazy.filter { values[$0].primal.isNaN }.map { $0 % (order + 1) }.min()) ?? order + 1
        }
        var (values, longer) = (try run(order), order)
        while true {
            let missing = order + 1 - known(values)
            if missing == 0 || order < 0 { return values }
            longer += missing
            let next = try run(longer)
            if order + 1 - known(next) >= missing { return values }
            values = next
        }
    }

    /// The first order + 1 coefficients of an output of the call of mark `call`, or a trap; a constant's are followed by
    /// zeros.
    @inlinable
    func coefficients(_ order: Int, _ call: Perturbation) -> [Base] {
        perturbation.check(in: call)
        if isConstant { return Taylor.constant(value, order + 1) }
        if self.order < order {
            misuse(
                "taylor to order \(order): the function brings in a series of its own that is known to order "
                    + "\(self.order) only")
        }
        return Array(coefficients.prefix(order + 1))
    }
}
