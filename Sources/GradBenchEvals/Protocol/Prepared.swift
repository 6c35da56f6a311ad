/// A function made ready for an input: what is left is the evaluation, which is timed.
struct Prepared<Output> {
    let run: () -> Output

    /// How large the recording and the program are, if there is one.
    let program: () -> String

    /// A function that needs no preparation, or had it.
    init(_ run: @escaping () -> Output) {
        self.run = run
        program = { "" }
    }

    /// A function that runs what is compiled. It is run once, since a program is made at the first call; the result is dropped.
    init(_ compiled: any CustomStringConvertible, _ run: @escaping () -> Output) {
        _ = run()
        self.run = run
        program = { compiled.description.split(separator: "\n").prefix(2).joined(separator: "; ") }
    }
}
