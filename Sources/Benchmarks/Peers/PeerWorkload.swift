import Autodiff
import GradBenchEvals

/// An input of one of GradBench's evals, of the form and size of its own; numbers are this program's.
struct PeerWorkload {
    let module: String
    let size: String
    let primal: String?
    let derivatives: [String]
    private let members: () -> [String: JSON]

    private init(
        _ module: String, _ size: String, _ primal: String?, _ derivatives: String...,
        input: @escaping () -> [String: JSON]
    ) {
        (self.module, self.size, self.primal, self.derivatives) = (module, size, primal, derivatives)
        members = input
    }

    /// At least three runs, and a fifth of a second of them.
    func input() -> JSON {
        .object(members().merging(["min_runs": .number(3), "min_seconds": .number(0.2)]) { $1 })
    }

    static var all: [PeerWorkload] {
        [16, 512, 16392].map { llsq(n: $0) } + [2500, 40000, 1_280_000].map { lse(n: $0) } + [5, 8, 10].map { det($0) }
            + [(1000, 1), (10000, 10), (100_000, 100)].map { ode(n: $0, steps: $1) }
            + [(2, 5), (20, 25), (64, 100)].map { gmm(d: $0, k: $1) }
            + [(2, 1024), (4, 1024), (6, 8192)].map { lstm(layers: $0, characters: $1) }
            + [(49, 7776, 31843), (257, 65132, 225_911), (356, 226_730, 1_255_268)].map { ba($0, $1, $2) }
            + [100, 1600, 51200].map { ht(points: $0) }
            + [(10, 1000, 8), (100, 10000, 8), (1000, 10000, 16)].map { kmeans(k: $0, n: $1, d: $2) }
            + [
                PeerWorkload("particle", "", nil, "ff", "fr", "rf", "rr") { ["w": .number(0)] },
                PeerWorkload("saddle", "", nil, "ff", "fr", "rf", "rr") { ["start": .numbers([1, 1])] },
            ]
    }

    private static func uniform(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in random.uniform() }
    }

    private static func normal(_ count: Int, seed: UInt64) -> [Double] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in random.normal() }
    }

    private static func rows(_ values: [Double], _ columns: Int) -> JSON {
        .array(stride(from: 0, to: values.count, by: columns).map { .numbers(Array(values[$0..<$0 + columns])) })
    }

    private static func llsq(n: Int) -> PeerWorkload {
        PeerWorkload("llsq", "n = \(n), m = 128", "primal", "gradient") {
            ["x": .numbers(uniform(128)), "n": .number(Double(n))]
        }
    }

    private static func lse(n: Int) -> PeerWorkload {
        PeerWorkload("lse", "n = \(n)", "primal", "gradient") { ["x": .numbers(uniform(n))] }
    }

    private static func det(_ size: Int) -> PeerWorkload {
        PeerWorkload("det", "\(size) x \(size)", "primal", "gradient") {
            ["A": .numbers(uniform(size * size)), "ell": .number(Double(size))]
        }
    }

    private static func ode(n: Int, steps: Int) -> PeerWorkload {
        PeerWorkload("ode", "n = \(n), s = \(steps)", "primal", "gradient") {
            ["x": .numbers(uniform(n)), "s": .number(Double(steps))]
        }
    }

    private static func gmm(d: Int, k: Int) -> PeerWorkload {
        PeerWorkload("gmm", "d = \(d), k = \(k), n = 1000", "objective", "jacobian") {
            [
                "d": .number(Double(d)), "k": .number(Double(k)), "n": .number(1000), "m": .number(0),
                "gamma": .number(1), "x": rows(normal(1000 * d, seed: 1), d), "alpha": .numbers(normal(k, seed: 2)),
                "mu": rows(uniform(k * d, seed: 3), d), "q": rows(normal(k * d, seed: 4), d),
                "l": rows(normal(k * d * (d - 1) / 2, seed: 5), d * (d - 1) / 2),
            ]
        }
    }

    private static func lstm(layers: Int, characters: Int) -> PeerWorkload {
        PeerWorkload("lstm", "l = \(layers), c = \(characters)", "objective", "jacobian") {
            let bits = 7
            return [
                "main_params": rows(uniform(8 * layers * bits, seed: 1), 4 * bits),
                "extra_params": rows(uniform(3 * bits, seed: 2), bits),
                "state": rows(uniform(2 * layers * bits, seed: 3), bits),
                "sequence": rows(uniform(characters * bits, seed: 4).map { $0.rounded() }, bits),
            ]
        }
    }

    private static func ba(_ cameras: Int, _ points: Int, _ observations: Int) -> PeerWorkload {
        PeerWorkload("ba", "\(cameras), \(points), \(observations)", "objective", "jacobian") {
            [
                "n": .number(Double(cameras)), "m": .number(Double(points)), "p": .number(Double(observations)),
                "cam": .numbers([0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 500, 2, -1, 0.02, -0.004]),
                "x": .numbers([0.5, 0.7, 4]), "w": .number(1.02), "feat": .numbers([30, 70]),
            ]
        }
    }

    private static func kmeans(k: Int, n: Int, d: Int) -> PeerWorkload {
        PeerWorkload("kmeans", "k = \(k), n = \(n), d = \(d)", "cost", "dir") {
            let points = uniform(n * d)
            return ["points": rows(points, d), "centroids": rows(Array(points.suffix(k * d)), d)]
        }
    }

    /// A hand of five fingers of four bones, a wrist and a forearm, with 544 vertices on two bones each.
    private static func ht(points: Int) -> PeerWorkload {
        PeerWorkload("ht", "\(points) points", "objective", "jacobian") {
            let (bones, vertices, triangles) = (22, 544, 1084)
            let parents = (0..<bones).map { $0 == 0 ? -1 : $0 % 4 == 1 ? 0 : $0 - 1 }
            func transforms(_ sign: Double) -> JSON {
                .array(
                    (0..<bones).map { bone in
                        let shift = sign * (0.1 + 0.01 * Double(bone))
                        return rows([1, 0, 0, shift, 0, 1, 0, 0.2 * sign, 0, 0, 1, shift, 0, 0, 0, 1], 4)
                    })
            }
            let places = uniform(3 * vertices)
            let weights = (0..<vertices).map { vertex -> JSON in
                var row = [Double](repeating: 0, count: bones)
                let bone = 1 + vertex * 20 / vertices
                row[bone] = 0.75
                row[parents[bone]] = 0.25
                return .numbers(row)
            }
            let corners = (0..<triangles).map { i -> JSON in
                let first = i * (vertices - 2) / triangles
                return .numbers([Double(first), Double(first + 1), Double(first + 2)])
            }
            let positions = (0..<vertices).map { JSON.numbers(Array(places[3 * $0..<3 * $0 + 3]) + [1]) }
            let correspondences = (0..<points).map { Double(($0 * 7) % triangles) }
            return [
                "theta": .numbers(uniform(26, seed: 2)), "us": rows(uniform(2 * points, seed: 3), 2),
                "data": .object([
                    "correspondences": .numbers(correspondences), "points": rows(uniform(3 * points, seed: 4), 3),
                    "model": .object([
                        "parents": .numbers(parents.map { Double($0) }), "base_relatives": transforms(1),
                        "inverse_base_absolutes": transforms(-1), "base_positions": .array(positions),
                        "weights": .array(weights), "triangles": .array(corners), "is_mirrored": .bool(false),
                    ]),
                ]),
            ]
        }
    }
}
