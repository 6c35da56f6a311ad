import Autodiff
import Testing

@Suite struct GeneratorTests {
    /// The first numbers of the reference implementation, by Sebastiano Vigna, for the seed 1234567.
    @Test func theSequenceOfTheReference() {
        var random = SplitMix64(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func distributions() {
        var random = SplitMix64(seed: 1)
        let signs = (0..<1000).map { _ in random.sign() }
        #expect(signs.allSatisfy { $0.magnitude == 1 } && signs.reduce(0, +).magnitude < 150)
        let uniform = (0..<1000).map { _ in random.uniform() }
        #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 } && (uniform.reduce(0, +) - 500).magnitude < 50)
        let normal = random.normals(10000, deviation: 3)
        #expect((normal.reduce(0) { $0 + $1 * $1 } / 10000 - 9).magnitude < 0.7)
        #expect((1...7).allSatisfy { (norm(random.direction($0)) - 1).magnitude <= 1e-15 })
    }
}
