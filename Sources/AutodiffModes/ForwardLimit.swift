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

extension [Double] {
    /// Whether a number is nan.
    @inlinable
    var hasNaN: Bool { contains { $0 != $0 } }

    /// Whether second derivatives along several directions at once don't exist where those along one may, as of symmetric functions
    /// of eigenvalues at a repeated one: these are nan, while `gradient` isn't. Then reverse mode may know them.
    @inlinable
    func areOnlyNaN(beside gradient: [Double]) -> Bool { _slowPath(hasNaN) && !gradient.hasNaN }
}
