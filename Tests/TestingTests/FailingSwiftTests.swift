import Synchronization
import Testing

/// What must fail; run by `FailureTests` in a process of its own.
@Suite(.enabled(if: ChildProcess.isCurrent, "fails on purpose")) struct FailingSwiftTests {
    @Test func ownTask() { Planted.failure() }
    @Test func childTask() async { await Place.childTask.run { Planted.failure() } }
    @Test func detachedTask() async { await Place.detachedTask.run { Planted.failure() } }
    @Test func dispatchQueue() async { await Place.dispatchQueue.run { Planted.failure() } }
    @Test func thread() async { await Place.thread.run { Planted.failure() } }

    /// A known issue is one of its own task: a detached one escapes it.
    @Test func detachedInAKnownIssue() async {
        await withKnownIssue(isIntermittent: true) { await Place.detachedTask.run { Planted.failure() } }
    }

    /// Nobody waits for the task, which fails while `leaksIntoThis` runs.
    @Test func leaks() {
        Task.detached {
            try? await Task.sleep(for: .milliseconds(20))
            Planted.failure()
            Self.hasFailed.store(true, ordering: .releasing)
        }
    }

    @Test(.timeLimit(.minutes(1))) func leaksIntoThis() async throws {
        while !Self.hasFailed.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(5)) }
    }

    private static let hasFailed = Atomic(false)
}
