import Testing

@testable import Tour

@Suite("The tour's command line")
struct CommandLineTests {
    @Test("an unknown part is an error that names it and the parts there are")
    func unknownPart() {
        let (status, output, error) = Recording.run("nonsense")
        #expect(status == 2)
        #expect(output.isEmpty)
        #expect(error.contains("unknown part 'nonsense'"))
        for part in allParts { #expect(error.contains(part.name)) }
    }

    @Test("an unknown option is an error, and nothing runs", arguments: ["--nonsense", "-x"])
    func unknownOption(option: String) {
        let (status, output, error) = Recording.run("graph", option)
        #expect(status == 2)
        #expect(output.isEmpty)
        #expect(error.contains("unknown option '\(option)'"))
    }

    @Test(
        "an option without its file, or one for a part that isn't run, is an error",
        arguments: [
            ["--csv"], ["--report"], ["graph", "--report", "--list"], ["iris", "--csv", ""], ["graph", "--csv", "x"],
        ])
    func badOptions(arguments: [String]) {
        let recording = Recording()
        #expect(run(arguments: arguments, console: recording.console) == 2)
        #expect(recording.output.isEmpty)
        #expect(recording.error.contains(arguments.contains("--report") ? "--report" : "--csv"))
    }

    @Test("--list names every part, --help also the usage")
    func list() {
        let (status, list, error) = Recording.run("--list")
        #expect(status == 0)
        #expect(error.isEmpty)
        for part in allParts {
            #expect(list.contains(part.name))
            #expect(list.contains(part.title))
        }
        let (helpStatus, help, _) = Recording.run("--help")
        #expect(helpStatus == 0)
        #expect(help.contains("usage: tour"))
        #expect(help.contains(list))
    }

    @Test("the parts named are run, in the order given")
    func someParts() throws {
        let (status, output, error) = Recording.run("fit", "graph")
        #expect(status == 0)
        #expect(error.isEmpty)
        let fit = try #require(output.range(of: "== fit:"))
        let graph = try #require(output.range(of: "== graph:"))
        #expect(fit.lowerBound < graph.lowerBound)
        #expect(!output.contains("== network:"))
    }

    @Test("names of parts are distinct")
    func names() { #expect(Set(allParts.map { $0.name }).count == allParts.count) }
}
