import Autodiff

/// x², and its derivative.
let hello: [String: Function] = [
    "square": Function(
        read: { try $0.double() },
        prepare: { x in Prepared { square(x) } },
        write: { .number($0) }),
    "double": Function(
        read: { try $0.double() },
        prepare: { x in Prepared { derivative(at: x) { x in square(x) } } },
        write: { .number($0) }),
]

private func square<S: RealScalar>(_ x: S) -> S { x * x }
