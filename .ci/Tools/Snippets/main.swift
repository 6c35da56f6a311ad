import Foundation

// Makes programs of the snippets: `snippets OUT README.md … graph.symbols.json … Cookbook.swift …` writes a Swift file for each,
// and a table of them, one a line: name, blocks, "runs", "traps" or "rejected", and what is expected.

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    guard let out = arguments.first else { throw Mistake("usage: snippets OUT FILE…") }
    var programs: [Program] = []
    for file in arguments.dropFirst() {
        let name = String(URL(fileURLWithPath: file).lastPathComponent.prefix { $0 != "." })
        switch URL(fileURLWithPath: file).pathExtension {
        case "md": programs += try Program.page(file, named: name)
        case "json":
            let blocks = try Markdown.blocks(ofSymbolGraph: file)
            for (module, files) in Dictionary(grouping: blocks, by: { $0.key.split(separator: "/")[1] }) {
                let blocks = Dictionary(uniqueKeysWithValues: files.map { ($0.key, $0.value) })
                programs.append(Program.documentation(of: String(module), blocks))
            }
        default: programs.append(try Program.cookbook(file, named: name))
        }
    }
    var table = ""
    for program in programs.sorted(by: { $0.name < $1.name }) {
        try program.text.write(toFile: "\(out)/\(program.name).swift", atomically: true, encoding: .utf8)
        let row =
            if let trap = program.trap { ["traps", trap] } else if program.errors.isEmpty { ["runs", ""] } else {
                ["rejected"] + program.errors.map { "\($0.place)|\($0.message)" }
            }
        table += ([program.name, "\(program.blocks)"] + row).joined(separator: "\t") + "\n"
    }
    try table.write(toFile: "\(out)/table", atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
