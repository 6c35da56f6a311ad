import Autodiff

/// The determinant by minors of the first row.
///
/// The gradient is that of the compiled function: minors that are met again are one node of its recording.
let det: [String: Function] = [
    "primal": Function(
        read: SquareMatrix.init,
        prepare: { a in Prepared { Determinant(size: a.size).value(at: a.values) } },
        write: { .number($0) }),
    "gradient": Function(
        read: SquareMatrix.init,
        prepare: { a in
            let f = compile(Determinant(size: a.size), at: a.values)
            return Prepared(f) { gradient(at: a.values, of: f) }
        },
        write: { .numbers($0) }),
]

private struct SquareMatrix {
    let size: Int
    let values: [Double]

    /// Up to 12 × 12, for which a determinant takes a thousand million multiplications.
    init(_ input: JSON) throws {
        size = try input.integer("ell", in: 1...12)
        values = try input.numbers("A", count: size * size)
    }
}

/// The determinant of a square matrix by rows, by minors of the first row.
public struct Determinant: ScalarField, Sendable {
    /// The number of rows.
    public let size: Int

    /// The determinant of matrices of a size, which is at least 1.
    @inlinable
    public init(size: Int) { self.size = size }

    /// The determinant; `a` has the rows one behind the other. Cost: size! multiplications.
    @inlinable
    public func value<S: RealScalar>(at a: [S]) -> S {
        // The column after each that is left, and before the first of them (at `size`) the first.
        var next = Array(1...size)
        next.append(0)
        return minor(a, row: 0, &next)
    }

    /// The determinant of the rows from `row` on and the columns that are left.
    @inlinable
    func minor<S: RealScalar>(_ a: [S], row: Int, _ next: inout [Int]) -> S {
        var column = next[size]
        if row == size - 1 { return a[row * size + column] }
        var sum: S = 0
        var previous = size
        var isAdded = true
        while column < size {
            next[previous] = next[column]
            let term = a[row * size + column] * minor(a, row: row + 1, &next)
            sum = isAdded ? sum + term : sum - term
            next[previous] = column
            isAdded.toggle()
            previous = column
            column = next[column]
        }
        return sum
    }
}
