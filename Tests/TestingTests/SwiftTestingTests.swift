import Autodiff
import AutodiffTesting
import Foundation
import Testing

@Suite struct SwiftTestingTests {
    @Test(arguments: Place.allCases) func passes(place: Place) async {
        await place.run { #expect(expectGradient([5, 2], at: [2, 5]) { $0[0] * $0[1] }.passed) }
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

    /// Expects that `body` records one issue, the planted one.
    private func expectPlanted(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async -> Void
    ) async {
        let issues = await issues(recordedIn: body)
        #expect(issues.count == 1, sourceLocation: sourceLocation)
        for issue in issues {
            #expect(issue.sourceLocation?.line == Planted.line, sourceLocation: sourceLocation)
            #expect(issue.sourceLocation?.fileID == "TestingTests/Planted.swift", sourceLocation: sourceLocation)
            let lines = issue.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(lines == Planted.text, sourceLocation: sourceLocation)
        }
    }
}
