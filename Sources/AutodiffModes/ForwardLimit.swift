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

    /// Whether a rule has asked for reverse mode; see ``Double/_onlyOneDirection``.
    @inlinable
    var askForReverseMode: Bool { _slowPath(hasNaN) && contains(where: \._isOnlyOneDirection) }
}

extension Double {
    /// The nan by which a rule says that a second derivative along several directions at once doesn't exist, where those along one may, as
    /// of symmetric functions of eigenvalues at a repeated one. Processors hand its digits on from operand to result; by them
    /// `hessian` and `hvp` of few inputs know to take reverse mode, whose directions are each by itself.
    @inlinable
    package static var _onlyOneDirection: Double { Double(nan: 0x1D15EC7, signaling: false) }

    /// Whether this is that nan.
    @inlinable
    var _isOnlyOneDirection: Bool { isNaN && bitPattern & 0x7_FFFF_FFFF_FFFF == 0x1D15EC7 }
}
