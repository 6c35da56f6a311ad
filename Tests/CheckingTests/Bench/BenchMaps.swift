import Foundation

/// R^n → R^m.
extension BenchProblem {
    static let maps: [BenchProblem] = [
        softmaxMap("m01_softmax", single: false), polar, quaternion, inverse, convolution, layerNorm, lotka, spherical,
        cross, arm, sineLayer("m11_sinW", single: false), cumulativeProduct, outputScales,
        softmaxMap("m14_f32_softmax", single: true), sineLayer("m15_f32_sinW", single: true), angle,
    ]

    private static func softmaxJacobian<T: BenchReal>(_ x: [T]) -> [T] {
        let p = softmax(x)
        return (0..<64).map { k in
            let delta: T = k / 8 == k % 8 ? 1 : 0
            return p[k / 8] * (delta - p[k % 8])
        }
    }

    private static func softmaxMap(_ id: String, single: Bool) -> BenchProblem {
        func mutated(_ name: String, _ entry: @escaping @Sendable ([Double], Int, Int) -> Double) -> Mutation {
            Mutation(name) { x, _ in
                let p = softmax(x)
                return (0..<64).map { entry(p, $0 / 8, $0 % 8) }
            }
        }
        return BenchProblem(
            id, single ? "f32" : "smooth", single: single, outputs: 8, reference: { softmax($0) },
            at: { $0.normals(8, times: 2) },
            f: inFormat(single: single, { softmax($0) }, { softmax($0) }),
            jacobian: inFormat(single: single, { softmaxJacobian($0) }, { softmaxJacobian($0) }),
            mutations: [
                mutated("diag") { p, i, j in i == j ? p[i] * (1 - p[i]) : 0 },
                mutated("plus") { p, i, j in (i == j ? p[i] : 0) + p[i] * p[j] },
                mutated("rolled") { p, i, j in (i == j ? p[i] : 0) - p[i] * p[(j + 7) % 8] }, .sign,
                .one(single ? 2 : 3),
            ])
    }

    private static let polar = BenchProblem(
        "m02_polar", "smooth", outputs: 2,
        at: { r in
            let radius = r.u(0.1, 3)
            return [radius, r.u(-3, 3)]
        }, f: { [$0[0] * cos($0[1]), $0[0] * sin($0[1])] },
        jacobian: { [cos($0[1]), -$0[0] * sin($0[1]), sin($0[1]), $0[0] * cos($0[1])] },
        mutations: [
            .entries("sgn") { _, j in j[1].negate() }, .entries("nor") { x, j in j[3] = cos(x[1]) }, .transposed, .roll,
            .one(4),
        ])

    private static let quaternion = BenchProblem(
        "m03_quat", "smooth", outputs: 9, at: { $0.normals(4) },
        f: { q in
            let (w, x, y, z) = (q[0], q[1], q[2], q[3])
            return [
                1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
                2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
                2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
            ]
        },
        jacobian: { q in
            let (w, x, y, z) = (q[0], q[1], q[2], q[3])
            return [
                [0, 0, -2 * y, -2 * z], [-z, y, x, -w], [y, z, w, x], [z, y, x, w], [0, -2 * x, 0, -2 * z],
                [-x, -w, z, y], [-y, z, -w, x], [x, w, z, y], [0, -2 * x, -2 * y, 0],
            ].flatMap { $0.map { 2 * $0 } }
        },
        mutations: [
            Mutation("transp") { _, j in (0..<36).map { k in j[(k / 4 % 3 * 3 + k / 12) * 4 + k % 4] } },
            .entries("J51") { _, j in j[21].negate() },
            .entries("rows") { _, j in for k in 4..<16 { j[k] /= 2 } }, .roll, .one(3),
        ])

    private static let inverse = BenchProblem(
        "m04_inv3", "smooth", outputs: 9,
        at: { r in
            var x = r.normals(9)
            for i in [0, 4, 8] { x[i] += 3 }
            return x
        }, f: { inverse3($0) },
        jacobian: { x in
            let v = inverse3(x)
            return (0..<81).map { k in
                let (i, j) = (k / 9, k % 9)
                return -v[i / 3 * 3 + j / 3] * v[j % 3 * 3 + i % 3]
            }
        },
        mutations: [
            .sign.named("plus"), .transposed, Mutation("diag") { _, j in j.indices.map { $0 % 10 == 0 ? j[$0] : 0 } },
            .one(3), .one(4),
        ])

    private static let kernel = [0.5, -1, 0.25]

    private static func convolved(_ x: [Double]) -> [Double] {
        (0..<10).map { i in (0..<3).reduce(0) { $0 + kernel[$1] * x[i + $1] } }
    }

    private static func convolutionJacobian(_ x: [Double], _ kernel: [Double], activation: Bool = true) -> [Double] {
        let z = convolved(x)
        return (0..<120).map { k in
            let (i, j) = (k / 12, k % 12)
            if j < i || j > i + 2 { return 0 }
            return kernel[j - i] * (activation ? 1 - tanh(z[i]) * tanh(z[i]) : 1)
        }
    }

