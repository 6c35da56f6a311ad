import Autodiff
import AutodiffTesting
import XCTest

/// The same expectation as in Swift Testing.
final class XCTestTests: XCTestCase {
    func testPasses() {
        let check = expectGradient([5, 2], at: [2, 5]) { $0[0] * $0[1] }
        XCTAssertTrue(check.passed)
        XCTAssertTrue(expectJacobiansAgree(at: [2, 0.5], of: Polar()).agrees)
    }

    func testPassesInADetachedTask() async {
        let check = await Task.detached { expectGradient([5, 2], at: [2, 5]) { $0[0] * $0[1] } }.value
        XCTAssertTrue(check.passed)
    }
}

/// What must fail; run by `FailureTests` in a process of its own.
final class FailingXCTests: XCTestCase {
    override func setUpWithError() throws {
        if !ChildProcess.isCurrent { throw XCTSkip("fails on purpose") }
    }

    func testOwnTask() { Planted.failure() }
    func testChildTask() async { await Place.childTask.run { Planted.failure() } }
    func testDetachedTask() async { await Place.detachedTask.run { Planted.failure() } }
    func testDispatchQueue() async { await Place.dispatchQueue.run { Planted.failure() } }
    func testThread() async { await Place.thread.run { Planted.failure() } }

    func testBlockingOnQueue() {
        let done = expectation(description: "done")
        DispatchQueue.global().async {
            Planted.failure()
            done.fulfill()
        }
        wait(for: [done], timeout: 60)
    }

    /// Two hundred at once.
    func testManyThreads() { DispatchQueue.concurrentPerform(iterations: 200) { _ in Planted.failure() } }
}

/// A failure while no test case runs.
final class OutsideOfXCTests: XCTestCase {
    override class func setUp() {
        if ChildProcess.isCurrent { Planted.failure() }
    }

    func testPasses() throws {
        if !ChildProcess.isCurrent { throw XCTSkip("its class fails on purpose") }
    }
}
