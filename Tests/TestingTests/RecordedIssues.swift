import Synchronization
import Testing

/// The issues that `body` records for the current test, which don't fail it.
func issues(recordedIn body: () async -> Void) async -> [Issue] {
    let issues = Mutex<[Issue]>([])
    await withKnownIssue(isIntermittent: true) {
        await body()
    } matching: { issue in
        issues.withLock { $0.append(issue) }
        return true
    }
    return issues.withLock { $0 }
}

extension Issue {
    /// Its comments.
    var text: String { comments.map(\.rawValue).joined(separator: "\n") }
}
