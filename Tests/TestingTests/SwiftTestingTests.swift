import Autodiff
import AutodiffTesting
import Synchronization
import Testing

@Suite struct SwiftTestingTests {
    @Test(arguments: Place.allCases) func passes(place: Place) async {
        await place.run { #expect(expectJacobiansAgree(at: [2, 0.5], of: Polar()).agrees) }
    }

    /// Where the issue belongs to this test, the test sees it.
    @Test(arguments: [Place.ownTask, .childTask]) func failsOnceAtTheCallersLine(place: Place) async {
        await expectPlanted { await place.run { Planted.failure() } }
    }

    @Test func failsInAnExitTest() async {
        await expectPlanted {
            await #expect(processExitsWith: .success) { Planted.failure() }
        }
    }

    @Test func theCallersPlaceCanBeGiven() {
        let place = SourceLocation(fileID: "A/B.swift", filePath: "/A/B.swift", line: 7, column: 3)
        withKnownIssue {
            expectJacobiansAgree(
                at: [2, 5], of: Inconsistent(), fileID: "A/B.swift", filePath: "/A/B.swift", line: 7, column: 3)
        } matching: { issue in
            issue.sourceLocation == place && issue.comments.map(\.rawValue).joined().hasPrefix("Jacobian")
        }
    }

    /// Expects that `body` records one issue, the planted one.
    private func expectPlanted(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async -> Void
    ) async {
        let recorded = Mutex<[Issue]>([])
        await withKnownIssue {
            await body()
        } matching: { issue in
            recorded.withLock { $0.append(issue) }
            return true
        }
        let issues = recorded.withLock { $0 }
        #expect(issues.count == 1, sourceLocation: sourceLocation)
        for issue in issues {
            #expect(issue.sourceLocation?.line == Planted.line, sourceLocation: sourceLocation)
            #expect(issue.sourceLocation?.fileID == "TestingTests/Planted.swift", sourceLocation: sourceLocation)
            let text = issue.comments.map(\.rawValue).joined()
            for part in Planted.text { #expect(text.contains(part), sourceLocation: sourceLocation) }
        }
    }
}
