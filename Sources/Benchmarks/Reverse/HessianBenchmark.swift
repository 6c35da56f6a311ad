import Autodiff

/// Hessians by forward over reverse mode, eight columns at once, beside one column at once.
func runHessianBenchmark() {
    for n in [2, 10, 100] {
        let point = (0..<n).map { 0.5 + 0.001 * Double($0) }
        let f = Rosenbrock()
        report(
            "Hessian of Rosenbrock, n = \(n)",
            [
                Work(name: "gradient") { gradient(at: moved(point, $0), of: f)[0] },
                Work(name: "hessian") { hessian(at: moved(point, $0), of: f)[0, 0] },
                Work(name: "n products") { i in
                    let x = moved(point, i)
                    return x.indices.map { j in
                        hvp(at: x, along: x.indices.map { $0 == j ? 1 : 0 }, of: f).product[j]
                    }[0]
                },
            ])
    }
}
