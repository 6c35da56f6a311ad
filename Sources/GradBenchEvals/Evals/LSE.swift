import Autodiff

/// The logarithm of a sum of exponentials, by its primitive steps: the largest element, the sum, the logarithm.
///
/// The gradient is that of the compiled function.
let lse: [String: Function] = [
    "primal": Function(
        read: { try $0.numbers("x") },
        prepare: { x in Prepared { LogSumOfExponentials().value(at: x) } },
        write: { .number($0) }),
    "gradient": Function(
        read: { try $0.numbers("x") },
        prepare: { x in
            let f = compile(LogSumOfExponentials(), at: x)
            return Prepared(f) { gradient(at: x, of: f) }
        },
        write: { .numbers($0) }),
]

struct LogSumOfExponentials: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        // A shift of all elements, which the result doesn't depend on.
        let largest = stopGradient(max(of: x))
        var sum: S = 0
        for element in x { sum += exp(element - largest) }
        return log(sum) + largest
    }
}
