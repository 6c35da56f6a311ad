import Autodiff

/// x·y, the sum and the norm of n inputs, as functions and as loops.
struct ArrayFunction: ScalarField {
    enum Kind: String, CaseIterable { case sum, dot, norm }

    let kind: Kind
    let byLoop: Bool

    func value<S: RealScalar>(at x: [S]) -> S {
        let half = x.count / 2
        if !byLoop {
            switch kind {
            case .sum: return sum(x)
            case .dot: return S.dot(x[..<half], x[half...])
            case .norm: return norm(x)
            }
        }
        var total: S = 0
        switch kind {
        case .sum:
            for v in x { total += v }
            return total
        case .dot:
            for i in 0..<half { total += x[i] * x[half + i] }
            return total
        case .norm:
            for v in x { total += v * v }
            return sqrt(total)
        }
    }
}

/// Gradients of array functions, recorded as a whole and by single operations.
func runArrayBenchmark() {
    for n in [8, 1000] {
        print("n = \(n)")
        let point = (0..<n).map { 0.5 + 0.001 * Double($0) }
        for kind in ArrayFunction.Kind.allCases {
            let (whole, loop) = (ArrayFunction(kind: kind, byLoop: false), ArrayFunction(kind: kind, byLoop: true))
            let times = medianNanoseconds(of: [
                Work(name: "whole") { gradient(at: moved(point, $0), of: whole)[0] },
                Work(name: "loop") { gradient(at: moved(point, $0), of: loop)[0] },
                Work(name: "primal") { loop.value(at: moved(point, $0)) },
            ])
            print(
                "  \(kind): whole \(times[0].rounded()) ns, loop \(times[1].rounded()) ns, primal \(times[2].rounded()) ns"
            )
        }
    }
}
