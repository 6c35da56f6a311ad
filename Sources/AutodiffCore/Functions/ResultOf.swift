/// What a closure on named parameters returns, a `Value`. A result builder that builds nothing.
///
/// It is there for the compiler, which looks into a closure with a result builder only when it knows the closure's parameter.
/// Without it the overloads for structs would be tried on every closure over an array, with all meanings of its operators and
/// a parameter of unknown type, and `derivative(at: 2) { x in … }` on every type that its literal could be.
///
/// A closure is written as ever, with a `return` after several statements.
@resultBuilder
public enum ResultOf<Value> {
    /// The value.
    @inlinable
    public static func buildExpression(_ value: Value) -> Value { value }

    /// The value.
    @inlinable
    public static func buildBlock(_ value: Value) -> Value { value }

    /// The value of the branch that is taken.
    @inlinable
    public static func buildEither(first value: Value) -> Value { value }

    /// The value of the branch that is taken.
    @inlinable
    public static func buildEither(second value: Value) -> Value { value }
}

// What a closure of several statements without a `return` would need: so that the compiler says what is missing.
extension ResultOf {
    /// A statement.
    @available(*, unavailable, message: "a closure of several statements ends with 'return'")
    public static func buildExpression(_ value: Void) -> Value { noReturn() }

    /// Several statements, or none.
    @available(*, unavailable, message: "a closure of several statements ends with 'return'")
    public static func buildBlock(_ values: Value...) -> Value { noReturn() }

    /// A loop.
    @available(*, unavailable, message: "a closure of several statements ends with 'return'")
    public static func buildArray(_ values: [Value]) -> Value { noReturn() }

    /// An `if` without `else`.
    @available(*, unavailable, message: "a closure of several statements ends with 'return'")
    public static func buildOptional(_ value: Value?) -> Value { noReturn() }

    private static func noReturn() -> Never { misuse("a closure of several statements ends with 'return'") }
}
