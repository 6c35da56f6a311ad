import AutodiffCore

extension Variable {
    /// The product A·B: a large one as a block, a small one entry by entry.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Variable>, _ b: Matrix<Variable>) -> Matrix<Variable> {
        let tape = commonTape(commonTape(a.storage), commonTape(b.storage))
        if !isWorthABlock(a, b, tape) { return a.product(b) { _dot($0, $1) } }
        let (x, y) = (a.map(\.value), b.map(\.value))
        return recordProduct(
            Base._matrixProduct(x, y), ProductFactor(x, BlockOperands(a.storage)),
            ProductFactor(y, BlockOperands(b.storage)), tape)
    }

    /// The product A·B for constants A.
    @inlinable
    public static func _matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Variable>) -> Matrix<Variable> {
        let tape = commonTape(b.storage)
        if !isWorthABlock(a, b, tape) { return a.product(b) { _dot(constants: $0, $1) } }
        let y = b.map(\.value)
        return recordProduct(
            Base._matrixProduct(constants: a, y), ProductFactor(constants: a),
            ProductFactor(y, BlockOperands(b.storage)), tape)
    }

    /// The product A·B for constants B.
    @inlinable
    public static func _matrixProduct(_ a: Matrix<Variable>, constants b: Matrix<Double>) -> Matrix<Variable> {
        let tape = commonTape(a.storage)
        if !isWorthABlock(a, b, tape) { return a.product(b) { _dot(constants: $1, $0) } }
        let x = a.map(\.value)
        return recordProduct(
            Base._matrixProduct(x, constants: b), ProductFactor(x, BlockOperands(a.storage)),
            ProductFactor(constants: b), tape)
    }

    /// Whether a product is large enough for the allocations that a block takes.
    @inlinable
    static func isWorthABlock<L, R>(_ a: Matrix<L>, _ b: Matrix<R>, _ tape: TapeIdentity) -> Bool {
        !tape.isNone && a.storage.count * b.columns >= 64
    }

    /// Writes the block of C = A·B: Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄.
    @inlinable
    static func recordProduct(
        _ product: Matrix<Base>, _ left: ProductFactor<Base>, _ right: ProductFactor<Base>, _ tape: TapeIdentity
    ) -> Matrix<Variable> {
        let (rows, columns) = (product.rows, product.columns)
        let entries = recordBlock(product.storage, tape) { cotangent, adjoints in
            let c = MatrixView(
                cotangent.start, rows: rows, columns: columns, rowStride: columns * cotangent.stride,
                columnStride: cotangent.stride)
            if !left.operands.isNone {
                left.operands.add(
                    right.withView { b in MatrixView.weights(c, b.transposed) { Base._chain($0, $1) } }, to: adjoints)
            }
            if !right.operands.isNone {
                right.operands.add(
                    left.withView { a in MatrixView.weights(a.transposed, c) { Base._chain($1, $0) } }, to: adjoints)
            }
        }
        return Matrix(rows: rows, columns: columns, values: entries)
    }
}

/// A factor of a matrix product on a tape.
@frozen
@usableFromInline
struct ProductFactor<Base: RealScalar> {
    @usableFromInline let values: Matrix<Base>
    @usableFromInline let operands: BlockOperands<Base>

    @inlinable
    init(_ values: Matrix<Base>, _ operands: BlockOperands<Base>) {
        self.values = values
        self.operands = operands
    }

    @inlinable
    init(constants: Matrix<Double>) {
        self.init(constants as? Matrix<Base> ?? constants.map { Base($0) }, .none)
    }

    @inlinable
    func withView<Result>(_ body: (MatrixView<Base>) -> Result) -> Result {
        // There are elements: only products of 64 multiplications and more get here.
        values.storage.withUnsafeBufferPointer {
            body(MatrixView($0.baseAddress.unsafelyUnwrapped, rows: values.rows, columns: values.columns))
        }
    }
}

extension MatrixView where Scalar: RealScalar {
    /// The entries of A·B, of which a product with a factor that is zero is no part: 0 · ∞ is 0. `chain` is the product of two
    /// factors by ``RealScalar/_chain(_:_:)``, in which a cotangent is the partial and a value on the tape the tangent.
    @inlinable
    @inline(__always)
    static func weights(_ a: MatrixView, _ b: MatrixView, chain: (Scalar, Scalar) -> Scalar) -> [Scalar] {
        if let a = a as? MatrixView<Double>, let b = b as? MatrixView<Double> {
            let weights = MatrixView<Double>.product(a, b)
            if !weights.contains(where: \.isNaN), let weights = weights as? [Scalar] { return weights }
        }
        var weights: [Scalar] = []
        weights.reserveCapacity(a.rows * b.columns)
        for i in 0..<a.rows {
            for j in 0..<b.columns {
                var total = Scalar.zero
                for k in 0..<a.columns where !a[i, k]._isZero && !b[k, j]._isZero { total += chain(a[i, k], b[k, j]) }
                weights.append(total)
            }
        }
        return weights
    }
}
