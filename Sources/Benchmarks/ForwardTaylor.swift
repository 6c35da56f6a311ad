import Autodiff

/// Taylor series to order 30 of elementary functions, and of two functions of functions.
func runTaylorBenchmark() {
    func work(_ name: String, _ f: @escaping (Taylor<Double>) -> Taylor<Double>) -> Work {
        Work(name: name) { taylor(at: 1.2 + 0.01 * Double($0 % 8), order: 30, f)[30] }
    }
    report(
        "Taylor series, order 30",
        [
            work("x * x") { $0 * $0 }, work("1 / x") { 1 / $0 }, work("exp") { exp($0) }, work("sin") { sin($0) },
            work("pow(x, 2.5)") { pow($0, 2.5) }, work("tanh") { tanh($0) }, work("atan") { atan($0) },
            work("asinh") { asinh($0) }, work("erf") { erf($0) }, work("digamma") { digamma($0) },
            work("lgamma") { lgamma($0) }, work("j0") { j0($0) }, work("y0") { y0($0) },
            work("exp(sin(x))") { exp(sin($0)) }, work("lgamma(1 + x * x)") { lgamma(1 + $0 * $0) },
            work("j0(exp(x))") { j0(exp($0)) },
        ])
}
