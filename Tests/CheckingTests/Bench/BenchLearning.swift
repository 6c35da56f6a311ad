import Foundation

/// Losses and networks: R^n → R.
extension BenchProblem {
    static let learning: [BenchProblem] = [
        squaredError, logistic, softmaxLoss, crossEntropy, network("v09_mlp_tanh", relu: false),
        network("v10_mlp_relu", relu: true), gaussianLikelihood,
    ]

    static let singleLearning: [BenchProblem] = [
        BenchProblem(
            "v18_f32_lse", "f32", single: true, reference: { [logSumExp($0)] }, at: { $0.normals(10, times: 3) },
            f: inFloat { [logSumExp($0)] },
            jacobian: inFloat { softmax($0) },
            mutations: [unnormalised, uniform, .roll, .sign, .one(2)]),
        BenchProblem(
            "v19_f32_mse", "f32", single: true,
            reference: { w in
                let (x, y) = (BenchData.tables.x32.map { Double($0) }, BenchData.tables.y32.map { Double($0) })
                return [meanSquare(w, x, y)]
            }, at: { $0.normals(5) },
            f: inFloat { w in [meanSquare(w, BenchData.tables.x32, BenchData.tables.y32)] },
            jacobian: inFloat { w in meanSquareGradient(w, BenchData.tables.x32, BenchData.tables.y32) },
            mutations: [
                .half.named("no2"), .scaled("nobatch", by: 64),
                Mutation("ysign") { w, _ in
                    meanSquareGradient(
                        w.map(Float.init), BenchData.tables.x32, BenchData.tables.y32.map { -$0 }, factor: 1
                    ).map(Double.init)
                }, .roll, .one(2),
            ]),
    ]

    private static func meanSquare<T: BenchReal>(_ w: [T], _ x: [T], _ y: [T]) -> T {
        residuals(w, x, y).reduce(0) { $0 + $1 * $1 } / T(y.count)
    }

    private static func residuals<T: BenchReal>(_ w: [T], _ x: [T], _ y: [T]) -> [T] {
        let n = w.count
        return y.indices.map { i in
            var sum = -y[i]
            for j in 0..<n { sum += x[i * n + j] * w[j] }
            return sum
        }
    }

    /// factor · Xᵀ r / (number of rows); with factor 1 no division.
    private static func meanSquareGradient<T: BenchReal>(_ w: [T], _ x: [T], _ y: [T], factor: T? = nil) -> [T] {
        let r = residuals(w, x, y)
        let n = w.count
        return (0..<n).map { j in
            var sum: T = 0
            for i in r.indices { sum += x[i * n + j] * r[i] }
            return sum * (factor ?? 2 / T(y.count))
        }
    }

    private static let squaredError = BenchProblem(
        "v01_mse", "smooth", at: { $0.normals(5) },
        f: { w in [meanSquare(w, BenchData.tables.x, BenchData.tables.y)] },
        jacobian: { w in meanSquareGradient(w, BenchData.tables.x, BenchData.tables.y) },
        mutations: [
            .half.named("no2"), .scaled("nobatch", by: 16),
            Mutation("ysign") { w, _ in
                meanSquareGradient(w, BenchData.tables.x, BenchData.tables.y.map { -$0 }, factor: 1)
            }, .roll, .one(3),
        ])

    private static func logisticGradient(_ w: [Double], decay: Double, labelled: Bool, count: Double) -> [Double] {
        let (x, y) = (BenchData.tables.xl, BenchData.tables.yl)
        var gradient = w.map { decay * $0 }
        for i in y.indices {
            var score = 0.0
            for j in 0..<6 { score += x[i * 6 + j] * w[j] }
            let weight = (labelled ? -y[i] : -1) * CheckingTests.logistic(-y[i] * score) / count
            for j in 0..<6 { gradient[j] += weight * x[i * 6 + j] }
        }
        return gradient
    }

    private static let logistic = BenchProblem(
        "v02_logreg", "smooth", at: { $0.normals(6) },
        f: { w in
            let (x, y) = (BenchData.tables.xl, BenchData.tables.yl)
            var sum = 0.0
            for i in y.indices {
                var score = 0.0
                for j in 0..<6 { score += x[i * 6 + j] * w[j] }
                let z = -y[i] * score
                sum += max(z, 0) + log1p(exp(-abs(z)))
            }
            return [sum / 20 + 0.5e-4 * dot(w, w)]
        },
        jacobian: { w in logisticGradient(w, decay: 1e-4, labelled: true, count: 20) },
        mutations: [
            Mutation("noreg") { w, _ in logisticGradient(w, decay: 0, labelled: true, count: 20) },
            Mutation("reg2") { w, _ in logisticGradient(w, decay: 2e-4, labelled: true, count: 20) },
            Mutation("noy") { w, _ in logisticGradient(w, decay: 1e-4, labelled: false, count: 20) },
            Mutation("nobatch") { w, _ in logisticGradient(w, decay: 1e-4, labelled: true, count: 1) }, .zero1,
        ])

    private static func logSumExp<T: BenchReal>(_ x: [T]) -> T {
        let top = x.reduce(x[0]) { $1 > $0 ? $1 : $0 }
        return top + T.log(x.reduce(0) { $0 + T.exp($1 - top) })
    }

    static func softmax<T: BenchReal>(_ x: [T]) -> [T] {
        let top = x.reduce(x[0]) { $1 > $0 ? $1 : $0 }
        let e = x.map { T.exp($0 - top) }
        let sum = e.reduce(0, +)
        return e.map { $0 / sum }
    }

