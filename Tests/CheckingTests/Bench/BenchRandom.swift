import Autodiff
import Foundation

/// The bench's random numbers: SplitMix64 and the draws that the problems are defined by.
struct BenchRandom {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// The stream of a problem: its seed is the FNV-1a hash of the problem's name.
    init(of id: String) {
        self.init(seed: id.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    /// Uniform in [a, b).
    mutating func u(_ a: Double, _ b: Double) -> Double { a + (b - a) * generator.uniform() }

    /// Standard normal.
    mutating func normal() -> Double {
        let radius = sqrt(-2 * log(1 - u(0, 1)))
        return radius * cos(2 * Double.pi * u(0, 1))
    }

    mutating func normals(_ count: Int, times scale: Double = 1) -> [Double] {
        (0..<count).map { _ in scale * normal() }
    }

    mutating func uniforms(_ count: Int, _ a: Double, _ b: Double) -> [Double] { (0..<count).map { _ in u(a, b) } }

    /// 10 to a uniform power.
    mutating func lu(_ a: Double, _ b: Double) -> Double { pow(10, u(a, b)) }

    mutating func sign() -> Double { generator.sign() }
}
