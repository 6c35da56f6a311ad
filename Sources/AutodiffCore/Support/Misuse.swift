// In an optimised build a failed `precondition` dies without its message, so every check ends in one of these, out of
// line so that the check itself costs a comparison and a branch.

/// Ends the program with a message that names a mistake and its fix.
@usableFromInline
@inline(never)
package func misuse(_ message: String) -> Never {
    fatalError(message)
}

/// Ends the program because `what` has `actual` elements where it needs `expected`.
@usableFromInline
@inline(never)
package func misuse(count actual: Int, of what: String, expected: Int, _ why: StaticString) -> Never {
    fatalError("\(what) has \(actual) elements where \(expected) are needed: \(why)")
}
