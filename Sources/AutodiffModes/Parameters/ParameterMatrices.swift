import AutodiffCore
import AutodiffReverse

/// A Jacobian whose columns have the names of fields: a row for each output, a column for each number of the parameters.
public struct ParameterJacobian<P: Parameters> {
    /// The point.
    public let parameters: P

    /// The entries, m × n; the columns in the order of ``Parameters/scalars``.
    public let matrix: Matrix<P.Scalar>

    /// Traps unless the matrix has a column for each number.
    @inlinable
    public init(parameters: P, matrix: Matrix<P.Scalar>) {
        let count = parameters.scalarCount
        if matrix.columns != count {
            misuse("a Jacobian of \(matrix.columns) columns for \(count) parameters: it has one for each number")
        }
        self.parameters = parameters
        self.matrix = matrix
    }

    /// The names of the columns.
    public var names: [String] { parameters.scalarNames }

    /// Row `i`, the gradient of output i, as a struct.
    public func row(_ i: Int) -> P { parameters.filled(with: matrix.row(i)) }

    /// The columns of a field, `j["offsets"]`, or of one number, `j["offsets[1]"]`; they may be none. Traps if there is no such
    /// field.
    public subscript(name: String) -> Matrix<P.Scalar> {
        let places = FieldNames(of: parameters).placesOrMisuse(of: name)
        return matrix.block(Array(0..<matrix.rows), places)
    }
}

/// A Hessian whose rows and columns have the names of fields.
public struct ParameterHessian<P: Parameters> {
    /// The point.
    public let parameters: P

    /// The entries, n × n, in the order of ``Parameters/scalars``.
    public let matrix: Matrix<P.Scalar>

    /// Traps unless the matrix has a row and a column for each number.
    @inlinable
    public init(parameters: P, matrix: Matrix<P.Scalar>) {
        let count = parameters.scalarCount
        if matrix.columns != count || matrix.rows != count {
            misuse(
                "a \(matrix.rows) × \(matrix.columns) Hessian for \(count) parameters: it has a row and a column for each"
            )
        }
        self.parameters = parameters
        self.matrix = matrix
    }

    /// The names of the rows and columns.
    public var names: [String] { parameters.scalarNames }

    /// Row `i` as a struct.
    public func row(_ i: Int) -> P { parameters.filled(with: matrix.row(i)) }

    /// The block of two fields, `h["camera", "offsets"]`, or of numbers, `h["offsets[0]", "offsets[1]"]`. Traps if there is no
    /// such field.
    public subscript(row: String, column: String) -> Matrix<P.Scalar> {
        let fields = FieldNames(of: parameters)
        return matrix.block(fields.placesOrMisuse(of: row), fields.placesOrMisuse(of: column))
    }
}

extension ParameterJacobian: CustomStringConvertible {
    /// A table: a line for each output, under the names of the numbers.
    public var description: String { matrix.table(rows: (0..<matrix.rows).map { "\($0)" }, columns: names) }
}

extension ParameterHessian: CustomStringConvertible {
    /// A table with the names of the numbers at its top and at its left.
    public var description: String { matrix.table(rows: names, columns: names) }
}

extension FieldNames {
    fileprivate func placesOrMisuse(of name: String) -> [Int] {
        guard let places = places(of: name) else {
            let known = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
            misuse("no parameter is called '\(name)'; there are \(known)")
        }
        return places
    }
}

extension Matrix where Scalar: RealScalar {
    fileprivate func block(_ rows: [Int], _ columns: [Int]) -> Matrix {
        let entries = rows.flatMap { i in columns.map { self[i, $0] } }
        return Matrix(rows: rows.count, columns: columns.count, values: entries)
    }

    fileprivate func table(rows names: [String], columns: [String]) -> String {
        var table = Table([.left("")] + columns.map { .right($0) })
        for (i, name) in names.enumerated() {
            table.add([name] + row(i).map { formatted($0.primal) })
        }
        return table.text()
    }
}
