import AutodiffCore

// The verbs that take a function without the label `of:`, as in `gradient(at: x, energy)`. They are disfavoured, so that a
// trailing closure is the labelled form's.

/// See ``derivative(at:of:)``.
@_disfavoredOverload
@inlinable
public func derivative<Base: RealScalar>(
    at x: Base, @ResultOf<Dual<Base>> _ f: (Dual<Base.Itself>) throws -> Dual<Base.Itself>
) rethrows -> Base {
    try derivative(at: x, of: f)
}

/// See ``valueWithDerivative(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithDerivative<Base: RealScalar>(
    at x: Base, @ResultOf<Dual<Base>> _ f: (Dual<Base.Itself>) throws -> Dual<Base.Itself>
) rethrows -> (value: Base, derivative: Base) {
    try valueWithDerivative(at: x, of: f)
}

/// See ``taylor(at:order:of:)``.
@_disfavoredOverload
@inlinable
public func taylor<Base: RealScalar>(
    at x: Base, order: Int, @ResultOf<Taylor<Base>> _ f: (Taylor<Base.Itself>) throws -> Taylor<Base.Itself>
) rethrows -> [Base] {
    try taylor(at: x, order: order, of: f)
}

/// See ``taylor(at:along:order:of:)``.
@_disfavoredOverload
@inlinable
public func taylor<Base: RealScalar>(
    at x: [Base], along v: [Base], order: Int,
    @ResultOf<Taylor<Base>> _ f: ([Taylor<Base.Itself>]) throws -> Taylor<Base.Itself>
) rethrows -> [Base] {
    try taylor(at: x, along: v, order: order, of: f)
}

/// See ``jvp(at:along:of:)``.
@_disfavoredOverload
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along v: [Base], @ResultOf<[Dual<Base>]> _ f: ([Dual<Base.Itself>]) throws -> [Dual<Base.Itself>]
) rethrows -> (value: [Base], tangent: [Base]) {
    try jvp(at: x, along: v, of: f)
}

/// See ``jvp(at:along:of:)``.
@_disfavoredOverload
@inlinable
public func jvp<Base: RealScalar>(
    at x: [Base], along directions: [[Base]],
    @ResultOf<[Dual<Base>]> _ f: ([Dual<Base.Itself>]) throws -> [Dual<Base.Itself>]
) rethrows -> (value: [Base], tangents: [[Base]]) {
    try jvp(at: x, along: directions, of: f)
}

/// See ``derivative(at:order:of:)``.
@_disfavoredOverload
@inlinable
public func derivative<Base: RealScalar>(
    at x: Base, order: Int, @ResultOf<Taylor<Base>> _ f: (Taylor<Base.Itself>) throws -> Taylor<Base.Itself>
) rethrows -> Base {
    try derivative(at: x, order: order, of: f)
}
