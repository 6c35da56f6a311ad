import Foundation

/// Reads a JSON text. Foundation's own decoders take some microseconds for each number of an array; this one takes the C library's
/// time for it.
struct JSONParser {
    /// What a text has that JSON hasn't.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Arrays and objects within each other, at most: each is a call within a call.
    static let maximumDepth = 200

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var depth = 0

    static func value(of text: String) throws -> JSON {
        // `strtod` stops at the zero behind the text.
        var bytes = Array(text.utf8)
        bytes.append(0)
        return try bytes.withUnsafeBufferPointer { bytes in
            var parser = JSONParser(bytes: bytes)
            let value = try parser.value()
            parser.skipSpace()
            if parser.place != bytes.count - 1 { throw parser.mistake("something behind the value") }
            return value
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private func mistake(_ what: String) -> Mistake {
        Mistake(description: "malformed JSON: \(what) at byte \(place)")
    }

    private mutating func skipSpace() {
        while [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    /// Goes past a byte, if it is the next one.
    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        if bytes[place] != UInt8(ascii: character) { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        skipSpace()
        if !skip(character) { throw mistake("no '\(character)'") }
    }

    private mutating func value() throws -> JSON {
        skipSpace()
        switch bytes[place] {
        case UInt8(ascii: "{"): return try nested { try $0.object() }
        case UInt8(ascii: "["): return try nested { try $0.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSON) throws -> JSON {
        place += 1
        depth += 1
        defer { depth -= 1 }
        if depth > JSONParser.maximumDepth {
            throw mistake("more than \(JSONParser.maximumDepth) values within each other")
        }
        return try body(&self)
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
        for byte in word.utf8 {
            if bytes[place] != byte { throw mistake("a word that isn't '\(word)'") }
            place += 1
        }
        return value
    }

    private mutating func object() throws -> JSON {
        var members: [String: JSON] = [:]
        skipSpace()
        if skip("}") { return .object(members) }
        repeat {
            skipSpace()
            let name = try string()
            try expect(":")
            members[name] = try value()
            skipSpace()
        } while skip(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        var numbers: [Double] = []
        skipSpace()
        if skip("]") { return .numbers(numbers) }
        repeat {
            skipSpace()
            // A digit or a sign.
            if bytes[place] > UInt8(ascii: "9") || bytes[place] == UInt8(ascii: "\"") {
                return .array(try elements(after: numbers.map { .number($0) }))
            }
            numbers.append(try number())
            skipSpace()
        } while skip(",")
        try expect("]")
        return .numbers(numbers)
    }

    private mutating func elements(after first: [JSON]) throws -> [JSON] {
        var elements = first
        repeat {
            elements.append(try value())
            skipSpace()
        } while skip(",")
        try expect("]")
        return elements
    }

    /// A number by JSON's grammar, which is narrower than that of the C library.
    private mutating func number() throws -> Double {
        let start = place
        _ = skip("-")
        if skip("0") {
            if isDigit { throw mistake("a number that begins with 0") }
        } else if !skipDigits() {
            throw mistake("no value")
        }
        if skip("."), !skipDigits() { throw mistake("a point without digits") }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            if !skipDigits() { throw mistake("an exponent without digits") }
        }
        return UnsafeRawPointer(bytes.baseAddress! + start).withMemoryRebound(to: CChar.self, capacity: place - start) {
            strtod($0, nil)
        }
    }

    private var isDigit: Bool { bytes[place] >= UInt8(ascii: "0") && bytes[place] <= UInt8(ascii: "9") }

    private mutating func skipDigits() -> Bool {
        let start = place
        while isDigit { place += 1 }
        return place > start
    }

    private mutating func string() throws -> String {
        if !skip("\"") { throw mistake("no '\"'") }
        var units: [UInt8] = []
        while !skip("\"") {
            let byte = bytes[place]
            if byte < 0x20 { throw mistake("a string without an end") }
            place += 1
            if byte == UInt8(ascii: "\\") {
                units += Array(String(try escaped()).utf8)
            } else {
                units.append(byte)
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// What stands behind a backslash. Half a surrogate pair becomes U+FFFD.
    private mutating func escaped() throws -> Character {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let first = try hexadecimal()
            guard UTF16.isLeadSurrogate(first), skip("\\"), skip("u") else {
                return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
            }
            return Character(String(decoding: [first, try hexadecimal()], as: UTF16.self))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
        default: throw mistake("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else {
                throw mistake("an escape without four digits")
            }
            value = 16 * value + UInt16(digit)
            place += 1
        }
        return value
    }
}
