import Testing

@testable import AutodiffForward

/// Two calls of forward mode never have the same mark, in whichever threads they are: each thread takes marks in blocks.
@Suite struct CallMarkTests {
    @Test func marksOfThreadsDiffer() async {
        let (tasks, calls) = (8, 5000)
        let marks = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<tasks { group.addTask { (0..<calls).map { _ in Perturbation.next().bits } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(marks).count == tasks * calls)
        #expect(!marks.contains(Perturbation.sealed.bits))
        #expect(!marks.contains(Perturbation.none.bits))
    }
}
