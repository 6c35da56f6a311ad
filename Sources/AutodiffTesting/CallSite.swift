/// Where in the user's tests an expectation stands.
@usableFromInline
package struct CallSite: Sendable {
    let fileID: String
    let filePath: StaticString
    let line: UInt
    let column: UInt

    /// The place that the arguments name; by default, the caller's.
    @usableFromInline
    package init(
        fileID: String = #fileID, filePath: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.fileID = fileID
        self.filePath = filePath
        self.line = line
        self.column = column
    }
}

extension CallSite {
    /// `File.swift:12`.
    var description: String { "\(fileID.split(separator: "/").last ?? ""):\(line)" }
}
