import Autodiff

/// Every part of the tour, in order.
var allParts: [any Part.Type] {
    [
        GraphPart.self, CompilePart.self, NetworkPart.self, HandPart.self, FitPart.self, LayersPart.self, IrisPart.self,
        ApproximationPart.self, CrossoverPart.self, DifferencesPart.self, OrbitPart.self,
        ArmPart.self, CometPart.self, ProcessPart.self, SparsePart.self,
    ]
}

/// Runs the tour and returns its exit status: 0, 2 for a command line that can't be understood, 1 for a file that
/// can't be read or written.
func run(arguments: [String], console: Console, setting: Setting = Setting()) -> Int32 {
    do {
        let arguments = try Arguments(arguments)
        if arguments.wantsHelp {
            console.print(Arguments.usage)
            console.print(partList)
        } else if arguments.wantsList {
            console.print(partList)
        } else {
            var setting = setting
            setting.csv = arguments.csv
            var page = Page()
            for part in arguments.parts { page.add(part, try show(part, setting, on: console)) }
            if let report = arguments.report {
                try page.write(to: report)
                console.print("The report is in \(report).")
            }
        }
        return 0
    } catch let error as UsageError {
        console.error("tour: \(error)\ntry 'tour --help'\n")
        return 2
    } catch {
        console.error("tour: \(error)\n")
        return 1
    }
}

private var partList: Table {
    var table = Table([.left("part"), .left("what it is")])
    for part in allParts { table.add(part.name, part.title) }
    return table
}

/// Runs a part, prints it, and returns its content.
private func show(_ part: any Part.Type, _ setting: Setting, on console: Console) throws -> [Block] {
    console.print("== \(part.name): \(part.title)\n\n\(part.lesson)\n")
    let progress = Progress { console.progress("\(part.name): \($0)") }
    var setting = setting
    setting.progress = progress.report
    let content = try part.init(setting).content
    for block in content {
        switch block {
        case .paragraph(let text), .verbatim(let text): console.print(text + "\n")
        case .table(let table): console.print(table.text(indent: 2, ruled: true) + "\n")
        case .figure: break
        }
    }
    return content
}
