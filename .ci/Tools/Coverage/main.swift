import Foundation

// Counts in symbol graphs what the documentation leaves out: public declarations without an abstract, and verbs without a listing, a
// piece of code in the documentation of at least one of their overloads. `coverage GRAPH…` fails unless both are none.

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
        /// What computes derivatives, solves or checks, in contrast to a function of numbers.
        var isVerb: Bool {
            guard kind.identifier == "swift.func", let path = location?.uri else { return false }
            let files = ["Rules", "Arrays", "Functions", "Support"].map { "/AutodiffCore/\($0)/" }
            return !files.contains { path.contains($0) }
        }
    }
    let symbols: [Symbol]
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
print("\(declarations.count) public declarations, without abstract: \(bare.count)")
print("\(verbs.count) verbs, without listing: \(unlisted.count)")
for name in (bare + unlisted).sorted() { print("  \(name)") }
exit(bare.isEmpty && unlisted.isEmpty ? 0 : 1)
