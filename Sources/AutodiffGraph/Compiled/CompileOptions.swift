/// How a function is compiled.
public struct CompileOptions: Sendable {
    /// The most operations that a program may have; beyond it `compile`, or the first call of a verb, ends with a message.
    public var maximumNodes = 50_000_000

    /// The most paths that are kept; beyond it the one that wasn't used for the longest time is forgotten.
    public var maximumPaths = 16

    /// Whether exp, sin and the other functions are those of the C library, to the last bit.
    public var exactValues = false

    /// Whether a rule's derivative may rest on guards: that its value is a normal number, say. Else such a derivative is a call of the
    /// rule on numbers.
    var guardsRules = false

    /// The options as they are.
    public init() {}
}
