/// Up to how many inputs second derivatives are computed by forward mode alone. `benchmarks second`
/// measures where forward over reverse mode, which first has to record the function, begins to be cheaper.
@usableFromInline
enum ForwardLimit {
    /// For a Hessian, whose cost grows with n².
    @inlinable
    static var hessian: Int { 8 }

    /// For its product with a vector, whose cost grows with n.
    @inlinable
    static var product: Int { 16 }
}
