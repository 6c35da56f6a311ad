/// Every part of the tour, in order.
var allParts: [any Part.Type] { [GraphPart.self, NetworkPart.self, HandPart.self, FitPart.self] }

private let usage = """
    usage: tour [PART…] [--list] [--help]

    Runs the named parts of the tour, or all of them.

      --list    names the parts
      --help    prints this

    """

/// Runs the tour and returns its exit status: 0, or 2 for a command line that can't be understood.
func run(arguments: [String], console: Console) -> Int32 {
    do {
        let arguments = try Arguments(arguments)
        if arguments.wantsHelp {
            console.print(usage)
            console.print(partList)
        } else if arguments.wantsList {
            console.print(partList)
        } else {
            for part in arguments.parts { show(part, on: console) }
        }
        return 0
    } catch {
        console.error("tour: \(error)\ntry 'tour --help'\n")
        return 2
    }
}

private var partList: Table {
    var table = Table([.left("part"), .left("what it is")])
    for part in allParts { table.add(part.name, part.title) }
    return table
}

private func show(_ part: any Part.Type, on console: Console) {
    console.print("== \(part.name): \(part.title)")
    console.print()
    console.print(part.lesson)
    console.print()
    part.init().print(to: console)
    console.print()
}
