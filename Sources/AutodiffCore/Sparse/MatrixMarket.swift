/// Something wrong in a text in the Matrix Market format, and where.
public struct MatrixMarketError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int

    /// What is wrong with it.
    public let message: String

    /// The line and the message.
    public var description: String { "line \(line): \(message)" }
}

extension SparseMatrix where Scalar == Double {
    /// The matrix in the Matrix Market exchange format: `matrix coordinate real general`, indices from 1, and numbers that are
    /// read back with the same bits.
    public var matrixMarket: String {
        var text = "%%MatrixMarket matrix coordinate real general\n\(rows) \(columns) \(count)\n"
        for i in 0..<rows {
            for (j, value) in row(i) { text += "\(i + 1) \(j + 1) \(value)\n" }
        }
        return text
    }

    /// A matrix from a text in the Matrix Market exchange format.
    ///
    /// Coordinates and arrays, of real numbers, integers or patterns (whose entries become 1), general, symmetric or
    /// skew-symmetric; a zero that is written is an entry, except in an array. Throws with the line where the text is anything else.
    public init(matrixMarket text: String) throws(MatrixMarketError) {
        var reader = MatrixMarketReader(text)
        self = try reader.matrix()
    }
}

private struct MatrixMarketReader {
    private enum Symmetry: String {
        case general, symmetric, skew = "skew-symmetric"
    }

    /// The lines that aren't blank, with their numbers.
    private var lines: ArraySlice<(number: Int, text: Substring)>
    private let lineCount: Int

    init(_ text: String) {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
        lineCount = Swift.max(1, all.count { _ in true })
        lines =
            all.map { (number: $0.offset + 1, text: $0.element) }.filter {
                !$0.text.allSatisfy(\.isWhitespace)
            }[...]
    }

    mutating func matrix() throws(MatrixMarketError) -> SparseMatrix<Double> {
        guard let (number, text) = lines.popFirst() else { throw error(1, "the text is empty") }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard words.count == 5, words[0] == "%%matrixmarket", words[1] == "matrix" else {
            throw error(number, "the first line must be `%%MatrixMarket matrix` and three words more")
        }
        guard words[2] == "coordinate" || words[2] == "array" else { throw error(number, "no format \(words[2])") }
        let kinds = words[2] == "array" ? ["real", "integer"] : ["real", "integer", "pattern"]
        guard kinds.contains(String(words[3])) else {
            throw error(number, "the entries can't be \(words[3])")
        }
        guard let symmetry = Symmetry(rawValue: String(words[4])), symmetry != .skew || words[3] != "pattern" else {
            throw error(number, "the symmetry can't be \(words[4])")
        }
        lines = lines.drop { $0.text.drop(while: \.isWhitespace).first == "%" }
        return words[2] == "array"
            ? try array(symmetry) : try coordinates(symmetry, hasValues: words[3] != "pattern")
    }

    private mutating func coordinates(
        _ symmetry: Symmetry, hasValues: Bool
    ) throws(MatrixMarketError) -> SparseMatrix<Double> {
        let (rows, columns, count) = try size(3, symmetry)
        var triplets: [(row: Int, column: Int, value: Double)] = []
        var places: Set<[Int]> = []
        for _ in 0..<count {
            let (number, words) = try next("there are fewer entries than the \(count) that were announced")
            guard words.count == (hasValues ? 3 : 2), let i = Int(words[0]), let j = Int(words[1]) else {
                throw error(number, "an entry is a row, a column\(hasValues ? " and a number" : "")")
            }
            guard i >= 1, i <= rows, j >= 1, j <= columns else {
                throw error(number, "no entry (\(i), \(j)) in a \(rows) × \(columns) matrix, counted from 1")
            }
            guard let value = hasValues ? Double(words[2]) : 1 else {
                throw error(number, "\(words[2]) is no number")
            }
            if symmetry != .general && (j > i || symmetry == .skew && i == j) {
                throw error(number, "of a \(symmetry.rawValue) matrix only the lower triangle is written")
            }
            guard places.insert([i, j]).inserted else { throw error(number, "entry (\(i), \(j)) stands here twice") }
            triplets.append((i - 1, j - 1, value))
            if symmetry != .general && i != j { triplets.append((j - 1, i - 1, symmetry == .skew ? -value : value)) }
        }
        try end()
        return SparseMatrix(rows: rows, columns: columns, triplets: triplets)
    }

    private mutating func array(_ symmetry: Symmetry) throws(MatrixMarketError) -> SparseMatrix<Double> {
        let (rows, columns, _) = try size(2, symmetry)
        var triplets: [(row: Int, column: Int, value: Double)] = []
        for j in 0..<columns {
            let first = symmetry == .general ? 0 : symmetry == .symmetric ? j : j + 1
            for i in Swift.min(first, rows)..<rows {
                let (number, words) = try next("there are fewer numbers than a \(rows) × \(columns) matrix has")
                guard words.count == 1, let value = Double(words[0]) else {
                    throw error(number, "a line of an array is one number")
                }
                if value == 0 { continue }
                triplets.append((i, j, value))
                if symmetry != .general && i != j { triplets.append((j, i, symmetry == .skew ? -value : value)) }
            }
        }
        try end()
        return SparseMatrix(rows: rows, columns: columns, triplets: triplets)
    }

    private mutating func size(
        _ count: Int, _ symmetry: Symmetry
    ) throws(MatrixMarketError) -> (rows: Int, columns: Int, entries: Int) {
        let (number, words) = try next("the line with the size is missing")
        let sizes = words.compactMap { Int($0) }
        guard words.count == count, sizes.count == count, sizes.allSatisfy({ $0 >= 0 && $0 <= Int32.max }) else {
            let what = count == 3 ? "rows, columns and entries" : "rows and columns"
            throw error(number, "the size is \(what), up to 2^31 - 1")
        }
        if symmetry != .general && sizes[0] != sizes[1] {
            throw error(number, "a \(symmetry.rawValue) matrix is square, not \(sizes[0]) × \(sizes[1])")
        }
        return (sizes[0], sizes[1], count == 3 ? sizes[2] : 0)
    }

    private mutating func next(_ missing: String) throws(MatrixMarketError) -> (number: Int, words: [Substring]) {
        guard let (number, text) = lines.popFirst() else { throw error(lineCount, missing) }
        return (number, text.split(whereSeparator: \.isWhitespace))
    }

    private func end() throws(MatrixMarketError) {
        if let (number, _) = lines.first { throw error(number, "there are more entries than were announced") }
    }

    private func error(_ line: Int, _ message: String) -> MatrixMarketError {
        MatrixMarketError(line: line, message: message)
    }
}
