#if os(Linux)

import Testing

/// Failures that no test of the same process can look at: XCTest's, and those of Swift Testing that belong to no test.
@Suite struct FailureTests {
    @Test(arguments: [
        "testOwnTask", "testChildTask", "testDetachedTask", "testDispatchQueue", "testThread",
        "testBlockingOnQueue",
    ])
    func xctestFailsOnce(method: String) throws {
        let run = try ChildProcess.xctest("FailingXCTests/\(method)")
        expectPlanted(
            run, "Planted.swift:\(Planted.line): error: FailingXCTests.\(method) : failed - \(Planted.comment)")
        #expect(run.output.contains("Executed 1 test, with 1 failure"))
    }

    @Test func xctestHearsEachOfManyThreads() throws {
        let run = try ChildProcess.xctest("FailingXCTests/testManyThreads")
        #expect(run.status == 1)
        #expect(run.output.contains("Executed 1 test, with 200 failures"))
        #expect(run.count(of: Planted.comment) == 200)
    }

    @Test func xctestWithoutATestCase() throws {
        let run = try ChildProcess.xctest("OutsideOfXCTests")
        expectPlanted(
            run, "Planted.swift:\(Planted.line): error: outside of any test : failed - \(Planted.comment)")
        #expect(run.output.contains("Executed 1 test, with 0 failures"))
    }

    @Test(arguments: [
        "ownTask", "childTask", "detachedTask", "dispatchQueue", "thread", "detachedInAKnownIssue", "leaks",
    ])
    func swiftTestingFailsOnce(method: String) throws {
        let run = try ChildProcess.swiftTesting("FailingSwiftTests/\(method)")
        expectPlanted(run, "recorded an issue at Planted.swift:\(Planted.line)")
        #expect(run.output.contains("failed after") && run.output.contains("with 1 issue."))
    }

    /// Expects one failure, the planted one, that begins with `start`.
    private func expectPlanted(
        _ run: ChildProcess.Result, _ start: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let output = Comment(rawValue: run.output)
        #expect(run.status == 1, output, sourceLocation: sourceLocation)
        #expect(run.count(of: start) == 1, output, sourceLocation: sourceLocation)
        for line in Planted.text { #expect(run.count(of: line) == 1, output, sourceLocation: sourceLocation) }
    }
}

#endif
