/// A function of an eval: what it does with an input, in four parts, of which the middle two are timed.
///
/// `read` takes the input apart, `prepare` records and compiles what can be before the first evaluation, what it returns is run, and
/// `write` makes JSON of the result.
public struct Function: Sendable {
    private let evaluation: @Sendable (JSON, Repetitions, Bool) throws -> Evaluation

    init<Input, Output>(
        read: @escaping @Sendable (JSON) throws -> Input,
        prepare: @escaping @Sendable (Input) -> Prepared<Output>,
        write: @escaping @Sendable (Output) -> JSON
    ) {
        evaluation = { json, repetitions, describes in
            let input = try read(json)
            let (prepared, time) = measured { prepare(input) }
            var timings = [Timing(name: "prepare", duration: time)]
            var output: Output?
            var total = Duration.zero
            repeat {
                // A result in place is written again, and not copied, as nothing else has it.
                output = nil
                let (result, time) = measured(prepared.run)
                timings.append(Timing(name: "evaluate", duration: time))
                total += time
                output = result
            } while timings.count - 1 < repetitions.runs || total < repetitions.time
            return Evaluation(
                output: write(output!), timings: timings, program: describes ? prepared.program() : "")
        }
    }

    /// Evaluates the function at an input as often as the input asks for.
    ///
    /// - Parameter describesProgram: Whether the result says how large the program is.
    public func evaluate(_ input: JSON, describesProgram: Bool = false) throws -> Evaluation {
        try evaluation(input, Repetitions(of: input), describesProgram)
    }
}

/// The result of a function, and what it took.
public struct Evaluation: Sendable {
    /// What the eval calls the output.
    public let output: JSON

    /// One for each run, by the name `evaluate`, and one for what was done before them, `prepare`.
    public let timings: [Timing]

    /// The size of the recording and of the derivative's program, if that was asked for and there is one.
    public let program: String
}

/// The time of one part of an evaluation.
public struct Timing: Sendable {
    /// What was timed.
    public let name: String

    /// How long it took.
    public let duration: Duration

    /// In nanoseconds.
    public var nanoseconds: Double {
        Double(duration.components.seconds) * 1e9 + (Double(duration.components.attoseconds) * 1e-9).rounded()
    }
}

/// How often a function is run: at least so many times, and until it took so long in all.
private struct Repetitions {
    var runs = 1
    var time = Duration.zero

    /// As the input's members `min_runs` and `min_seconds` say; once, if it has none.
    init(of input: JSON) throws {
        guard case .object(let members) = input else { return }
        if members["min_runs"] != nil { runs = try input.integer("min_runs", in: 1...1_000_000_000) }
        if members["min_seconds"] != nil {
            let seconds = try input.number("min_seconds")
            if seconds > 1e6 { throw InputError("'min_seconds' is more than a million") }
            time = .seconds(max(0, seconds))
        }
    }
}

private func measured<Result>(_ body: () -> Result) -> (Result, Duration) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = body()
    return (result, clock.now - start)
}
