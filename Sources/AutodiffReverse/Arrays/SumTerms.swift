import AutodiffCore

/// The terms of a sum that is written as wide nodes. (Closures in their place aren't inlined: a node that is built through
/// memory, one call for each operand, took twice as long.)
@usableFromInline
protocol SumTerms {
    associatedtype Base: RealScalar

    var count: Int { get }

    /// Term i as a variable.
    subscript(i: Int) -> Variable<Base> { get }

    /// Its value alone.
    func value(_ i: Int) -> Base

    /// Appends the operands of some terms to a node.
    func append(_ part: Range<Int>, to node: inout WideNode<Base>)
}

/// xᵢ
@frozen
@usableFromInline
struct PlainTerms<Base: RealScalar>: SumTerms {
    @usableFromInline let x: UnsafeBufferPointer<Variable<Base>>

    @inlinable
    init(_ x: UnsafeBufferPointer<Variable<Base>>) { self.x = x }

    @inlinable var count: Int { x.count }

    @inlinable subscript(i: Int) -> Variable<Base> { x[i] }

    @inlinable
    func value(_ i: Int) -> Base { x[i].value }

    @inlinable
    @inline(__always)
    func append(_ part: Range<Int>, to node: inout WideNode<Base>) {
        for i in part { node.append(1, x[i]) }
    }
}

/// xᵢ²
@frozen
@usableFromInline
struct SquareTerms<Base: RealScalar>: SumTerms {
    @usableFromInline let x: UnsafeBufferPointer<Variable<Base>>

    @inlinable
    init(_ x: UnsafeBufferPointer<Variable<Base>>) { self.x = x }

    @inlinable var count: Int { x.count }

    @inlinable subscript(i: Int) -> Variable<Base> { x[i] * x[i] }

    @inlinable
    func value(_ i: Int) -> Base { x[i].value * x[i].value }

    @inlinable
    @inline(__always)
    func append(_ part: Range<Int>, to node: inout WideNode<Base>) {
        for i in part { node.append(x[i].value + x[i].value, x[i]) }
    }
}

/// xᵢ yᵢ
@frozen
@usableFromInline
struct ProductTerms<Base: RealScalar>: SumTerms {
    @usableFromInline let x: UnsafeBufferPointer<Variable<Base>>
    @usableFromInline let y: UnsafeBufferPointer<Variable<Base>>

    @inlinable
    init(_ x: UnsafeBufferPointer<Variable<Base>>, _ y: UnsafeBufferPointer<Variable<Base>>) {
        self.x = x
        self.y = y
    }

    @inlinable var count: Int { x.count }

    @inlinable subscript(i: Int) -> Variable<Base> { x[i] * y[i] }

    @inlinable
    func value(_ i: Int) -> Base { x[i].value * y[i].value }

    @inlinable
    @inline(__always)
    func append(_ part: Range<Int>, to node: inout WideNode<Base>) {
        // One array after the other: the operands of each may be consecutive.
        for i in part { node.append(y[i].value, x[i]) }
        for i in part { node.append(x[i].value, y[i]) }
    }
}

/// cᵢ xᵢ for constants.
@frozen
@usableFromInline
struct ScaledTerms<Base: RealScalar>: SumTerms {
    @usableFromInline let c: UnsafeBufferPointer<Double>
    @usableFromInline let x: UnsafeBufferPointer<Variable<Base>>

    @inlinable
    init(_ c: UnsafeBufferPointer<Double>, _ x: UnsafeBufferPointer<Variable<Base>>) {
        self.c = c
        self.x = x
    }

    @inlinable var count: Int { x.count }

    @inlinable subscript(i: Int) -> Variable<Base> { c[i] * x[i] }

    @inlinable
    func value(_ i: Int) -> Base { Base._multiply(x[i].value, constant: c[i]) }

    @inlinable
    @inline(__always)
    func append(_ part: Range<Int>, to node: inout WideNode<Base>) {
        for i in part { node.append(Base(c[i]), x[i]) }
    }
}

/// The linear part of a function of x, given its partials.
@frozen
@usableFromInline
struct LinearTerms<Base: RealScalar>: SumTerms {
    @usableFromInline let partials: UnsafeBufferPointer<Base>
    @usableFromInline let x: UnsafeBufferPointer<Variable<Base>>

    @inlinable
    init(_ partials: UnsafeBufferPointer<Base>, _ x: UnsafeBufferPointer<Variable<Base>>) {
        self.partials = partials
        self.x = x
    }

    @inlinable var count: Int { x.count }

    @inlinable subscript(i: Int) -> Variable<Base> {
        partials[i]._isZero ? 0 : x[i].mapped(to: .zero, derivative: partials[i])
    }

    @inlinable
    func value(_ i: Int) -> Base { .zero }

    @inlinable
    @inline(__always)
    func append(_ part: Range<Int>, to node: inout WideNode<Base>) {
        for i in part { node.append(partials[i], x[i]) }
    }
}
