// `Double` and `Float` are scalars too, so that `max` of two plain numbers would mean the toolkit's, which differs for nan and
// for zeros of both signs. Code without a scalar keeps its meaning: these, which are more specific, hand it to the standard
// library. In a function over `S: RealScalar` they are never meant, not for `S` = `Double` either.

/// The larger of two plain numbers, by the standard library.
@inlinable
public func max(_ x: Double, _ y: Double) -> Double { Swift.max(x, y) }

/// The largest of three plain numbers, by the standard library.
@inlinable
public func max(_ x: Double, _ y: Double, _ z: Double) -> Double { Swift.max(x, y, z) }

/// The largest of plain numbers, by the standard library.
@inlinable
public func max(_ x: Double, _ y: Double, _ z: Double, _ rest: Double...) -> Double {
    rest.reduce(Swift.max(x, y, z)) { Swift.max($0, $1) }
}

/// The smaller of two plain numbers, by the standard library.
@inlinable
public func min(_ x: Double, _ y: Double) -> Double { Swift.min(x, y) }

/// The smallest of three plain numbers, by the standard library.
@inlinable
public func min(_ x: Double, _ y: Double, _ z: Double) -> Double { Swift.min(x, y, z) }

/// The smallest of plain numbers, by the standard library.
@inlinable
public func min(_ x: Double, _ y: Double, _ z: Double, _ rest: Double...) -> Double {
    rest.reduce(Swift.min(x, y, z)) { Swift.min($0, $1) }
}

/// The larger of two plain numbers, by the standard library.
@inlinable
public func max(_ x: Float, _ y: Float) -> Float { Swift.max(x, y) }

/// The largest of three plain numbers, by the standard library.
@inlinable
public func max(_ x: Float, _ y: Float, _ z: Float) -> Float { Swift.max(x, y, z) }

/// The largest of plain numbers, by the standard library.
@inlinable
public func max(_ x: Float, _ y: Float, _ z: Float, _ rest: Float...) -> Float {
    rest.reduce(Swift.max(x, y, z)) { Swift.max($0, $1) }
}

/// The smaller of two plain numbers, by the standard library.
@inlinable
public func min(_ x: Float, _ y: Float) -> Float { Swift.min(x, y) }

/// The smallest of three plain numbers, by the standard library.
@inlinable
public func min(_ x: Float, _ y: Float, _ z: Float) -> Float { Swift.min(x, y, z) }

/// The smallest of plain numbers, by the standard library.
@inlinable
public func min(_ x: Float, _ y: Float, _ z: Float, _ rest: Float...) -> Float {
    rest.reduce(Swift.min(x, y, z)) { Swift.min($0, $1) }
}

/// `Float` alone: what `sqrt` of a plain `Float` is for. It is more specific than every `FloatingPoint` type, for which Foundation's is, and
/// no literal is one.
public protocol _SinglePrecision: BinaryFloatingPoint, RealScalar {}

extension Float: _SinglePrecision {}

/// √x of a plain number. Beside Foundation, whose `sqrt` is for every `FloatingPoint` type, either could be meant without it.
@inlinable
public func sqrt<F: _SinglePrecision>(_ x: F) -> F { x.squareRoot() }
