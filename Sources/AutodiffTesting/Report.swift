public import AutodiffChecking
internal import Testing
internal import XCTest

/// Fails the current test, at `site`, with the comment and the report as the failure's text, unless `passed`.
@usableFromInline
package func expect(_ passed: Bool, _ report: @autoclosure () -> String, _ comment: () -> String, at site: CallSite) {
    if passed { return }
    let comment = comment()
    fail(comment.isEmpty ? report() : "\(comment)\n\(report())", at: site)
}

/// Makes a check, and fails the current test, at `site`, with the comment and the check's report, unless it passed.
@usableFromInline
func expect(
    _ check: @autoclosure () -> DerivativeCheck, _ comment: () -> String, at site: CallSite
) -> DerivativeCheck {
    let check = MutationTrial.expecting(at: site.description, check)
    expect(check.passed, check.description, comment, at: site)
    return check
}

/// Makes checks, and fails the current test, at `site`, with the comment and the report of all, unless every one of them passed.
func expect(_ summary: @autoclosure () -> CheckSummary, _ comment: () -> String, at site: CallSite) -> CheckSummary {
    let summary = MutationTrial.expecting(at: site.description, summary)
    expect(summary.passed, summary.description, comment, at: site)
    return summary
}

/// Records one failure with whichever framework runs the tests of this process.
///
/// Both are linked into a test program, and each drops without a word what it is told while the other one runs. So
/// whether Swift Testing runs is asked first:
///
/// - a test of its own is current: the task of a Swift Testing test, or a child of it;
/// - the process was started for it. `swift test` gives each framework a process of its own, and names Swift Testing on
///   the command line. In a detached task, on a dispatch queue and on a raw thread no test is current, and this tells;
///   the failure then belongs to the run and not to a test.
///
/// Otherwise XCTest is told, which takes a failure from any thread.
private func fail(_ text: String, at site: CallSite) {
    if Test.current != nil || isSwiftTestingProcess {
        recordIssue(text, at: site)
    } else {
        failXCTest(text, at: site)
    }
}

/// Whether the command line names Swift Testing, as `swift test` does when it starts a process for it.
private let isSwiftTestingProcess: Bool = {
    let arguments = CommandLine.arguments
    return zip(arguments, arguments.dropFirst()).contains { option, value in
        option == "--testing-library" && value.lowercased() == "swift-testing"
    }
}()

private func recordIssue(_ text: String, at site: CallSite) {
    let location = SourceLocation(
        fileID: site.fileID, filePath: "\(site.filePath)", line: Int(site.line), column: Int(site.column))
    Issue.record(Comment(rawValue: text), sourceLocation: location)
}

#if canImport(ObjectiveC)

/// Tells XCTest, and Swift Testing too in case the host runs it in the same process, as Xcode does.
///
/// Only one of them runs, and before Swift 6.4 the other one drops what it is told; from 6.4 on Swift Testing hands
/// a failure to XCTest by itself.
private func failXCTest(_ text: String, at site: CallSite) {
    #if compiler(<6.4)
    XCTFail(text, file: site.filePath, line: site.line)
    #endif
    recordIssue(text, at: site)
}

#else

internal import Synchronization

/// Tells XCTest, and makes sure that it heard: it drops a failure while no test case runs, as when a task outlives
/// the test that started it.
///
/// Then Swift Testing is told, for a host that runs both frameworks in one process; and as nobody may be listening
/// at all, the failure goes to standard error and into the exit status.
private func failXCTest(_ text: String, at site: CallSite) {
    let listener = FailureListener(for: text)
    let heard = oneAtATime.withLock { _ in
        XCTestObservationCenter.shared.addTestObserver(listener)
        defer { XCTestObservationCenter.shared.removeTestObserver(listener) }
        XCTFail(text, file: site.filePath, line: site.line)
        return listener.heard
    }
    if heard { return }
    recordIssue(text, at: site)
    failProcess("\(site.filePath):\(site.line): error: outside of any test : failed - \(text)\n")
}

/// XCTest neither guards its list of observers nor its counts: no two failures enter it together.
private let oneAtATime = Mutex(())

/// Notices that XCTest records one particular failure, which it does in the thread that reports it.
private final class FailureListener: XCTestObservation {
    private let text: String
    private(set) var heard = false

    init(for text: String) { self.text = text }

    func testCase(
        _ testCase: XCTestCase, didFailWithDescription description: String, inFile filePath: String?,
        atLine lineNumber: Int
    ) {
        // Some other failure may come by from another thread: it must leave `heard` alone.
        if description.hasSuffix(text) { heard = true }
    }
}

#endif
