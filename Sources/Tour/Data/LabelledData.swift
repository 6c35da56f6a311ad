/// Measurements in named columns, each row with a label.
struct LabelledData {
    let columnNames: [String]
    let rows: [[Double]]

    /// The labels that occur, in the order in which they first do.
    let labels: [String]

    /// The label of each row, as an index into `labels`.
    let classes: [Int]

    /// Reads so many columns of numbers and a last one of labels.
    ///
    /// The first line may name the columns: it is taken as such if none of its numbers is one. Throws, with file, line
    /// and column, at a line with too few or too many fields, at what isn't a finite number, at an empty label, at a
    /// label too many, and where a column has the same number everywhere.
    init(_ csv: CSV, numbers: Int, labels labelCount: Int) throws(DataError) {
        let file = csv.file
        guard let first = csv.lines.first else { throw DataError("the file is empty", file: file) }
        let hasHeader = first.fields.prefix(numbers).allSatisfy { Double($0) == nil }
        if hasHeader { try LabelledData.checkCount(of: first, numbers: numbers, names: nil, file: file) }
        let names = hasHeader ? first.fields : (1...numbers).map { "input \($0)" } + ["label"]
        columnNames = Array(names.prefix(numbers))

        var rows: [[Double]] = []
        var labels: [String] = []
        var classes: [Int] = []
        for line in csv.lines.dropFirst(hasHeader ? 1 : 0) {
            try LabelledData.checkCount(of: line, numbers: numbers, names: names, file: file)
            var row: [Double] = []
            for (j, field) in line.fields.prefix(numbers).enumerated() {
                row.append(try LabelledData.number(field, column: j, name: names[j], line: line.number, file: file))
            }
            rows.append(row)
            let label = line.fields[numbers]
            if label.isEmpty {
                throw DataError("the label is missing", file: file, line: line.number, column: numbers + 1)
            }
            if !labels.contains(label) {
                if labels.count == labelCount {
                    let known = labels.joined(separator: ", ")
                    throw DataError(
                        "'\(label)' is a label too many, there are \(labelCount) already: \(known)", file: file,
                        line: line.number, column: numbers + 1)
                }
                labels.append(label)
            }
            classes.append(labels.firstIndex(of: label) ?? 0)
        }
        (self.rows, self.labels, self.classes) = (rows, labels, classes)
        try check(labelCount: labelCount, line: csv.lines[csv.lines.count - 1].number, file: file)
    }

    private static func checkCount(of line: CSV.Line, numbers: Int, names: [String]?, file: String) throws(DataError) {
        let count = line.fields.count
        if count < numbers + 1 {
            let missing = names.map { " (\($0[count]))" } ?? ""
            throw DataError(
                "a column is missing\(missing): the line has \(count) of \(numbers + 1), \(numbers) numbers and a label",
                file: file, line: line.number, column: count + 1)
        }
        if count > numbers + 1 {
            throw DataError(
                "a column too many: the line has \(count) where \(numbers + 1) are wanted, \(numbers) numbers and a label",
                file: file, line: line.number, column: numbers + 2)
        }
    }

    private static func number(
        _ field: String, column: Int, name: String, line: Int, file: String
    ) throws(DataError) -> Double {
        if field.isEmpty { throw DataError("\(name) is missing", file: file, line: line, column: column + 1) }
        guard let number = Double(field) else {
            throw DataError("'\(field)' isn't a number (\(name))", file: file, line: line, column: column + 1)
        }
        if !number.isFinite {
            throw DataError("'\(field)' isn't a finite number (\(name))", file: file, line: line, column: column + 1)
        }
        return number
    }

    private func check(labelCount: Int, line: Int, file: String) throws(DataError) {
        if rows.isEmpty { throw DataError("there is no line of data", file: file, line: line) }
        if labels.count < labelCount {
            let known = labels.joined(separator: ", ")
            throw DataError(
                "the file ends with \(labels.count) of \(labelCount) labels: \(known)", file: file, line: line,
                column: columnNames.count + 1)
        }
        for (j, name) in columnNames.enumerated() {
            let deviation = scale(ofColumn: j).deviation
            if deviation == 0 {
                throw DataError(
                    "\(name) is the same on every line, nothing can be learnt from it", file: file, column: j + 1)
            }
            if !deviation.isFinite {
                throw DataError("the numbers of \(name) are too large", file: file, column: j + 1)
            }
        }
    }
}

extension LabelledData {
    /// The columns of these numbers, each shifted to mean 0 and scaled to (population) standard deviation 1; the targets
    /// 1 for the row's label and 0 for the others.
    func standardised(columns: [Int]? = nil) -> Batch {
        let scales = (columns ?? Array(columnNames.indices)).map { (column: $0, scale: scale(ofColumn: $0)) }
        return Batch(
            inputs: rows.map { row in scales.map { (row[$0.column] - $0.scale.mean) / $0.scale.deviation } },
            targets: classes.map { label in labels.indices.map { $0 == label ? 1 : 0 } })
    }

    /// A column's mean and population standard deviation.
    func scale(ofColumn j: Int) -> (mean: Double, deviation: Double) {
        let count = Double(rows.count)
        let mean = rows.reduce(0) { $0 + $1[j] } / count
        let variance = rows.reduce(0) { $0 + ($1[j] - mean) * ($1[j] - mean) } / count
        return (mean, variance.squareRoot())
    }
}
