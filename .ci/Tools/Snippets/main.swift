import Foundation

// `snippets programs OUT README.md … graph.symbols.json … Cookbook.swift …` writes a Swift program for each text, and a table of them:
// name, blocks, "runs", "traps" or "rejected", and what is expected. `snippets pages OUT Cookbook.swift …` writes the cookbook's pages.

func programs(of file: String) throws -> [Program] {
    let name = String(URL(fileURLWithPath: file).lastPathComponent.prefix { $0 != "." })
    switch URL(fileURLWithPath: file).pathExtension {
    case "md": return try Program.page(file, named: name)
    case "json":
        let blocks = try Markdown.blocks(ofSymbolGraph: file)
        return Dictionary(grouping: blocks) { $0.key.split(separator: "/")[1] }.map { module, files in
            let files = Dictionary(uniqueKeysWithValues: files.map { ($0.key, $0.value) })
            return Program.documentation(of: String(module), named: "Module-\(module)", files)
        }
    default: return [try Program.cookbook(file, named: name)]
    }
}

func write(_ programs: [Program], to folder: String) throws {
    var table = ""
    for program in programs.sorted(by: { $0.name < $1.name }) {
        try program.text.write(toFile: "\(folder)/\(program.name).swift", atomically: true, encoding: .utf8)
        let row =
            if let trap = program.trap {
                ["traps", trap]
            } else if program.errors.isEmpty {
                ["runs", ""]
            } else {
                ["rejected"] + program.errors.map { "\($0.place)|\($0.message)" }
            }
        table += ([program.name, "\(program.blocks)"] + row).joined(separator: "\t") + "\n"
    }
    try table.write(toFile: "\(folder)/table", atomically: true, encoding: .utf8)
}

do {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count > 2 else { throw Mistake("usage: snippets programs|pages OUT FILE…") }
    let (verb, folder, files) = (arguments[1], arguments[2], arguments.dropFirst(2))
    switch verb {
    case "programs": try write(files.flatMap(programs(of:)), to: folder)
    case "pages":
        for file in files {
            let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
            try Program.page(ofCookbook: file).write(
                toFile: "\(folder)/Cookbook-\(name).md", atomically: true, encoding: .utf8)
        }
    default: throw Mistake("\(verb): neither programs nor pages")
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
