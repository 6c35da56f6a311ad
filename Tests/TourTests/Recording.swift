@testable import Tour

/// A console that keeps what is written to it.
final class Recording {
    private(set) var output = ""
    private(set) var error = ""

    var console: Console {
        Console(output: { self.output += $0 }, error: { self.error += $0 })
    }

    /// Runs the tour on these arguments.
    static func run(_ arguments: String...) -> (status: Int32, output: String, error: String) {
        let recording = Recording()
        let status = Tour.run(arguments: arguments, console: recording.console)
        return (status, recording.output, recording.error)
    }
}
