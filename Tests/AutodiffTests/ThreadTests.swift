import Autodiff
import Foundation
import Testing

/// A call's variables belong to its thread, and a workspace to one call at a time: what several threads write on one tape is no
/// record of anything.
@Suite struct ThreadTests {
    /// Runs `body` in a thread of its own, and waits for its end.
    private static func inAnotherThread(_ body: @escaping () -> Void) {
        nonisolated(unsafe) let body = body
        let end = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            body()
            end.signal()
        }
        end.wait()
    }

    /// A node for each step.
    private static func product(_ x: [Variable<Double>], _ steps: Int) -> Variable<Double> {
        var y = x[0]
        for i in 0..<steps { y = y * x[i % 4] + x[(i + 1) % 4] * x[(i + 2) % 4] }
        return y
    }

    @Test func aVariableUsedInAnotherThreadThanItsGradients() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(
                gradient(at: [1.0, 0.5, 0.25, 0.125]) { x in
                    nonisolated(unsafe) let x = x
                    nonisolated(unsafe) var y = ThreadTests.product(x, 10)
                    ThreadTests.inAnotherThread { y = y * ThreadTests.product(x, 2000) }
                    return y
                })
        }
        #expect(
            message(of: result).contains("a Variable was used in another thread than the gradient, jacobian or vjp"))
    }

    /// Nothing has been written before, so the first node is seen.
    @Test func aFewNodesWrittenInAnotherThread() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(
                jacobian(at: [1.0, 0.5, 0.25, 0.125]) { x in
                    nonisolated(unsafe) let x = x
                    nonisolated(unsafe) var y = x[0]
                    ThreadTests.inAnotherThread { y = ThreadTests.product(x, 3) }
                    return [y]
                })
        }
        #expect(message(of: result).contains("give each thread a gradient of its own"))
    }

    /// As many threads at a time as there are cores write at once.
    @Test func severalThreadsThatWriteOneTapeAtOnce() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(
                gradient(at: [1.0, 0.5, 0.25, 0.125]) { x in
                    nonisolated(unsafe) let x = x
                    nonisolated(unsafe) var parts = [Variable<Double>](repeating: 0, count: 4)
                    let begun = DispatchSemaphore(value: 0)
                    Thread.detachNewThread {
                        begun.signal()
                        while true { parts[1] = ThreadTests.product(x, 100) }
                    }
                    begun.wait()
                    Thread.sleep(forTimeInterval: 0.2)
                    parts[0] = ThreadTests.product(x, 100)
                    return parts[0] + parts[1]
                })
        }
        #expect(message(of: result).contains("a Variable was used in another thread"))
    }

    @Test func aWorkspaceUsedByTwoThreads() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            nonisolated(unsafe) let workspace = Workspace<Double>()
            var place = [0.0]
            workspace.gradient(at: [3], into: &place) { x in
                ThreadTests.inAnotherThread {
                    var other = [0.0]
                    workspace.gradient(at: [2], into: &other) { y in y[0] * y[0] }
                }
                return x[0]
            }
        }
        #expect(message(of: result).contains("a Workspace was used by two threads at the same time: make one for each"))
    }

    @Test func aWorkspaceOfForwardModeUsedByTwoThreads() async {
        struct Outer: ScalarField {
            nonisolated(unsafe) let workspace: Workspace<Double>
            func value<S: RealScalar>(at x: [S]) -> S {
                ThreadTests.inAnotherThread {
                    var other = [0.0]
                    workspace.gradient(at: [2], into: &other) { y in y[0] * y[0] }
                }
                return x[0]
            }
        }
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let workspace = Workspace<Double>()
            var place = [0.0]
            workspace.gradient(at: [3], of: Outer(workspace: workspace), into: &place, mode: .forward)
        }
        #expect(message(of: result).contains("a Workspace was used by two threads at the same time"))
    }

    /// A task may go on in another thread wherever it waits.
    @Test func aTapeOfOnesOwnGoesFromThreadToThread() {
        let tape = Tape<Double>()
        let x = tape.variables([1, 0.5, 0.25, 0.125])
        nonisolated(unsafe) var y = ThreadTests.product(x, 1000)
        nonisolated(unsafe) let inputs = x
        ThreadTests.inAnotherThread { y = y + ThreadTests.product(inputs, 1000) }
        let g = gradient(at: [1, 0.5, 0.25, 0.125]) { ThreadTests.product($0, 1000) + ThreadTests.product($0, 1000) }
        #expect(tape.gradient(of: y, withRespectTo: x) == g)
    }

    @Test func aWorkspaceGoesFromThreadToThread() {
        nonisolated(unsafe) let workspace = Workspace<Double>()
        nonisolated(unsafe) var (place, other) = ([0, 0, 0, 0.0], [0, 0, 0, 0.0])
        workspace.gradient(at: [1, 0.5, 0.25, 0.125], into: &place) { ThreadTests.product($0, 1000) }
        ThreadTests.inAnotherThread {
            workspace.gradient(at: [1, 0.5, 0.25, 0.125], into: &other) { ThreadTests.product($0, 1000) }
        }
        #expect(place == other)
    }
}
