import Foundation

/// A piece of Swift code in a page or a doc comment.
struct Block {
    /// Its lines, with the number that each has in its file, from 1.
    var lines: [(number: Int, text: String)]
    /// The heading above it: blocks below one heading of level 2 are in one scope.
    let section: Int

    /// What the reader is told that the compiler says of a line, behind it or below: `// error: …`.
    var errors: [(number: Int, message: String)] { remarks("// error: ") }
    /// What the reader is told that the program dies of: `// traps: …`.
    var traps: [(number: Int, message: String)] { remarks("// traps: ") }

    private func remarks(_ mark: String) -> [(number: Int, message: String)] {
        var last = 0
        return lines.compactMap { line in
            let isComment = line.text.drop { $0 == " " }.hasPrefix("//")
            if !isComment { last = line.number }
            return line.text.range(of: mark).map { (last, String(line.text[$0.upperBound...])) }
        }
    }
}

/// The text files' blocks of code.
enum Markdown {
    /// The blocks of Swift code of a page. A fence without a language is a mistake, as DocC takes it for Swift.
    static func blocks(of file: String) throws -> [Block] {
        var blocks: [Block] = []
        var section = 0
        var open: (fence: String, indent: Int, isSwift: Bool)?
        let lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " }
            if let (fence, indent, isSwift) = open {
                if text == fence {
                    open = nil
                } else if isSwift {
                    blocks[blocks.count - 1].lines.append((index + 1, String(line.dropFirst(indent))))
                }
            } else if text.hasPrefix("```") {
                let language = text.drop { $0 == "`" }
                guard !language.isEmpty else { throw Mistake("\(file):\(index + 1): a fence without a language") }
                // A manifest is checked by the step "first steps", which builds it.
                let isSwift = language == "swift"
                open = (String(text.prefix { $0 == "`" }), line.count - text.count, isSwift)
                if isSwift { blocks.append(Block(lines: [], section: section)) }
            } else if line.hasPrefix("## ") {
                section += 1
            }
        }
        return blocks.filter { !$0.lines.contains { $0.text.hasPrefix("import PackageDescription") } }
    }

    /// The blocks of the doc comments in a symbol graph, by file: lines that are indented by four, below an empty one or at
    /// the beginning, or a fence.
    static func blocks(ofSymbolGraph file: String) throws -> [String: [Block]] {
        struct Graph: Decodable {
            struct Position: Decodable { let line: Int }
            struct Range: Decodable { let start: Position }
            struct Line: Decodable { let text: String, range: Range? }
            struct Comment: Decodable { let lines: [Line], uri: String? }
            struct Location: Decodable { let uri: String }
            struct Symbol: Decodable { let docComment: Comment?, location: Location? }
            let symbols: [Symbol]
        }
        let graph = try JSONDecoder().decode(Graph.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
        var result: [String: [Int: Block]] = [:]
        for symbol in graph.symbols {
            guard let comment = symbol.docComment, let uri = comment.uri ?? symbol.location?.uri else { continue }
            let path = URL(string: uri)?.path ?? uri
            guard let sources = path.range(of: "/Sources/", options: .backwards) else { continue }
            let name = String(path[sources.lowerBound...].dropFirst())
            var block: Block?
            var (wasEmpty, isList, isPicture) = (true, false, false)
            func close() {
                if let block, let first = block.lines.first { result[name, default: [:]][first.number] = block }
                block = nil
            }
            for line in comment.lines {
                guard let number = line.range?.start.line else { continue }
                let isEmpty = line.text.allSatisfy { $0 == " " }
                // A picture in text is fenced, and code that is fenced is a mistake: one way for each.
                if line.text.hasPrefix("```") {
                    guard isPicture || line.text == "```text" else {
                        throw Mistake("\(name):\(number + 1): indent code by four")
                    }
                    isPicture.toggle()
                    close()
                    continue
                }
                guard !isPicture else { continue }
                if line.text.hasPrefix("- ") {
                    isList = true
                } else if !isEmpty && !line.text.hasPrefix(" ") {
                    isList = false
                }
                if line.text.hasPrefix("    "), !isList, block != nil || wasEmpty {
                    if block == nil { block = Block(lines: [], section: 0) }
                    block?.lines.append((number + 1, String(line.text.dropFirst(4))))
                } else if isEmpty {
                    block?.lines.append((number + 1, ""))
                } else {
                    close()
                }
                wasEmpty = isEmpty
            }
            close()
        }
        return result.mapValues { blocks in blocks.sorted { $0.key < $1.key }.map(\.value) }
    }
}

/// Something in the texts that isn't as it should be.
struct Mistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
