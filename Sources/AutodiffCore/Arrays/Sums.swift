/// x₀ + x₁ + …, from the first to the last; 0 for no elements.
@inlinable
public func sum<S: RealScalar>(_ x: [S]) -> S { S._sum(x[...]) }

/// The mean of the elements. Traps for no elements.
@inlinable
public func mean<S: RealScalar>(_ x: [S]) -> S {
    if x.isEmpty { misuse("the mean of no elements is not defined") }
    return sum(x) / Double(x.count)
}

/// x₀ x₁ …, from the first to the last; 1 for no elements.
///
/// The gradient is that of repeated multiplication, without a division: of [0, 2, 3] it is (6, 0, 0).
@inlinable
public func product<S: RealScalar>(_ x: [S]) -> S {
    guard var total = x.first else { return 1 }
    for element in x.dropFirst() { total *= element }
    return total
}

/// x₀ y₀ + x₁ y₁ + …; 0 for no elements. Traps if the two differ in length.
@inlinable
public func dot<S: RealScalar>(_ x: [S], _ y: [S]) -> S {
    if x.count != y.count { misuse("dot of \(x.count) and \(y.count) elements: the two must have the same length") }
    return S._dot(x[...], y[...])
}

/// c₀ x₀ + c₁ x₁ + … for constants, a row of data; 0 for no elements. Traps if the two differ in length.
@_disfavoredOverload
@inlinable
public func dot<S: RealScalar>(_ c: [Double], _ x: [S]) -> S {
    if c.count != x.count { misuse("dot of \(c.count) and \(x.count) elements: the two must have the same length") }
    return S._dot(constants: c[...], x[...])
}

/// The Euclidean norm √(x₀² + x₁² + …); 0 for no elements.
///
/// ∂/∂xᵢ = xᵢ/norm, and 0 where all elements are 0. Where the squares would overflow or lose digits the elements are
/// first scaled by a power of two.
@inlinable
public func norm<S: RealScalar>(_ x: [S]) -> S {
    let square = dot(x, x)
    if square > 1e-24 && square < 1e30 { return sqrt(square) }
    var largest = 0.0
    for element in x { largest = max(largest, element.primal.magnitude) }
    if largest == 0 { return 0 }
    if !largest.isFinite { return sqrt(square) }
    // In steps that single precision can take too; the squares' safe range is wider than two of them.
    let scale = largest < 1 ? 0x1p+60 : 0x1p-60
    return norm(x.map { scale * $0 }) / scale
}
