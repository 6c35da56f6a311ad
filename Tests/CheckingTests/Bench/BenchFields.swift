import Foundation

/// Scalar fields from science and numerics: R^n → R.
extension BenchProblem {
    static let fields: [BenchProblem] = [
        rosenbrock, badScale("v05_badscale", single: false), arrhenius, quadraticForm, large, smallNorm, maximum,
        lorenz, cosine, blackScholes, logDeterminant, badScale("v21_f32_scale", single: true), weakSum,
    ]

    private static func rosenbrockGradient(
        _ x: [Double], inner: Double = -2, chain: Bool = true, next: Double = 200
    ) -> [Double] {
        var g = Array(repeating: 0.0, count: x.count)
        for i in 0..<(x.count - 1) {
            let d = x[i + 1] - x[i] * x[i]
            g[i] += -400 * (chain ? x[i] : 1) * d + inner * (1 - x[i])
            g[i + 1] += next * d
        }
        return g
    }

    private static let rosenbrock = BenchProblem(
        "v04_rosen", "smooth", at: { $0.uniforms(10, -1.5, 1.5) },
        f: { x in
            [
                (0..<(x.count - 1)).reduce(0) { sum, i in
                    let d = x[i + 1] - x[i] * x[i]
                    return sum + 100 * d * d + (1 - x[i]) * (1 - x[i])
                }
            ]
        },
        jacobian: { rosenbrockGradient($0) },
        mutations: [
            Mutation("off") { _, j in j.rotatedLeft() },
            Mutation("drop") { x, _ in rosenbrockGradient(x, inner: 0) },
            Mutation("nox") { x, _ in rosenbrockGradient(x, chain: false) },
            Mutation("sgn") { x, _ in rosenbrockGradient(x, next: -200) },
            .entries("last") { _, j in j[9] = 0 },
        ])

    private static func badScaleValue<T: BenchReal>(_ x: [T], _ c: T) -> [T] {
        let square = c * x[0] * (c * x[0])
        return [square + T.sin(x[1] / c) * x[2] + x[2] * x[2] * x[2]]
    }

    private static func badScaleGradient<T: BenchReal>(_ x: [T], _ c: T) -> [T] {
        [2 * c * c * x[0], T.cos(x[1] / c) / c * x[2], T.sin(x[1] / c) + 3 * x[2] * x[2]]
    }

    private static func badScale(_ id: String, single: Bool) -> BenchProblem {
        let c = single ? 1e4 : 1e8
        let common: [Mutation] = [
            .entries("g0*.5") { _, j in j[0] *= 0.5 }, .entries("g1=0") { _, j in j[1] = 0 },
            .entries("g1*2") { _, j in j[1] *= 2 }, .entries("-g1") { _, j in j[1].negate() },
        ]
        let fine: [Mutation] = [
            .entries("g0*1.001") { _, j in j[0] *= 1.001 }, .entries("g1*1.001") { _, j in j[1] *= 1.001 },
        ]
        return BenchProblem(
            id, single ? "f32" : "scale", single: single, reference: { x in badScaleValue(x, c) },
            at: { r in
                let a = r.u(0.5, 2) / c
                let b = r.u(0.5, 2) * c
                return [a, b, r.u(0.5, 2)]
            },
            f: inFormat(single: single, { badScaleValue($0, 1e4) }, { x in badScaleValue(x, c) }),
            jacobian: inFormat(single: single, { badScaleGradient($0, 1e4) }, { x in badScaleGradient(x, c) }),
            mutations: common + (single ? [.one(2)] : fine))
    }

    private static let gas = 8.314

    private static let arrhenius = BenchProblem(
        "v06_arrhenius", "scale",
        at: { r in
            let a = 1e13 * r.u(0.5, 2)
            let e = 8e4 * r.u(0.8, 1.2)
            return [a, e, 300 * r.u(0.9, 1.3)]
        },
        f: { x in [x[0] * exp(-x[1] / (gas * x[2]))] },
        jacobian: { x in
            let e = exp(-x[1] / (gas * x[2]))
            return [e, -x[0] * e / (gas * x[2]), x[0] * e * x[1] / (gas * x[2] * x[2])]
        },
        mutations: [
            .entries("gA=0") { _, j in j[0] = 0 }, .entries("gE") { _, j in j[1] *= gas },
            .entries("gT") { x, j in j[2] *= x[2] }, .entries("-gT") { _, j in j[2].negate() },
            .entries("gE*1.001") { _, j in j[1] *= 1.001 },
        ])

    private static func times(_ x: [Double], transposed: Bool) -> [Double] {
        (0..<8).map { i in
            var sum = 0.0
            for j in 0..<8 { sum += BenchData.tables.a[transposed ? j * 8 + i : i * 8 + j] * x[j] }
            return sum
        }
    }

    private static let quadraticForm = BenchProblem(
        "v07_quadform", "smooth", at: { $0.normals(8) }, f: { x in [dot(x, times(x, transposed: false))] },
        jacobian: { x in zip(times(x, transposed: false), times(x, transposed: true)).map(+) },
        mutations: [
            Mutation("2Ax") { x, _ in times(x, transposed: false).map { 2 * $0 } },
            Mutation("2ATx") { x, _ in times(x, transposed: true).map { 2 * $0 } },
            Mutation("Ax") { x, _ in times(x, transposed: false) }, .sign, .one(3),
        ])

