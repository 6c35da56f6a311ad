import AutodiffCore

extension Variable {
    /// The product A·B: a large one as a block, a small one entry by entry.
    @inlinable
    public static func matrixProduct(_ a: Matrix<Variable>, _ b: Matrix<Variable>) -> Matrix<Variable> {
        let (left, right) = (commonTape(a.storage), commonTape(b.storage))
        let tape = commonTape(left, right)
        if !isWorthABlock(a, b, tape) { return a.product(b) { dot($0, $1) } }
        let (x, y) = (a.map(\.value), b.map(\.value))
        return record(
            Base.matrixProduct(x, y), ProductFactor(x, left.isNone ? .none : BlockOperands(a.storage)),
            ProductFactor(y, right.isNone ? .none : BlockOperands(b.storage)), tape)
    }

    /// The product A·B for constants A.
    @inlinable
    public static func matrixProduct(constants a: Matrix<Double>, _ b: Matrix<Variable>) -> Matrix<Variable> {
        let tape = commonTape(b.storage)
        if !isWorthABlock(a, b, tape) { return a.product(b) { dot(constants: $0, $1) } }
        let y = b.map(\.value)
        return record(
            Base.matrixProduct(constants: a, y), ProductFactor(constants: a),
            ProductFactor(y, BlockOperands(b.storage)), tape)
    }

    /// The product A·B for constants B.
    @inlinable
    public static func matrixProduct(_ a: Matrix<Variable>, constants b: Matrix<Double>) -> Matrix<Variable> {
        let tape = commonTape(a.storage)
        if !isWorthABlock(a, b, tape) { return a.product(b) { dot(constants: $1, $0) } }
        let x = a.map(\.value)
        return record(
            Base.matrixProduct(x, constants: b), ProductFactor(x, BlockOperands(a.storage)),
            ProductFactor(constants: b), tape)
    }

    /// Whether a product is large enough for the allocations that a block takes.
    @inlinable
    static func isWorthABlock<L, R>(_ a: Matrix<L>, _ b: Matrix<R>, _ tape: TapeIdentity) -> Bool {
        !tape.isNone && a.storage.count * b.columns > 64
    }

    @inlinable
    static func record(
        _ product: Matrix<Base>, _ left: ProductFactor<Base>, _ right: ProductFactor<Base>, _ tape: TapeIdentity
    ) -> Matrix<Variable> {
        let outputs = outputs(product.storage, of: ProductBlock(left, right), tape)
        return Matrix(rows: product.rows, columns: product.columns, values: outputs)
    }
}

/// A factor of a matrix product on a tape.
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
        values.storage.withUnsafeBufferPointer {
            body(MatrixView($0.baseAddress.unsafelyUnwrapped, rows: values.rows, columns: values.columns))
        }
    }
}

/// A matrix product C = A·B on a tape: Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄.
@usableFromInline
final class ProductBlock<Base: RealScalar>: TapeBlock<Base> {
    @usableFromInline let left: ProductFactor<Base>
    @usableFromInline let right: ProductFactor<Base>

    @inlinable
    init(_ left: ProductFactor<Base>, _ right: ProductFactor<Base>) {
        self.left = left
        self.right = right
        super.init()
    }

    @inlinable
    override func pullback(_ cotangent: [Base], _ adjoints: AdjointLane<Base>) {
        cotangent.withUnsafeBufferPointer { cotangent in
            let c = MatrixView(
                cotangent.baseAddress.unsafelyUnwrapped, rows: left.values.rows, columns: right.values.columns)
            if case .none = left.operands {} else {
                left.operands.add(right.withView { MatrixView.weights(c, $0.transposed) }, to: adjoints)
            }
            if case .none = right.operands {} else {
                right.operands.add(left.withView { MatrixView.weights($0.transposed, c) }, to: adjoints)
            }
        }
    }
}

extension MatrixView where Scalar: RealScalar {
    /// The entries of A·B, of which a product with a factor that is zero is no part: 0 · ∞ is 0.
    @inlinable
    static func weights(_ a: MatrixView, _ b: MatrixView) -> [Scalar] {
        if let a = a as? MatrixView<Double>, let b = b as? MatrixView<Double> {
            let weights = MatrixView<Double>.product(a, b)
            if !weights.contains(where: \.isNaN), let weights = weights as? [Scalar] { return weights }
        }
        var weights: [Scalar] = []
        weights.reserveCapacity(a.rows * b.columns)
        for i in 0..<a.rows {
            for j in 0..<b.columns {
                var total = Scalar.zero
                for k in 0..<a.columns where !a[i, k].isZero { total += Scalar.chain(a[i, k], b[k, j]) }
                weights.append(total)
            }
        }
        return weights
    }
}
