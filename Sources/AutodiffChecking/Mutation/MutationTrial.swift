import AutodiffCore
import AutodiffGraph

/// What comes of errors that are made on purpose in the derivatives that a suite's expectations meet.
///
/// While a trial is current, each check that an expectation makes is repeated with every error that suits it. An error is known by the
/// function and by what is altered, so that one which passes at this point may be found at another.
package final class MutationTrial: Sendable {
    /// What became of an error so far.
    package struct Outcome: Sendable {
        package let name: String
        /// Where it was met first.
        package let place: String
        package var hadEffect = false
        package var wasFound = false
        /// Whether it is an error in an operation: one that shows at no point is an operation that no point tests.
        package let isInOperation: Bool
    }

    @TaskLocal package static var current: MutationTrial?

    /// The expectation that checks at present.
    @TaskLocal private static var place: String?

    private struct State {
        var outcomes: [Outcome] = []
        var numbers: [String: Int] = [:]
        var failures: [String] = []
        var checks = 0
    }

    private let state = Locked(State())

    package init() {}

    /// Every error that was made, in the order in which they were met.
    package var outcomes: [Outcome] { state.withLock { $0.outcomes } }

    /// The places of checks that fail without any error.
    package var failures: [String] { state.withLock { $0.failures } }

    /// How many checks were repeated with errors.
    package var checks: Int { state.withLock { $0.checks } }

    /// Runs the checks of an expectation; those that are made elsewhere are left alone.
    package static func expecting<Result>(at place: @autoclosure () -> String, _ checks: () -> Result) -> Result {
        if current == nil { return checks() }
        return $place.withValue(place(), operation: checks)
    }

    /// Repeats a check with errors, if an expectation of a trial makes it.
    ///
    /// - Parameters:
    ///   - function: What the function is called; nil for a closure, which is known by the place of the expectation.
    ///   - passed: Whether the check passes without an error.
    ///   - mutations: The errors; asked for only where a trial is current.
    ///   - check: Whether the check passes with an error.
    static func run(
        _ function: String?, passed: Bool, _ mutations: () -> [Mutation], check: (Mutation) -> Bool
    ) {
        guard let trial = current, let place else { return }
        if !passed {
            trial.state.withLock { if !$0.failures.contains(place) { $0.failures.append(place) } }
            return
        }
        trial.state.withLock { $0.checks += 1 }
        $current.withValue(nil) {
            for mutation in mutations() {
                let wasFound = mutation.hasEffect && !check(mutation)
                trial.note(mutation, in: function, at: place, wasFound: wasFound)
            }
        }
    }

    private func note(_ mutation: Mutation, in function: String?, at place: String, wasFound: Bool) {
        let name = function.map { "\($0): \(mutation.name)" } ?? mutation.name
        state.withLock { state in
            let key = function == nil ? "\(place) \(name)" : name
            let number = state.numbers[key] ?? state.outcomes.count
            if number == state.outcomes.count {
                state.numbers[key] = number
                state.outcomes.append(Outcome(name: name, place: place, isInOperation: mutation.isInOperation))
            }
            if mutation.hasEffect { state.outcomes[number].hadEffect = true }
            if wasFound { state.outcomes[number].wasFound = true }
        }
    }
}
