import Foundation

/// Runs of this test program in a process of its own, with the tests enabled that must fail.
enum ChildProcess {
    private static let key = "AUTODIFF_TESTS_THAT_FAIL"

    /// Whether this is such a run.
    static let isCurrent = ProcessInfo.processInfo.environment[key] != nil

    struct Result {
        let status: Int32
        let output: String

        /// How many lines contain `text`.
        func count(of text: String) -> Int {
            output.split(separator: "\n").filter { $0.contains(text) }.count
        }
    }

    /// Runs one XCTest method, or class, of this module.
    static func xctest(_ name: String) throws -> Result { try run(["TestingTests.\(name)"]) }

    /// Runs the Swift Testing tests that match.
    static func swiftTesting(_ filter: String) throws -> Result {
        try run(["--testing-library", "swift-testing", "--filter", filter])
    }

    private static func run(_ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging([key: "1"]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }
}
