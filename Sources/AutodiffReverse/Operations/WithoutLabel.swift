import AutodiffCore

// The verbs that take a function without the label `of:`, as in `gradient(at: x, energy)`. They are disfavoured, so that a
// trailing closure is the labelled form's.

/// See ``gradient(at:of:)``.
@_disfavoredOverload
@inlinable
public func gradient<Base: RealScalar>(
    at x: [Base], @ResultOf<Variable<Base>> _ f: ([Variable<Base.Itself>]) throws -> Variable<Base.Itself>
) rethrows -> [Base] {
    try gradient(at: x, of: f)
}

/// See ``valueWithGradient(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithGradient<Base: RealScalar>(
    at x: [Base], @ResultOf<Variable<Base>> _ f: ([Variable<Base.Itself>]) throws -> Variable<Base.Itself>
) rethrows -> (value: Base, gradient: [Base]) {
    try valueWithGradient(at: x, of: f)
}

/// See ``jacobian(at:of:)``.
@_disfavoredOverload
@inlinable
public func jacobian<Base: RealScalar>(
    at x: [Base], @ResultOf<[Variable<Base>]> _ f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> Matrix<Base> {
    try jacobian(at: x, of: f)
}

/// See ``valueWithJacobian(at:of:)``.
@_disfavoredOverload
@inlinable
public func valueWithJacobian<Base: RealScalar>(
    at x: [Base], @ResultOf<[Variable<Base>]> _ f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], jacobian: Matrix<Base>) {
    try valueWithJacobian(at: x, of: f)
}

/// See ``vjp(at:of:)``.
@_disfavoredOverload
@inlinable
public func vjp<Base: RealScalar>(
    at x: [Base], @ResultOf<[Variable<Base>]> _ f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], pullback: ([Base]) -> [Base]) {
    try vjp(at: x, of: f)
}

/// See ``vjp(at:pullingBack:of:)``.
@_disfavoredOverload
@inlinable
public func vjp<Base: RealScalar>(
    at x: [Base], pullingBack cotangents: [[Base]],
    @ResultOf<[Variable<Base>]> _ f: ([Variable<Base.Itself>]) throws -> [Variable<Base.Itself>]
) rethrows -> (value: [Base], products: [[Base]]) {
    try vjp(at: x, pullingBack: cotangents, of: f)
}
