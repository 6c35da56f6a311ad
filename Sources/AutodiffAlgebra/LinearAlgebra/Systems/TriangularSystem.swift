import AutodiffCore

/// A system with the lower or the upper half of a matrix; the other half is not read, and has derivative zero.
@frozen
@usableFromInline
struct TriangularSystem: DenseSystem {
    @usableFromInline let order: Int
    @usableFromInline let isLower: Bool

    /// Whether the diagonal is ones, and not read.
    @usableFromInline let hasUnitDiagonal: Bool

    @inlinable
    init(order: Int, isLower: Bool, hasUnitDiagonal: Bool) {
        self.order = order
        self.isLower = isLower
        self.hasUnitDiagonal = hasUnitDiagonal
    }

    @inlinable
    var entryCount: Int { order * order }

    @inlinable
    var isSymmetric: Bool { false }

    @usableFromInline
    func factors(of a: [Double]) -> [Double] { a }

    @usableFromInline
    func solve(_ factors: [Double], _ b: [Double], columns: Int, isTransposed: Bool) -> [Double] {
        var x = b
        return withReadPlace(factors, columns: order) { a in
            if !hasUnitDiagonal && a.zeroPivot(order: order) != nil {
                return [Double](repeating: .nan, count: b.count)
            }
            let half = Triangle(isLower: isLower != isTransposed, hasUnitDiagonal: hasUnitDiagonal)
            withPlace(&x, columns: columns) { x in
                (isTransposed ? a.transposed : a).solve(half, order: order, x, columns: columns)
            }
            return x
        }
    }

    /// The half of a matrix that is read.
    @inlinable
    func half<S: RealScalar>(_ a: [S]) -> [S] {
        var a = a
        for i in 0..<order {
            for j in 0..<order where (isLower ? j > i : j < i) || hasUnitDiagonal && j == i { a[i * order + j] = 0 }
        }
        return a
    }

    @inlinable
    func product<S: RealScalar>(_ a: [S], _ y: Matrix<S>, isTransposed: Bool) -> Matrix<S> {
        let matrix = Matrix(rows: order, columns: order, values: half(a))
        return (isTransposed ? matrix.transposed : matrix).times(y)
    }

    @usableFromInline
    func logDeterminant(_ factors: [Double]) -> Double {
        hasUnitDiagonal ? 0 : (0..<order).reduce(0) { $0 + log(factors[$1 * order + $1].magnitude) }
    }

    @inlinable
    func restricted<S: RealScalar>(_ z: Matrix<S>) -> [S] { half(z.values) }
}