    static let large = BenchProblem(
        "v08_big1000", "largen", points: 2, at: { $0.normals(1000) },
        f: { x in
            var sum = 0.0
            for i in x.indices { sum += sin(x[i]) + (i + 1 < x.count ? 0.5 * x[i] * x[i + 1] : 0) }
            return [sum]
        },
        jacobian: { x in
            x.indices.map { i in
                cos(x[i]) + (i > 0 ? 0.5 * x[i - 1] : 0) + (i + 1 < x.count ? 0.5 * x[i + 1] : 0)
            }
        },
        mutations: [2, 1.01, 1.001, 1.0001, 0].map { factor in
            .entries("g637*\(factor)") { _, j in j[637] *= factor }
        } + [.entries("last") { x, j in j[999] = cos(x[999]) }])

    private static let smallNorm = BenchProblem(
        "v12_norm_small", "scale", at: { $0.normals(4, times: 1e-6) }, f: { x in [sqrt(dot(x, x))] },
        jacobian: { x in x.map { $0 / sqrt(dot(x, x)) } },
        mutations: [
            Mutation("2x") { x, _ in x.map { 2 * $0 } }, Mutation("x") { x, _ in x }, .sign1, .sign, .one(3),
        ])

    private static func oneHot(_ index: Int) -> [Double] { (0..<6).map { $0 == index ? 1 : 0 } }

    private static let maximum = BenchProblem(
        "v13_max", "kinkOff",
        at: { r in
            var x = r.normals(6)
            let order = x.indices.sorted { x[$0] > x[$1] }
            x[(order[0] + 2) % 6] = x[order[0]] - r.lu(-6, -1)
            return x
        }, f: { [$0.max() ?? 0] },
        jacobian: { x in oneHot(x.indices.max { x[$0] < x[$1] } ?? 0) },
        mutations: [
            Mutation("argmin") { x, _ in oneHot(x.indices.min { x[$0] < x[$1] } ?? 0) },
            Mutation("second") { x, _ in oneHot(x.indices.sorted { x[$0] > x[$1] }[1]) },
            Mutation("unif") { x, _ in x.map { _ in 1.0 / 6 } }, .x2, .zero,
        ])

    /// 100 steps of the classical Runge-Kutta method on the Lorenz system, with tangents.
    private static func lorenzFlow(
        _ start: [Double], tangents: Bool, weights: [Double] = [1, 2, 2, 1],
        _ mutate: (inout [Double]) -> Void = { _ in }
    ) -> (x: [Double], tangent: [Double]) {
        func rate(_ s: [Double]) -> [Double] {
            let x = [10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - 8.0 / 3 * s[2]]
            if !tangents { return x }
            var j = [-10, 10, 0, 28 - s[2], -1, -s[0], s[1], s[0], -8.0 / 3]
            mutate(&j)
            let rates = (0..<9).map { k in
                var sum = 0.0
                for l in 0..<3 { sum += j[k / 3 * 3 + l] * s[3 + l * 3 + k % 3] }
                return sum
            }
            return x + rates
        }
        func moved(_ s: [Double], _ k: [Double], _ h: Double) -> [Double] { s.indices.map { s[$0] + h * k[$0] } }
        var s = start + (tangents ? [1, 0, 0, 0, 1, 0, 0, 0, 1] : [])
        let h = 0.01
        for _ in 0..<100 {
            let k1 = rate(s)
            let k2 = rate(moved(s, k1, h / 2))
            let k3 = rate(moved(s, k2, h / 2))
            let k4 = rate(moved(s, k3, h))
            s = s.indices.map { i in
                let w = i < 3 ? [1, 2, 2, 1] : weights
                let outer = w[0] * k1[i] + w[3] * k4[i]
                return s[i] + h / 6 * (outer + w[1] * k2[i] + w[2] * k3[i])
            }
        }
        return (Array(s.prefix(3)), Array(s.dropFirst(3)))
    }

    private static let lorenz = BenchProblem(
        "v14_lorenz", "smooth", points: 2,
        at: { r in
            let n = r.normals(3)
            return [1 + n[0], 1 + n[1], 20 + n[2]]
        }, f: { [lorenzFlow($0, tangents: false).x[0]] },
        jacobian: { Array(lorenzFlow($0, tangents: true).tangent.prefix(3)) },
        mutations: [
            Mutation("J12") { x, _ in Array(lorenzFlow(x, tangents: true) { $0[5].negate() }.tangent.prefix(3)) },
            Mutation("J21") { x, _ in Array(lorenzFlow(x, tangents: true) { $0[7] = 0 }.tangent.prefix(3)) },
            Mutation("J01") { x, _ in Array(lorenzFlow(x, tangents: true) { $0[1] *= 1.01 }.tangent.prefix(3)) },
            Mutation("weights") { x, _ in
                Array(lorenzFlow(x, tangents: true, weights: [1, 1, 3, 1]).tangent.prefix(3))
            }, .one(4),
        ])

