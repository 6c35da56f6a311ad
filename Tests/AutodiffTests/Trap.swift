import Testing

/// What a process that was expected to trap wrote to its standard error. In optimised builds too: there the message of a
/// failed `precondition` would be lost.
func message(of result: ExitTest.Result?) -> String {
    result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
}
