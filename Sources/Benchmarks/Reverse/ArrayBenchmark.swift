import Autodiff

/// Functions of arrays of n inputs, as the library has them and by single operations.
struct ArrayFunction: ScalarField {
    enum Kind: String, CaseIterable { case sum, dot, norm, logSumExp, softmax }

    let kind: Kind
    let byLoop: Bool

    func value<S: RealScalar>(at x: [S]) -> S {
        let half = x.count / 2
        if !byLoop {
            switch kind {
            case .sum: return sum(x)
            case .dot: return S._dot(x[..<half], x[half...])
            case .norm: return norm(x)
            case .logSumExp: return Autodiff.logSumExp(x)
            case .softmax: return Autodiff.softmax(x)[half]
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
        case .logSumExp:
            return Mixture.logSumExp(x[...])
        case .softmax:
            var largest = x[0].primal
            for v in x where v.primal > largest { largest = v.primal }
            let terms = x.map { exp($0 - largest) }
            for v in terms { total += v }
            return terms.map { $0 / total }[half]
        }
    }
}

/// tanh of A·x, n times n + n inputs, or the sum of A·B, of which A or both are inputs.
struct ProductFunction: ScalarField {
    enum Kind: String, CaseIterable { case matrixVector, dataVector, matrixMatrix, dataMatrix }

    let kind: Kind
    let n: Int
    let byLoop: Bool

    var point: [Double] { (0..<2 * n * n).map { 0.5 + 0.001 * Double($0 * 7 % 11) } }

    func value<S: RealScalar>(at x: [S]) -> S {
        let (a, b) = (Matrix(rows: n, columns: n, values: Array(x[..<(n * n)])), Array(x[(n * n)...]))
        let data = Matrix(rows: n, columns: n, values: (0..<n * n).map { 0.01 * Double($0) })
        let columns = kind == .matrixVector || kind == .dataVector ? 1 : n
        let right = Matrix(rows: n, columns: columns, values: Array(b[..<(n * columns)]))
        let product: Matrix<S>
        switch kind {
        case .matrixVector, .matrixMatrix:
            product = byLoop ? loop(right) { a[$0, $1] * $2 } : a.times(right)
        case .dataVector, .dataMatrix:
            product = byLoop ? loop(right) { data[$0, $1] * $2 } : data.times(right)
        }
        var total: S = 0
        for v in product.values { total += v * v }
        return total
    }

    func loop<S: RealScalar>(_ right: Matrix<S>, _ term: (Int, Int, S) -> S) -> Matrix<S> {
        var entries: [S] = []
        for i in 0..<n {
            for j in 0..<right.columns {
                var total: S = 0
                for k in 0..<n { total += term(i, k, right[k, j]) }
                entries.append(total)
            }
        }
        return Matrix(rows: n, columns: right.columns, values: entries)
    }
}

/// Gradients of array functions, recorded as a whole and by single operations.
func runArrayBenchmark() {
    for n in [3, 8, 30, 1000] {
        print("n = \(n)")
        let point = (0..<n).map { 0.5 + 0.001 * Double($0) }
        for kind in ArrayFunction.Kind.allCases {
            compare("\(kind)", at: point) { ArrayFunction(kind: kind, byLoop: $0) }
        }
    }
    for n in [2, 4, 8, 30] {
        print("n = \(n)")
        for kind in ProductFunction.Kind.allCases {
            compare("\(kind)", at: ProductFunction(kind: kind, n: n, byLoop: true).point) {
                ProductFunction(kind: kind, n: n, byLoop: $0)
            }
        }
    }
}

private func compare<F: ScalarField>(_ name: String, at point: [Double], _ function: (_ byLoop: Bool) -> F) {
    let (whole, loop) = (function(false), function(true))
    let times = medianNanoseconds(of: [
        Work(name: "whole") { gradient(at: moved(point, $0), of: whole)[0] },
        Work(name: "loop") { gradient(at: moved(point, $0), of: loop)[0] },
        Work(name: "primal") { loop.value(at: moved(point, $0)) },
    ]).map { $0.rounded() }
    print("  \(name): whole \(times[0]) ns, loop \(times[1]) ns, primal \(times[2]) ns")
}
