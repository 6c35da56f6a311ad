extension Double {
    /// The product A·B, with the bits of a loop.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        Matrix(rows: a.rows, columns: b.columns, values: MatrixView.product(a, b))
    }

    /// The product A·B.
    @inlinable
    public static func _matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        _matrixProduct(a, b)
    }

    /// The product A·B.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Double>, constants b: Matrix<Double>) -> Matrix<Double> {
        _matrixProduct(a, b)
    }
}

extension MatrixView<Double> {
    @usableFromInline
    static func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> [Double] {
        a.storage.withUnsafeBufferPointer { left in
            b.storage.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress, a.columns > 0 else {
                    return [Double](repeating: 0, count: a.rows * b.columns)
                }
                return product(
                    MatrixView(left, rows: a.rows, columns: a.columns),
                    MatrixView(right, rows: b.rows, columns: b.columns))
            }
        }
    }
}
