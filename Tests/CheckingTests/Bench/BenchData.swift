/// The fixed data of the bench, drawn in this order from SplitMix64(7).
enum BenchData {
    struct Tables: Sendable {
        let x: [Double]  // 16 × 5
        let y: [Double]
        let xl: [Double]  // 20 × 6
        let yl: [Double]
        let a: [Double]  // 8 × 8
        let xm: [Double]  // 8 × 4
        let ym: [Double]
        let d: [Double]
        let x32: [Float]  // 64 × 5
        let y32: [Float]
        let w: [Double]  // 30 × 20
    }

    static let tables: Tables = {
        var random = BenchRandom(seed: 7)
        return Tables(
            x: random.normals(80), y: random.normals(16), xl: random.normals(120),
            yl: random.normals(20).map { $0 < 0 ? -1 : 1 }, a: random.normals(64), xm: random.normals(32),
            ym: random.normals(8), d: random.normals(30).map { 2 + 3 * $0 }, x32: random.normals(320).map(Float.init),
            y32: random.normals(64).map(Float.init), w: random.normals(600, times: 0.25))
    }()
}

func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

extension Array {
    func rotatedLeft() -> [Element] { isEmpty ? self : Array(dropFirst()) + [self[0]] }
    func rotatedRight() -> [Element] { isEmpty ? self : [self[count - 1]] + Array(dropLast()) }
}
