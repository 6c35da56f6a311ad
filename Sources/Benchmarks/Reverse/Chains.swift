import Autodiff

/// The product of all inputs (Speelpenning's function).
struct Speelpenning: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S {
        var product = x[0]
        for i in 1..<x.count { product *= x[i] }
        return product
    }

    static let point = (0..<1000).map { i -> Double in 1 + 0.00002 * Double(i * 37 % 101 - 50) }
}

/// s = s·a + x·b, a million times, with constants a and b that keep the slopes near 1.
struct LinearChain: ScalarField {
    let steps = 1_000_000
    let a = 0.999_999
    let b = 1e-6

    func value<S: RealScalar>(at x: [S]) -> S {
        var s = x[0]
        for _ in 0..<steps { s = s * a + x[1] * b }
        return s
    }

    static let point = [1, 0.5]
}

/// The same where a and b are inputs, too.
struct BilinearChain: ScalarField {
    let steps = 1_000_000

    func value<S: RealScalar>(at x: [S]) -> S {
        var s = x[0]
        for _ in 0..<steps { s = s * x[1] + x[2] * x[3] }
        return s
    }

    static let point = [1, 0.999_999, 0.5, 1e-6]
}

/// s = sin(s), a million times, from where the slope is near 1.
struct SineChain: ScalarField {
    let steps = 1_000_000

    func value<S: RealScalar>(at x: [S]) -> S {
        var s = x[0]
        for _ in 0..<steps { s = sin(s) }
        return s
    }

    static let point = [1e-3]
}
