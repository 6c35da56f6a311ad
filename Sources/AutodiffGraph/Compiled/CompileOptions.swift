/// How a function is compiled.
public struct CompileOptions: Sendable {
    /// The most operations that a program may have; beyond it `compile`, or the first call of a verb, ends with a message.
    public var maximumNodes = 50_000_000

    /// The most paths that are kept; beyond it the one that wasn't used for the longest time is forgotten.
    public var maximumPaths = 16

    /// Whether exp, sin and the other functions are those of the C library, to the last bit.
    public var exactValues = false

    /// Whether a product with the constant 0 is left out already while the function is recorded, behind a check that its other factor
    /// is finite: for a function that starts from many zeros, a state at rest say, whose recording would be large and mostly zeros.
    ///
    /// Such a zero is 0, whatever its sign was. Programs leave these products out in any case, if that saves a quarter of the
    /// operations. Where a factor isn't finite the function is recorded anew, with the product. Not together with ``exactValues``.
    public var foldsZeros = false

    /// Whether programs may be machine code, made while the function is compiled: on x86-64 with AVX, where that is faster than the
    /// interpreter and the system lets a process run code that it made. The results have the same bits either way.
    public var allowsMachineCode: Bool {
        get { engine != .interpreter }
        set { engine = newValue ? .fastest : .interpreter }
    }

    /// What runs programs; tests force one.
    package var engine = Engine.fastest
    package enum Engine: Sendable { case fastest, machineCode, interpreter }

    /// Whether a rule's derivative may rest on guards: that its value is a normal number, say. Else such a derivative is a call of the
    /// rule on numbers.
    var guardsRules = false

    /// The options as they are.
    public init() {}
}
