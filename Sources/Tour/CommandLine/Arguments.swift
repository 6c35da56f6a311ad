/// What the command line asks for.
struct Arguments {
    /// The parts to run, in the order given; all of them if none is named.
    var parts: [any Part.Type] = []
    var wantsHelp = false
    var wantsList = false

    init(_ arguments: [String]) throws(UsageError) {
        for argument in arguments {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--list": wantsList = true
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
    }
}

/// A command line that can't be understood.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
