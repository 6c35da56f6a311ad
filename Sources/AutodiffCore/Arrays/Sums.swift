/// x₀ + x₁ + …, from the first to the last; 0 for no elements.
@inlinable
public func sum<S: RealScalar>(_ x: [S]) -> S.Itself { S._sum(x[...]) }

/// The mean of the elements. Traps for no elements.
@inlinable
public func mean<S: RealScalar>(_ x: [S]) -> S.Itself {
    if x.isEmpty { misuse("the mean of no elements is not defined") }
    return sum(x) / Double(x.count)
}

/// x₀ x₁ …, from the first to the last; 1 for no elements.
///
/// The gradient is that of repeated multiplication, without a division: of [0, 2, 3] it is (6, 0, 0).
@inlinable
public func product<S: RealScalar>(_ x: [S]) -> S.Itself {
    guard var total = x.first else { return 1 }
    for element in x.dropFirst() { total *= element }
    return total
}

/// x₀ y₀ + x₁ y₁ + …; 0 for no elements. Traps if the two differ in length.
@inlinable
public func dot<S: RealScalar>(_ x: [S], _ y: [S]) -> S.Itself {
    if x.count != y.count { misuse("dot of \(x.count) and \(y.count) elements: the two must have the same length") }
    return S._dot(x[...], y[...])
}

/// c₀ x₀ + c₁ x₁ + … for constants, a row of data; 0 for no elements. Traps if the two differ in length.
@_disfavoredOverload
@inlinable
public func dot<S: RealScalar>(_ c: [Double], _ x: [S]) -> S.Itself {
    if c.count != x.count { misuse("dot of \(c.count) and \(x.count) elements: the two must have the same length") }
    return S._dot(constants: c[...], x[...])
}
