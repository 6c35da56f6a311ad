import Foundation

// Counts in symbol graphs what the documentation leaves out: public declarations without an abstract, and verbs without a cost or a
// listing, a piece of code, in the documentation of at least one of their overloads; and in an archive's index.json the names at the top level that
// stand under no task, but in the lists by kind that DocC makes of the rest. `coverage GRAPH…` fails unless all are none.

struct Graph: Decodable {
    struct Line: Decodable { let text: String }
    struct Comment: Decodable { let lines: [Line] }
    struct Location: Decodable { let uri: String }
    struct Kind: Decodable { let identifier: String }
    struct Symbol: Decodable {
        let kind: Kind, pathComponents: [String], docComment: Comment?, location: Location?

        var hasAbstract: Bool { docComment?.lines.contains { !$0.text.allSatisfy(\.isWhitespace) } ?? false }
        var hasListing: Bool {
            var previous = ""
            return docComment?.lines.contains { line in
                defer { previous = line.text }
                return line.text.hasPrefix("    ") && previous.allSatisfy(\.isWhitespace)
            } ?? false
        }
        /// Whether it says what it costs, in any of the words for that.
        var hasCost: Bool {
            let text = docComment?.lines.map(\.text).joined(separator: "\n") ?? ""
            return text.contains(#/[Cc]osts?\b|\bruns?\b|sweep|operations|evaluations|multiplication|allocat/#)
        }
        /// What computes derivatives, solves or checks, in contrast to a function of numbers.
        var isVerb: Bool {
            guard kind.identifier == "swift.func", let path = location?.uri else { return false }
            let files = ["Rules", "Arrays", "Functions", "Support"].map { "/AutodiffCore/\($0)/" }
            return !files.contains { path.contains($0) }
        }
    }
    let symbols: [Symbol]
}

struct Index: Decodable {
    struct Node: Decodable { let title: String, type: String, children: [Node]? }
    let interfaceLanguages: [String: [Node]]
}

if let file = CommandLine.arguments.dropFirst().first, file.hasSuffix("index.json") {
    let index = try JSONDecoder().decode(Index.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    let kinds = [
        "Classes", "Enumerations", "Functions", "Operators", "Protocols", "Structures", "Type Aliases", "Variables",
    ]
    let left = index.interfaceLanguages.values.joined().flatMap { module in
        (module.children ?? []).filter { $0.type == "groupMarker" && kinds.contains($0.title) }
            .map { "\(module.title): \($0.title)" }
    }
    print("lists of names without a task: \(left.count)")
    for name in left { print("  \(name)") }
    exit(left.isEmpty ? 0 : 1)
}

var symbols: [Graph.Symbol] = []
for file in CommandLine.arguments.dropFirst() {
    symbols += try JSONDecoder().decode(Graph.self, from: Data(contentsOf: URL(fileURLWithPath: file))).symbols
}
// A block that extends a type of another module has nothing to say by itself.
let declarations = symbols.filter { $0.kind.identifier != "swift.extension" }
let bare = declarations.filter { !$0.hasAbstract }.map { $0.pathComponents.joined(separator: ".") }
let verbs = Dictionary(grouping: declarations.filter(\.isVerb)) { String($0.pathComponents[0].prefix { $0 != "(" }) }
let unlisted = verbs.filter { !$0.value.contains(where: \.hasListing) }.map(\.key)
let costless = verbs.filter { !$0.value.contains(where: \.hasCost) }.map(\.key)
print("\(declarations.count) public declarations, without abstract: \(bare.count)")
print("\(verbs.count) verbs, without listing: \(unlisted.count), without a cost: \(costless.count)")
for name in (bare + unlisted + costless).sorted() { print("  \(name)") }
exit(bare.isEmpty && unlisted.isEmpty && costless.isEmpty ? 0 : 1)