    private static func cosineGradient(_ x: [Double], projects: Bool = true, normalises: Bool = true) -> [Double] {
        let (a, b) = (Array(x.prefix(5)), Array(x.suffix(5)))
        let (p, q) = (sqrt(dot(a, a)), sqrt(dot(b, b)))
        let c = dot(a, b) / (p * q)
        func part(_ own: [Double], _ other: [Double]) -> [Double] {
            (0..<5).map { i in
                other[i] / (normalises ? p * q : 1) - (projects ? c * own[i] / dot(own, own) : 0)
            }
        }
        return part(a, b) + part(b, a)
    }

    private static let cosine = BenchProblem(
        "v15_cosine", "smooth", at: { $0.normals(10) },
        f: { x in
            let (a, b) = (Array(x.prefix(5)), Array(x.suffix(5)))
            return [dot(a, b) / (sqrt(dot(a, a)) * sqrt(dot(b, b)))]
        }, jacobian: { cosineGradient($0) },
        mutations: [
            Mutation("noproj") { x, _ in cosineGradient(x, projects: false) },
            Mutation("nonorm") { x, _ in cosineGradient(x, normalises: false) },
            Mutation("swap") { _, j in Array(j.suffix(5) + j.prefix(5)) }, .sign, .one(4),
        ])

    private static func option(_ x: [Double]) -> (d1: Double, d2: Double, density: Double) {
        let (s, k, sigma, t, r) = (x[0], x[1], x[2], x[3], x[4])
        let d1 = (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t))
        return (d1, d1 - sigma * sqrt(t), exp(-d1 * d1 / 2) / sqrt(2 * Double.pi))
    }

    private static func greeks(_ x: [Double], theta: Double = 1, rate: Double = 1) -> [Double] {
        let (s, k, sigma, t, r) = (x[0], x[1], x[2], x[3], x[4])
        let (d1, d2, density) = option(x)
        let discounted = k * exp(-r * t) * normalCDF(d2)
        return [
            normalCDF(d1), -discounted / k, s * density * sqrt(t),
            theta * s * density * sigma / (2 * sqrt(t)) + rate * r * discounted, t * discounted,
        ]
    }

    private static let blackScholes = BenchProblem(
        "v16_blackscholes", "scale",
        at: { r in
            let s = 100 * r.u(0.8, 1.2)
            let sigma = r.u(0.1, 0.5)
            let t = r.u(0.25, 2)
            return [s, 100, sigma, t, r.u(0.01, 0.05)]
        },
        f: { x in
            let (d1, d2, _) = option(x)
            return [x[0] * normalCDF(d1) - x[1] * exp(-x[4] * x[3]) * normalCDF(d2)]
        }, jacobian: { greeks($0) },
        mutations: [
            .entries("delta") { x, j in j[0] = normalCDF(option(x).d2) },
            .entries("vega") { x, j in j[2] /= sqrt(x[3]) },
            Mutation("theta-") { x, _ in greeks(x, theta: -1) }, Mutation("no r") { x, _ in greeks(x, rate: 0) },
            .one(3),
        ])

    private static let logDeterminant = BenchProblem(
        "v20_logdet", "smooth",
        at: { r in
            var x = r.normals(9)
            for i in [0, 4, 8] { x[i] += 2 }
            return x
        }, f: { x in [log(abs(determinant(x)))] },
        jacobian: { transposed3(inverse3($0)) },
        mutations: [
            Mutation("notr") { x, _ in inverse3(x) },
            Mutation("adj") { x, j in j.map { $0 * determinant(x) } },
            Mutation("sym") { x, j in zip(j, inverse3(x)).map { ($0 + $1) / 2 } }, .sign, .one(3),
        ])

    private static let weakSum = BenchProblem(
        "v22_weaksum", "cancel",
        at: { r in
            let big = 1e6 * r.u(1, 2)
            return [big] + r.normals(4)
        },
        f: { x in
            let weak = x.dropFirst()
            return [1e-6 * x[0] * x[0] + 1e-3 * dot(Array(weak), Array(weak))]
        },
        jacobian: { x in [2e-6 * x[0]] + (1...4).map { 2e-3 * x[$0] } },
        mutations: [0, 2, -1, 1.01].map { factor in
            .entries("weak*\(factor)") { _, j in for k in 1...4 { j[k] *= factor } }
        } + [.relative(4)])
}

func determinant(_ m: [Double]) -> Double {
    m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6])
}

func inverse3(_ m: [Double]) -> [Double] {
    let d = determinant(m)
    func cofactor(_ i: Int, _ j: Int) -> Double {
        let (a, b) = ((i + 1) % 3, (i + 2) % 3)
        let (c, e) = ((j + 1) % 3, (j + 2) % 3)
        return m[a * 3 + c] * m[b * 3 + e] - m[a * 3 + e] * m[b * 3 + c]
    }
    return (0..<9).map { cofactor($0 % 3, $0 / 3) / d }
}

func transposed3(_ m: [Double]) -> [Double] { (0..<9).map { m[$0 % 3 * 3 + $0 / 3] } }
