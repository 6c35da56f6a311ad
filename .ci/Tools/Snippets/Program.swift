import Foundation

/// Programs made of the blocks of a text: compiled, run, and held to what the comments beside `print` say.
struct Program {
    let name: String
    let text: String
    /// What the compiler has to say, by "file:line".
    var errors: [(place: String, message: String)] = []
    /// What it has to die of.
    var trap: String?
    /// How many blocks it has.
    var blocks = 0

    /// A page: declarations are visible everywhere in it, statements below one heading of level 2 in their order.
    static func page(_ file: String, named name: String) throws -> [Program] {
        let blocks = try Markdown.blocks(of: file)
        guard !blocks.isEmpty else { return [] }
        let good = blocks.filter { $0.errors.isEmpty && $0.traps.isEmpty }
        let parts = good.map { Parts(of: $0, in: file) }
        let declarations = parts.map(\.declarations).joined(separator: "\n")
        let imports = Set(parts.flatMap(\.imports))
        var programs: [Program] = []
        let sections = Dictionary(grouping: zip(good, parts), by: \.0.section).sorted { $0.key < $1.key }
        let functions = sections.map { section, blocks in
            function("section\(section)", blocks.map(\.1.statements).joined(separator: "\n"))
        }
        var program = Program(
            name: name, text: source(imports, expectations(good, file), declarations, functions, file: name))
        program.blocks = good.count
        programs.append(program)
        for block in blocks where !block.errors.isEmpty || !block.traps.isEmpty {
            let parts = Parts(of: block, in: file)
            let line = block.lines.first?.number ?? 0
            let body = function("line\(line)", parts.statements)
            var program = Program(
                name: "\(name)-\(line)",
                text: source(
                    imports.union(parts.imports), [:], declarations + "\n" + parts.declarations, [body], file: name))
            program.errors = block.errors.map { ("\(file):\($0.number):", $0.message) }
            program.trap = block.traps.first?.message
            program.blocks = 1
            programs.append(program)
        }
        return programs
    }

    /// The doc comments of a module: a function for each block, nothing in common but the names of `Context.swift`.
    static func documentation(of module: String, named name: String, _ blocks: [String: [Block]]) -> Program {
        var expected: [String: [String]] = [:]
        var functions: [String] = []
        var imports: Set<String> = []
        for (file, blocks) in blocks.sorted(by: { $0.key < $1.key }) {
            expected.merge(expectations(blocks, file)) { first, _ in first }
            for block in blocks {
                let parts = Parts(of: block, in: file, hoists: false)
                imports.formUnion(parts.imports)
                let source = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
                let words = source.map { $0.isLetter || $0.isNumber ? $0 : "_" }
                functions.append(function(String(words) + "_\(block.lines[0].number)", parts.statements))
            }
        }
        var program = Program(name: name, text: source(imports, expected, "", functions, file: module))
        program.blocks = functions.count
        return program
    }

    /// A program of the cookbook as it stands, its results noted.
    static func cookbook(_ file: String, named name: String) throws -> Program {
        let lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
        let block = Block(lines: lines.enumerated().map { ($0.offset + 1, $0.element) }, section: 0)
        let parts = Parts(of: block, in: file, hoists: false)
        let text = (parts.imports + [printing(expectations([block], file)), parts.statements, "_finish()", ""])
            .joined(separator: "\n")
        return Program(name: name, text: text, blocks: 1)
    }

    private static func function(_ name: String, _ statements: String) -> String {
        "@Test func \(name)() async throws {\n\(statements)\n}"
    }

    private static func source(
        _ imports: Set<String>, _ expected: [String: [String]], _ declarations: String, _ functions: [String],
        file: String
    ) -> String {
        let imports = imports.union(["import Testing", "import Autodiff", "import AutodiffTesting"])
        return """
            \(imports.sorted().joined(separator: "\n"))
            \(printing(expected))
            \(declarations)
            #sourceLocation(file: "\(file)", line: 1)
            \(functions.joined(separator: "\n"))
            @main struct Snippets {
                static func main() async {
                    let status: CInt = await Testing.__swiftPMEntryPoint(passing: nil)
                    _finish(status)
                }
            }

            """
    }

    /// `print`, which notes what it prints, and the comparison with what the comments say.
    private static func printing(_ expected: [String: [String]]) -> String {
        let entries = expected.sorted { $0.key < $1.key }.map { key, lines in
            "\(literal(key)): [\(lines.map(literal).joined(separator: ", "))],"
        }
        return """
            let _expected: [String: [String]] = [\(entries.isEmpty ? ":" : "\n" + entries.joined(separator: "\n") + "\n")]
            \(shadow)
            """
    }

    private static func literal(_ text: String) -> String {
        "##\"" + text + "\"##"
    }

    private static let shadow = """
        nonisolated(unsafe) var _printed: [String: String] = [:]
        func _print(
            _ items: Any..., separator: String = " ", terminator: String = "\\n", file: String = #filePath, line: Int = #line
        ) {
            let text = items.map { "\\($0)" }.joined(separator: separator) + terminator
            _printed["\\(file):\\(line)", default: ""] += text
        }
        func _matches(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let dots = pattern.firstIndex(of: "…") else { return pattern == text }
            guard text.hasPrefix(pattern[..<dots]) else { return false }
            let (rest, tail) = (pattern[pattern.index(after: dots)...], text.dropFirst(pattern[..<dots].count))
            if rest.isEmpty { return true }
            return tail.indices.contains { _matches(rest, tail[$0...]) } || _matches(rest, tail[tail.endIndex...])
        }
        func _finish(_ status: Int32 = 0) {
            var wrong = 0
            func fail(_ place: String, _ text: String) {
                wrong += 1
                Swift.print("\\(place): \\(text)")
            }
            for (place, lines) in _expected.sorted(by: { $0.key < $1.key }) {
                guard let text = _printed.removeValue(forKey: place) else {
                    fail(place, "nothing is printed")
                    continue
                }
                var printed = text.split(separator: "\\n", omittingEmptySubsequences: false)
                while printed.last?.isEmpty == true { printed.removeLast() }
                if lines.last == "…" && printed.count >= lines.count { printed.removeSubrange((lines.count - 1)...); printed.append("…") }
                guard lines.count == printed.count, zip(lines, printed).allSatisfy({ _matches($0[...], $1) }) else {
                    fail(place, "prints\\n" + printed.map { "// \\($0)" }.joined(separator: "\\n"))
                    continue
                }
            }
            for (place, text) in _printed.sorted(by: { $0.key < $1.key }) {
                fail(place, "a print without its result:\\n" + text.split(separator: "\\n").map { "// \\($0)" }.joined(separator: "\\n"))
            }
            Swift.print("\\(_expected.count) results asserted, \\(wrong) wrong")
            exit(status != 0 || wrong > 0 ? 1 : 0)
        }
        #if canImport(Glibc)
        import Glibc
        #elseif canImport(Musl)
        import Musl
        #else
        import Darwin
        #endif
        """
}
