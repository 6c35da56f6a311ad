/// Why a matrix has no factorisation, inverse or function of the kind that was asked for.
///
/// Pivots, rows and columns count from 0.
public enum LinearAlgebraError: Error, Equatable {
    /// Elimination met a column, that of this pivot, in which nothing but zeros was left.
    case singular(pivot: Int)

    /// The pivot isn't positive, so the symmetric matrix isn't positive definite.
    case notPositiveDefinite(pivot: Int, value: Double)

    /// An entry of the matrix is infinite or nan.
    case notFinite(row: Int, column: Int)

    /// An iteration hasn't converged in as many steps as it ever takes.
    case notConverged(steps: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
    /// The reason in a sentence.
    public var description: String {
        switch self {
        case .singular(let pivot):
            "the matrix is singular: pivot \(pivot) (counted from 0) is exactly 0"
        case .notPositiveDefinite(let pivot, let value):
            "the matrix is not positive definite: pivot \(pivot) (counted from 0) is \(value)"
        case .notFinite(let row, let column):
            "the entry (\(row), \(column)) of the matrix is not finite"
        case .notConverged(let steps):
            "the iteration has not converged in \(steps) steps"
        }
    }
}
