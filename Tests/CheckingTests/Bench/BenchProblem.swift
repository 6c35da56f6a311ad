import AutodiffCore
import Foundation

/// A derivative with an error planted in it.
struct Mutation: Sendable {
    let name: String
    let apply: @Sendable (_ x: [Double], _ jacobian: [Double]) -> [Double]

    init(_ name: String, _ apply: @escaping @Sendable (_ x: [Double], _ jacobian: [Double]) -> [Double]) {
        self.name = name
        self.apply = apply
    }
}

/// A function with its right derivative, points, and planted errors.
struct BenchProblem: Sendable {
    let id: String
    let kind: String
    let single: Bool
    let pointCount: Int
    let outputs: Int
    let draw: @Sendable (inout BenchRandom) -> [Double]
    let f: @Sendable ([Double]) -> [Double]
    let jacobian: @Sendable ([Double]) -> [Double]
    let mutations: [Mutation]

    /// Of a problem in `Float`, the same function in `Double`.
    let reference: (@Sendable ([Double]) -> [Double])?

    init(
        _ id: String, _ kind: String, single: Bool = false, points: Int = 3, outputs: Int = 1,
        reference: (@Sendable ([Double]) -> [Double])? = nil,
        at draw: @escaping @Sendable (inout BenchRandom) -> [Double], f: @escaping @Sendable ([Double]) -> [Double],
        jacobian: @escaping @Sendable ([Double]) -> [Double], mutations: [Mutation]
    ) {
        self.id = id
        self.kind = kind
        self.single = single
        self.pointCount = points
        self.outputs = outputs
        self.draw = draw
        self.f = f
        self.jacobian = jacobian
        self.mutations = mutations
        self.reference = reference
    }

    /// A function of one variable; the mutations replace the derivative.
    static func scalar(
        _ id: String, _ kind: String, single: Bool = false, points: Int = 4,
        reference: (@Sendable (Double) -> Double)? = nil, at draw: @escaping @Sendable (inout BenchRandom) -> Double,
        _ f: @escaping @Sendable (Double) -> Double,
        _ derivative: @escaping @Sendable (Double) -> Double,
        _ formulas: KeyValuePairs<String, @Sendable (Double) -> Double>,
        _ generic: [Mutation] = []
    ) -> BenchProblem {
        var vectorReference: (@Sendable ([Double]) -> [Double])?
        if let reference { vectorReference = { x in [reference(x[0])] } }
        return BenchProblem(
            id, kind, single: single, points: points, reference: vectorReference,
            at: { [draw(&$0)] }, f: { [f($0[0])] },
            jacobian: { [derivative($0[0])] },
            mutations: formulas.map { formula in Mutation(formula.key) { x, _ in [formula.value(x[0])] } } + generic)
    }

    /// The bench's own points, or fresh ones from another stream.
    func points(_ count: Int? = nil, seed: UInt64? = nil) -> [[Double]] {
        var random = seed.map { BenchRandom(seed: $0) } ?? BenchRandom(of: id)
        return (0..<(count ?? pointCount)).map { _ in
            let x = draw(&random)
            return single ? x.map { Double(Float($0)) } : x
        }
    }
}

/// Mutations that fit any problem.
extension Mutation {
    static let sign = Mutation("sign") { _, j in j.map { -$0 } }
    static let x2 = Mutation("x2") { _, j in j.map { 2 * $0 } }
    static let half = Mutation("half") { _, j in j.map { $0 / 2 } }
    static let zero = Mutation("zero") { _, j in j.map { _ in 0 } }

    /// Every entry times 1 + 10^-k.
    static func relative(_ k: Int) -> Mutation {
        Mutation("rel1e-\(k)") { _, j in j.map { $0 * (1 + pow(10, -Double(k))) } }
    }

    /// The largest entry times 1 + 10^-k.
    static func one(_ k: Int) -> Mutation {
        Mutation("one1e-\(k)") { _, j in
            var j = j
            j[largest(j)] *= 1 + pow(10, -Double(k))
            return j
        }
    }

    static let zero1 = Mutation("zero1") { _, j in
        var j = j
        j[(largest(j) + 1) % j.count] = 0
        return j
    }

    static let sign1 = Mutation("sign1") { _, j in
        var j = j
        j[(largest(j) + 1) % j.count].negate()
        return j
    }

    /// Every row rotated right by one.
    static let roll = Mutation("roll") { x, j in
        let n = x.count
        return j.indices.map { k in j[k / n * n + (k % n + n - 1) % n] }
    }

    /// Transposed (square).
    static let transposed = Mutation("T") { x, j in
        let n = x.count
        return j.indices.map { k in j[k % n * n + k / n] }
    }

    /// Some entries replaced: (flat index, from the entry to the new one).
    static func entries(_ name: String, _ change: @escaping @Sendable (_ x: [Double], _ j: inout [Double]) -> Void)
        -> Mutation
    {
        Mutation(name) { x, j in
            var j = j
            change(x, &j)
            return j
        }
    }

    private static func largest(_ j: [Double]) -> Int {
        j.indices.reduce(0) { abs(j[$1]) > abs(j[$0]) ? $1 : $0 }
    }
}

/// A format that some problems compute in.
protocol BenchReal: BinaryFloatingPoint, SendableMetatype {
    static func exp(_ x: Self) -> Self
    static func log(_ x: Self) -> Self
    static func sin(_ x: Self) -> Self
    static func cos(_ x: Self) -> Self
}

extension Double: BenchReal {
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    static func log(_ x: Double) -> Double { Foundation.log(x) }
    static func sin(_ x: Double) -> Double { Foundation.sin(x) }
    static func cos(_ x: Double) -> Double { Foundation.cos(x) }
}

extension Float: BenchReal {
    static func exp(_ x: Float) -> Float { Foundation.exp(x) }
    static func log(_ x: Float) -> Float { Foundation.log(x) }
    static func sin(_ x: Float) -> Float { Foundation.sin(x) }
    static func cos(_ x: Float) -> Float { Foundation.cos(x) }
}

/// A function over any format, run in `Float` on `Double` data.
func inFloat(_ f: @escaping @Sendable ([Float]) -> [Float]) -> @Sendable ([Double]) -> [Double] {
    { x in f(x.map(Float.init)).map(Double.init) }
}

/// A function in one format or the other.
func inFormat(
    single: Bool, _ float: @escaping @Sendable ([Float]) -> [Float],
    _ double: @escaping @Sendable ([Double]) -> [Double]
) -> @Sendable ([Double]) -> [Double] {
    single ? inFloat(float) : double
}
