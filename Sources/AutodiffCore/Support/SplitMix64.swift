/// The generator SplitMix64 of Steele, Lea and Flood (2014): the same seed gives the same sequence on every machine.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// A generator whose sequence `seed` determines.
    package init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// +1 or -1.
    package mutating func sign() -> Double { next() & 1 == 1 ? 1 : -1 }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number from the normal distribution N(0, deviation²), by Box and Muller's method.
    package mutating func normal(deviation: Double = 1) -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return deviation * radius * cos(2 * .pi * uniform())
    }

    /// So many numbers from N(0, deviation²).
    package mutating func normals(_ count: Int, deviation: Double = 1) -> [Double] {
        (0..<count).map { _ in normal(deviation: deviation) }
    }

    /// A direction: a vector of length 1, uniformly distributed on the sphere.
    package mutating func direction(_ dimension: Int) -> [Double] {
        let v = normals(dimension)
        let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return v.map { $0 / length }
    }
}