    private static let convolution = BenchProblem(
        "m05_conv", "smooth", outputs: 10, at: { $0.normals(12) }, f: { convolved($0).map { tanh($0) } },
        jacobian: { convolutionJacobian($0, kernel) },
        mutations: [
            Mutation("flip") { x, _ in convolutionJacobian(x, kernel.reversed()) }, .roll.named("shift"),
            .entries("last") { _, j in j[119] = 0 },
            Mutation("nodact") { x, _ in convolutionJacobian(x, kernel, activation: false) }, .one(2),
        ])

    private static func layerNormJacobian(
        _ x: [Double], mean: Double = 1, variance: Double = 1, count: Double = 6, eps: Double = 1e-5
    ) -> [Double] {
        let centred = x.map { $0 - x.reduce(0, +) / 6 }
        let s = sqrt(dot(centred, centred) / 6 + eps)
        return (0..<36).map { k in
            let (i, j) = (k / 6, k % 6)
            return ((i == j ? 1 : 0) - mean / 6) / s - variance * centred[i] * centred[j] / (count * s * s * s)
        }
    }

    private static let layerNorm = BenchProblem(
        "m06_layernorm", "smooth", outputs: 6, at: { $0.normals(6) },
        f: { x in
            let centred = x.map { $0 - x.reduce(0, +) / 6 }
            let s = sqrt(dot(centred, centred) / 6 + 1e-5)
            return centred.map { $0 / s }
        }, jacobian: { layerNormJacobian($0) },
        mutations: [
            Mutation("nomean") { x, _ in layerNormJacobian(x, mean: 0) },
            Mutation("novar") { x, _ in layerNormJacobian(x, variance: 0) },
            Mutation("n-1") { x, _ in layerNormJacobian(x, count: 5) },
            Mutation("noeps") { x, _ in layerNormJacobian(x, eps: 0) }, .one(3),
        ])

    private static let lotka = BenchProblem(
        "m07_lotka", "scale", outputs: 2,
        at: { r in
            let prey = 1e3 * r.u(0.5, 2)
            let hunters = 1e-3 * r.u(0.5, 2)
            return [prey, hunters, 0.1, 2e-5, 1e-3 * r.u(0.5, 1), 0.3]
        },
        f: { x in [x[2] * x[0] - 1e4 * x[3] * x[0] * x[1], x[4] * x[0] * x[1] - x[5] * x[1]] },
        jacobian: { x in
            [
                x[2] - 1e4 * x[3] * x[1], -1e4 * x[3] * x[0], x[0], -1e4 * x[0] * x[1], 0, 0,
                x[4] * x[1], x[4] * x[0] - x[5], 0, 0, x[0] * x[1], -x[1],
            ]
        },
        mutations: [
            .entries("J00") { x, j in j[0] = x[2] }, .entries("J03") { _, j in j[3].negate() },
            .entries("J10") { _, j in j[6] = 0 }, .entries("J11") { x, j in j[7] = x[4] * x[0] },
            .entries("J15") { _, j in j[11] *= 2 },
        ])

    private static let spherical = BenchProblem(
        "m08_spherical", "smooth", outputs: 3,
        at: { r in
            let radius = r.u(0.5, 3)
            let polar = r.u(0.2, 2.9)
            return [radius, polar, r.u(-3, 3)]
        }, f: { x in [x[0] * sin(x[1]) * cos(x[2]), x[0] * sin(x[1]) * sin(x[2]), x[0] * cos(x[1])] },
        jacobian: { x in
            let (r, s, c) = (x[0], sin(x[1]), cos(x[1]))
            let (sp, cp) = (sin(x[2]), cos(x[2]))
            return [s * cp, r * c * cp, -r * s * sp, s * sp, r * c * sp, r * s * cp, c, -r * s, 0]
        },
        mutations: [
            .transposed, .entries("J21") { _, j in j[7].negate() },
            .entries("col1") { x, j in for k in [1, 4, 7] { j[k] /= x[0] } }, .roll, .one(3),
        ])

    private static let cross = BenchProblem(
        "m09_cross", "smooth", outputs: 3, at: { $0.normals(6) },
        f: { x in
            [x[1] * x[5] - x[2] * x[4], x[2] * x[3] - x[0] * x[5], x[0] * x[4] - x[1] * x[3]]
        },
        jacobian: { x in
            [
                0, x[5], -x[4], 0, -x[2], x[1],
                -x[5], 0, x[3], x[2], 0, -x[0],
                x[4], -x[3], 0, -x[1], x[0], 0,
            ]
        },
        mutations: [
            Mutation("swap") { _, j in (0..<18).map { j[$0 / 6 * 6 + ($0 + 3) % 6] } },
            .entries("second") { _, j in for k in j.indices where k % 6 >= 3 { j[k].negate() } },
            .entries("firstT") { _, j in for k in j.indices where k % 6 < 3 { j[k].negate() } }, .roll, .one(4),
        ])

