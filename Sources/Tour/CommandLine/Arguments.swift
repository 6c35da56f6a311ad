/// What the command line asks for.
struct Arguments {
    /// The parts to run, in the order given; all of them if none is named.
    var parts: [any Part.Type] = []
    var wantsHelp = false
    var wantsList = false

    /// The file to train on instead of the irises in the source.
    var csv: String?

    /// The file to write the report to.
    var report: String?

    static let usage = """
        usage: tour [PART…] [--csv FILE] [--report FILE.html] [--list] [--help]

        Runs the named parts of the tour, or all of them.

          --csv FILE           for the part iris: trains on a file of four columns of numbers and one of three labels
          --report FILE.html   writes what was run to a page, with pictures
          --list               names the parts
          --help               prints this

        """

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--list": wantsList = true
            case "--csv": csv = try Arguments.file(after: argument, &rest)
            case "--report": report = try Arguments.file(after: argument, &rest)
            default:
                if argument.hasPrefix("-") { throw UsageError("unknown option '\(argument)'") }
                guard let part = allParts.first(where: { $0.name == argument }) else {
                    let names = allParts.map { $0.name }.joined(separator: ", ")
                    throw UsageError("unknown part '\(argument)'; the parts are \(names)")
                }
                parts.append(part)
            }
        }
        if parts.isEmpty { parts = allParts }
        if csv != nil && !parts.contains(where: { $0 == IrisPart.self }) {
            throw UsageError("--csv is for the part iris, which is not among those named")
        }
    }

    private static func file(after option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let file = rest.popFirst(), !file.isEmpty, !file.hasPrefix("--") else {
            throw UsageError("\(option) needs the name of a file")
        }
        return file
    }
}

/// A command line that can't be understood.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
