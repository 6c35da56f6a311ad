import Autodiff
import Foundation

/// Where the tour writes: its results to one stream, errors and progress to another.
struct Console {
    let output: (String) -> Void
    let error: (String) -> Void

    /// Standard output and standard error.
    static var standard: Console {
        Console(
            output: { FileHandle.standardOutput.write(Data($0.utf8)) },
            error: { FileHandle.standardError.write(Data($0.utf8)) })
    }

    func print(_ line: String) { output(line + "\n") }

    func print(_ table: Table) { output(table.text(indent: 2, ruled: true) + "\n") }

    /// A line of progress, for work that takes more than a second.
    func progress(_ line: String) { error(line + "\n") }
}
