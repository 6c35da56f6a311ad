import Foundation

/// Steele, Lea and Flood's generator: the same numbers in every run and in every language.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in [0, 1).
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Normal, by Box and Muller, the cosine alone.
    mutating func normal() -> Double {
        let u = Double((next() >> 11) + 1) * 0x1p-53
        let v = uniform()
        return sqrt(-2 * log(u)) * cos(2 * Double.pi * v)
    }
}
