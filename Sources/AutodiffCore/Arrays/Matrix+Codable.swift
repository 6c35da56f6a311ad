private enum MatrixKeys: String, CodingKey {
    case rows, columns, values
}

extension Matrix: Encodable where Scalar: Encodable {
    /// Writes the number of rows and columns, and the entries row after row.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MatrixKeys.self)
        try container.encode(rows, forKey: .rows)
        try container.encode(columns, forKey: .columns)
        try container.encode(storage, forKey: .values)
    }
}

extension Matrix: Decodable where Scalar: Decodable {
    /// Reads what `encode` writes. Throws if the number of entries isn't rows · columns.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: MatrixKeys.self)
        let rows = try container.decode(Int.self, forKey: .rows)
        let columns = try container.decode(Int.self, forKey: .columns)
        let values = try container.decode([Scalar].self, forKey: .values)
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        if rows < 0 || columns < 0 || overflow || count != values.count {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container,
                debugDescription: "a \(rows) × \(columns) matrix can't have \(values.count) values")
        }
        self.init(rows: rows, columns: columns, values: values)
    }
}
