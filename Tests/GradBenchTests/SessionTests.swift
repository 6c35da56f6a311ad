import Testing

@testable import GradBenchEvals

@Suite("GradBench's protocol")
struct SessionTests {
    @Test("a start is answered with the tool's name")
    func start() {
        #expect(Session().answer(to: #"{"id": 0, "kind": "start", "eval": "hello"}"#) == #"{"id":0,"tool":"autodiff"}"#)
    }
}