    private static let arm = BenchProblem(
        "m10_arm", "smooth", outputs: 2,
        at: { r in
            let a = r.u(-3, 3)
            return [a, r.u(-3, 3), 1, 0.7]
        },
        f: { x in
            [x[2] * cos(x[0]) + x[3] * cos(x[0] + x[1]), x[2] * sin(x[0]) + x[3] * sin(x[0] + x[1])]
        },
        jacobian: { x in
            let (s, c, st, ct) = (sin(x[0]), cos(x[0]), sin(x[0] + x[1]), cos(x[0] + x[1]))
            return [-x[2] * s - x[3] * st, -x[3] * st, c, ct, x[2] * c + x[3] * ct, x[3] * ct, s, st]
        },
        mutations: [
            .entries("J00") { x, j in j[0] = -x[2] * sin(x[0]) },
            .entries("J01") { x, j in j[1] = -x[3] * sin(x[1]) }, .entries("J11") { _, j in j[5].negate() }, .roll,
            .one(3),
        ])

    private static func layerSums<T: BenchReal>(_ x: [T]) -> [T] {
        (0..<30).map { i in
            var z: T = 0
            for j in 0..<20 { z += T(BenchData.tables.w[i * 20 + j]) * x[j] }
            return z
        }
    }

    private static func sines<T: BenchReal>(_ x: [T]) -> [T] { layerSums(x).map { T.sin($0) } }

    private static func sineJacobian<T: BenchReal>(_ x: [T]) -> [T] {
        let z = layerSums(x)
        return (0..<600).map { T.cos(z[$0 / 20]) * T(BenchData.tables.w[$0]) }
    }

    private static func sineLayer(_ id: String, single: Bool) -> BenchProblem {
        let entry = 17 * 20 + 5
        return BenchProblem(
            id, single ? "f32" : "largen", single: single, points: 2, outputs: 30, reference: { sines($0) },
            at: { $0.normals(20) },
            f: inFormat(single: single, { sines($0) }, { sines($0) }),
            jacobian: inFormat(single: single, { sineJacobian($0) }, { sineJacobian($0) }),
            mutations: [
                .entries("*2") { _, j in j[entry] *= 2 }, .entries("=0") { _, j in j[entry] = 0 },
                .entries("row") { _, j in for k in 0..<20 { j[60 + k] = j[80 + k] } },
                Mutation("nodact") { _, _ in BenchData.tables.w },
            ] + (single ? [] : [.entries("*1.01") { _, j in j[entry] *= 1.01 }]))
    }

    private static let cumulativeProduct = BenchProblem(
        "m12_cumprod", "smooth", outputs: 8,
        at: { r in zip(r.uniforms(8, 0.5, 1.5), [1, -1, 1, 1, -1, 1, 1, 1]).map { $0 * $1 } },
        f: { x in
            var product = 1.0
            return x.map {
                product *= $0
                return product
            }
        },
        jacobian: { x in
            (0..<64).map { k in
                let (i, j) = (k / 8, k % 8)
                return j > i ? 0 : (0...i).reduce(1) { $1 == j ? $0 : $0 * x[$1] }
            }
        },
        mutations: [
            Mutation("diag") { _, j in j.indices.map { $0 % 9 == 0 ? j[$0] : 0 } }, .transposed,
            Mutation("nodiag") { _, j in j.indices.map { $0 % 9 == 0 ? 0 : j[$0] } }, .one(2), .one(4),
        ])

    private static let outputScales = BenchProblem(
        "m13_outscale", "scale", outputs: 3, at: { $0.uniforms(2, 0.5, 2) },
        f: { x in [1e-10 * sin(x[0]) * x[1], 1e10 * x[0] * x[1] * x[1], x[1]] },
        jacobian: { x in
            [1e-10 * cos(x[0]) * x[1], 1e-10 * sin(x[0]), 1e10 * x[1] * x[1], 2e10 * x[0] * x[1], 0, 1]
        },
        mutations: [
            .entries("J00=0") { _, j in j[0] = 0 }, .entries("J00*2") { _, j in j[0] *= 2 },
            .entries("J00*1.001") { _, j in j[0] *= 1.001 }, .entries("J01") { _, j in j[1].negate() },
            .entries("J11*1.001") { _, j in j[3] *= 1.001 },
        ])

    private static let angle = BenchProblem(
        "m16_atan2", "smooth", outputs: 2, at: { $0.normals(2) }, f: { [atan2($0[0], $0[1]), hypot($0[0], $0[1])] },
        jacobian: { v in
            let (y, x, r) = (v[0], v[1], hypot(v[0], v[1]))
            return [x / (r * r), -y / (r * r), y / r, x / r]
        },
        mutations: [
            .entries("sgn") { _, j in j[1].negate() },
            .entries("r") { v, j in for k in 0..<2 { j[k] *= hypot(v[0], v[1]) } },
            .entries("swap") { _, j in j.swapAt(2, 3) }, .roll, .one(4),
        ])
}
