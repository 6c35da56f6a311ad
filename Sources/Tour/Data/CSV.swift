import Foundation

/// Something wrong in a file of data, and where.
struct DataError: Error, CustomStringConvertible {
    let description: String

    /// Lines and columns are counted from 1; a column is a field of the line.
    init(_ message: String, file: String, line: Int? = nil, column: Int? = nil) {
        var place = file
        if let line { place += ", line \(line)" }
        if let column { place += ", column \(column)" }
        description = "\(place): \(message)"
    }
}

/// A file of comma-separated values: its lines, taken apart into fields.
struct CSV {
    struct Line {
        let number: Int
        let fields: [String]
    }

    let file: String

    /// The lines that aren't blank.
    let lines: [Line]

    /// Reads a file. Throws if it can't be read, or isn't UTF-8.
    init(path: String) throws(DataError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw DataError("there is no such file", file: path)
        }
        if isDirectory.boolValue { throw DataError("this is a directory, not a file", file: path) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError("the file can't be read", file: path)
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw DataError("the file isn't text in UTF-8", file: path)
        }
        try self.init(text: text, file: path)
    }

    /// Takes a text apart. A field may stand in double quotes, a quote inside it doubled; lines end in LF or CR LF.
    init(text: String, file: String) throws(DataError) {
        self.file = file
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        var lines: [Line] = []
        for (i, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            lines.append(Line(number: i + 1, fields: try CSV.fields(of: line, file: file, number: i + 1)))
        }
        self.lines = lines
    }

    private static func fields(of line: Substring, file: String, number: Int) throws(DataError) -> [String] {
        var fields: [String] = []
        var rest = line
        while true {
            let start = rest.drop { $0 == " " || $0 == "\t" }
            if start.first == "\"" {
                var field = ""
                var inside = start.dropFirst()
                while true {
                    guard let quote = inside.firstIndex(of: "\"") else {
                        throw DataError(
                            "a quote is opened and not closed on the line", file: file, line: number,
                            column: fields.count + 1)
                    }
                    field += inside[..<quote]
                    inside = inside[inside.index(after: quote)...]
                    if inside.first != "\"" { break }
                    field += "\""
                    inside = inside.dropFirst()
                }
                let after = inside.prefix { $0 != "," }
                if !after.allSatisfy(\.isWhitespace) {
                    throw DataError(
                        "'\(after)' stands behind the closing quote", file: file, line: number,
                        column: fields.count + 1)
                }
                fields.append(field)
                rest = inside.dropFirst(after.count)
            } else {
                let field = rest.prefix { $0 != "," }
                fields.append(field.trimmingCharacters(in: .whitespaces))
                rest = rest.dropFirst(field.count)
            }
            if rest.isEmpty { return fields }
            rest = rest.dropFirst()
        }
    }
}
