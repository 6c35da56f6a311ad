import Foundation

/// Swift files, compiled by themselves into a program that is run.
enum SwiftFiles {
    struct Failure: Error { let text: String }

    /// What the program of these files prints.
    static func run(_ files: [String: String], input: String = "", optimised: Bool) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("swift-source-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let program = folder.appendingPathComponent("program").path
        let options = optimised ? ["-O", "-wmo"] : ["-Onone"]
        let names = files.keys.sorted().map { folder.appendingPathComponent($0).path }
        let compiler = ["swiftc", "-warnings-as-errors", "-swift-version", "6"]
        let text = folder.appendingPathComponent("input")
        try input.write(to: text, atomically: true, encoding: .utf8)
        _ = try output(of: "/usr/bin/env", compiler + options + names + ["-o", program], reading: text)
        return try output(of: program, [], reading: text)
    }

    private static func output(of path: String, _ arguments: [String], reading input: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: input)
        // One pipe for both: of two the one that isn't read could fill, and stop the process.
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failure(text: String(text.prefix(2000))) }
        return text
    }
}
