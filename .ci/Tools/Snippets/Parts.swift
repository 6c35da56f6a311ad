import Foundation

/// A block taken apart: what stands at the top level of a file, and what stands in a function.
struct Parts {
    var imports: [String] = []
    var declarations = ""
    var statements = ""

    private static let words = [
        "struct", "func", "enum", "class", "final class", "actor", "extension", "protocol", "typealias",
    ]

    init(of block: Block, in file: String, hoists: Bool = true) {
        var isDeclaration = false
        var pending: [String] = []
        var (inDeclarations, inStatements) = (0, 0)
        for (number, line) in block.lines {
            // A `print` of its own: the standard library's would be preferred to one of the same name with more arguments.
            let text = line.replacingOccurrences(of: printing, with: "$1_print(", options: .regularExpression)
            if text.hasPrefix("import ") {
                imports.append(String(text.prefix { $0 != "/" }).trimmingCharacters(in: .whitespaces))
                continue
            }
            func place(_ last: inout Int) -> String {
                defer { last = number }
                return last == number - 1 && last > 0 ? "" : "#sourceLocation(file: \"\(file)\", line: \(number))\n"
            }
            if isDeclaration {
                inDeclarations = number
                declarations += text + "\n"
                if text.hasPrefix("}") { isDeclaration = false }
                continue
            }
            let word = Parts.withoutAttributes(text)
            if hoists, Parts.words.contains(where: { word.hasPrefix($0 + " ") }) {
                declarations += pending.joined() + place(&inDeclarations) + text + "\n"
                pending = []
                isDeclaration = !Parts.isBalanced(text)
            } else if hoists, text.hasPrefix("@"), word.isEmpty {
                pending.append(place(&inDeclarations) + text + "\n")
            } else {
                statements += pending.joined() + place(&inStatements) + text + "\n"
                pending = []
            }
        }
    }

    private static func withoutAttributes(_ text: String) -> Substring {
        var rest = text[...]
        while rest.hasPrefix("@") || rest.hasPrefix("public ") || rest.hasPrefix("private ") {
            rest = rest.drop { $0 != " " }.drop { $0 == " " }
        }
        return rest
    }

    private static func isBalanced(_ text: String) -> Bool {
        text.contains("{") && text.count { $0 == "{" } == text.count { $0 == "}" }
    }
}

/// What the comments say that each `print` prints: behind it, and in lines of comment below it.
func expectations(_ blocks: [Block], _ file: String) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for block in blocks {
        var index = 0
        while index < block.lines.count {
            let (number, text) = block.lines[index]
            index += 1
            guard let start = text.range(of: printing, options: .regularExpression) else { continue }
            let indent = text.prefix { $0 == " " }
            // The statement's last line is where its parentheses are closed.
            var statement = code(text)
            var (line, depth) = (text, balance(statement[start.lowerBound...]))
            while depth > 0, index < block.lines.count {
                line = block.lines[index].text
                statement = code(line)
                depth += balance(statement[...])
                index += 1
            }
            var lines: [String] = []
            let comment = line.dropFirst(code(line).count)
            if comment.hasPrefix("// ") { lines.append(String(comment.dropFirst(3))) }
            while index < block.lines.count, block.lines[index].text.hasPrefix(indent + "//") {
                // The first space belongs to the comment, further ones to what is printed.
                let comment = block.lines[index].text.dropFirst(indent.count + 2)
                lines.append(String(comment.hasPrefix(" ") ? comment.dropFirst() : comment))
                index += 1
            }
            // Without any the run fails, and shows what to write.
            result["\(file):\(number)"] = lines.isEmpty ? ["?"] : lines
        }
    }
    return result
}

/// The beginning of a call of `print`.
private let printing = #"(^|[ {;])print\("#

/// A line without its comment.
private func code(_ line: String) -> String {
    guard let range = line.range(of: #"(^|\s)// "#, options: .regularExpression) else { return line }
    let start = line[range.lowerBound...].firstIndex(of: "/") ?? range.upperBound
    return String(line[..<start])
}

private func balance(_ code: Substring) -> Int {
    code.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
}
