import Testing

@testable import GradBenchEvals

@Suite("JSON as GradBench's tool reads and writes it")
struct JSONTests {
    @Test("values are read, and written as they were")
    func roundTrip() throws {
        let text =
            #"{"a":[1,-2.5,1e+100],"b":[],"c":[1,[2],"x"],"d":{"e":null,"f":true,"g":false},"h":"\"\\\n\u0001é"}"#
        #expect(try JSONParser.value(of: text).text == text)
    }

    @Test("an array of numbers is one of doubles, with the bits that Swift reads")
    func numbers() throws {
        let values: [Double] = [
            0, -0.0, 0.1, 1.0 / 3, .leastNonzeroMagnitude, 1.7976931348623157e308, 123_456_789_012_345_680,
        ]
        #expect(try JSONParser.value(of: JSON.numbers(values).text) == .numbers(values))
        #expect(try JSONParser.value(of: "-0.0") == .number(-0.0))
        #expect(JSON.number(-0.0).text == "-0.0")
        #expect(try JSONParser.value(of: " [ 1 , 2 ] ") == .numbers([1, 2]))
    }

    @Test("escapes, also of characters beyond sixteen bits")
    func escapes() throws {
        #expect(try JSONParser.value(of: #""\u00e9\ud83d\ude00\/\t""#) == .string("é😀/\t"))
        #expect(try JSONParser.value(of: #""\ud83d""#) == .string("\u{FFFD}"))
    }

    @Test(
        "what JSON doesn't allow",
        arguments: [
            "01", "1.", ".5", "1e", "+1", "-", "[1 2]", "[1,]", "{\"a\" 1}", "{a:1}", "\"\n\"", "\"\\x\"", "tru",
            "[1", "[\"a\",", "{\"a\":1", "\"\\u12", "NaN", "Infinity", "",
        ])
    func mistakes(text: String) {
        #expect(throws: JSONParser.Mistake.self) { try JSONParser.value(of: text) }
    }
}