    private static let unnormalised = Mutation("unnorm") { x, _ in
        let top = x.max() ?? 0
        return x.map { exp($0 - top) }
    }

    private static let uniform = Mutation("unif") { x, _ in x.map { _ in 1 / Double(x.count) } }

    private static let softmaxLoss = BenchProblem(
        "v03_lse", "smooth", at: { $0.normals(10, times: 3) }, f: { [logSumExp($0)] }, jacobian: { softmax($0) },
        mutations: [unnormalised, uniform, .roll, .sign, .one(2)])

    private static func minusHot(_ p: [Double], _ label: Int) -> [Double] {
        var p = p
        p[label] -= 1
        return p
    }

    private static let crossEntropy = BenchProblem(
        "v17_xent", "smooth", at: { $0.normals(10, times: 2) }, f: { [logSumExp($0) - $0[3]] },
        jacobian: { minusHot(softmax($0), 3) },
        mutations: [
            Mutation("nohot") { x, _ in softmax(x) }, Mutation("label") { x, _ in minusHot(softmax(x), 4) }, .sign, .x2,
            .one(2),
        ])

    /// Mean squared error of a network 4-5-1 on 8 samples; parameters W (5 × 4), b, v, c.
    private static func network(_ id: String, relu: Bool) -> BenchProblem {
        BenchProblem(
            id, relu ? "kinkOff" : "smooth", at: { $0.normals(31) },
            f: { p in [networkLoss(p, relu: relu)] }, jacobian: { p in networkGradient(p, relu: relu) },
            mutations: [
                .half.named("no2"), .scaled("nobatch", by: 8),
                Mutation("nodact") { p, _ in networkGradient(p, relu: relu, slope: { _ in 1 }) },
                relu
                    ? Mutation("inv") { p, _ in networkGradient(p, relu: relu, slope: { $0 > 0 ? 0 : 1 }) }
                    : Mutation("bias1") { p, _ in networkGradient(p, relu: relu, biasSamples: 1) },
                .entries("transp") { _, j in
                    let block = j
                    for k in 0..<20 { j[k] = block[k % 5 * 4 + k / 5] }
                }, .one(3),
            ])
    }

    private static func hidden(_ p: [Double], _ sample: Int) -> [Double] {
        (0..<5).map { k in
            var z = p[20 + k]
            for j in 0..<4 { z += p[k * 4 + j] * BenchData.tables.xm[sample * 4 + j] }
            return z
        }
    }

    private static func networkLoss(_ p: [Double], relu: Bool) -> Double {
        var loss = 0.0
        for i in 0..<8 {
            let z = hidden(p, i)
            var out = p[30]
            for k in 0..<5 { out += p[25 + k] * (relu ? max(z[k], 0) : tanh(z[k])) }
            let r = out - BenchData.tables.ym[i]
            loss += r * r
        }
        return loss / 8
    }

    private static func networkGradient(
        _ p: [Double], relu: Bool, biasSamples: Int = 8, slope: ((Double) -> Double)? = nil
    ) -> [Double] {
        let slope = slope ?? { relu ? ($0 > 0 ? 1 : 0) : 1 - tanh($0) * tanh($0) }
        var g = Array(repeating: 0.0, count: 31)
        for i in 0..<8 {
            let z = hidden(p, i)
            let h = z.map { relu ? max($0, 0) : tanh($0) }
            var out = p[30]
            for k in 0..<5 { out += p[25 + k] * h[k] }
            let r = 2 * (out - BenchData.tables.ym[i]) / 8
            g[30] += r
            for k in 0..<5 {
                g[25 + k] += r * h[k]
                let dz = r * p[25 + k] * slope(z[k])
                if i < biasSamples { g[20 + k] += dz }
                for j in 0..<4 { g[k * 4 + j] += dz * BenchData.tables.xm[i * 4 + j] }
            }
        }
        return g
    }

    private static func likelihoodGradient(
        _ x: [Double], squared: Bool = true, offset: Double = 1, weight: Double = 1
    ) -> [Double] {
        let (mu, s) = (x[0], exp(x[1]))
        var g = [0.0, 0.0]
        for d in BenchData.tables.d {
            g[0] -= (d - mu) / (squared ? s * s : s)
            g[1] += offset - weight * (d - mu) * (d - mu) / (s * s)
        }
        return g
    }

    private static let gaussianLikelihood = BenchProblem(
        "v11_gaussnll", "smooth",
        at: { r in
            let mu = r.u(0, 4)
            return [mu, r.u(0, 2)]
        },
        f: { x in
            [BenchData.tables.d.reduce(0) { $0 + x[1] + 0.5 * pow(($1 - x[0]) / exp(x[1]), 2) }]
        },
        jacobian: { likelihoodGradient($0) },
        mutations: [
            Mutation("s1") { x, _ in likelihoodGradient(x, squared: false) },
            Mutation("drop") { x, _ in likelihoodGradient(x, offset: 0) },
            Mutation("h") { x, _ in likelihoodGradient(x, weight: 0.5) }, .sign, .one(4),
        ])
}

extension Mutation {
    func named(_ name: String) -> Mutation { Mutation(name, apply) }

    static func scaled(_ name: String, by factor: Double) -> Mutation {
        Mutation(name) { _, j in j.map { factor * $0 } }
    }
}
