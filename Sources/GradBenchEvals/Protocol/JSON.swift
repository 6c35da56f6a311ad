/// A JSON value. An array of numbers alone is `numbers`, so that a million of them are a million `Double`s.
public enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)

    /// An array of numbers; the empty array, too.
    case numbers([Double])

    /// An array of which an element isn't a number.
    case array([JSON])
    case object([String: JSON])
}

// MARK: - Text

extension JSON {
    /// The value as text on one line. Numbers are written so that they are read back with the same bits; they must be finite.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): JSON.write(value, to: &text)
        case .string(let value): JSON.write(value, to: &text)
        case .numbers(let values): JSON.write(values, to: &text) { JSON.write($0, to: &$1) }
        case .array(let values): JSON.write(values, to: &text) { $0.write(to: &$1) }
        case .object(let members):
            text += "{"
            for (i, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if i > 0 { text += "," }
                JSON.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func write<Element>(
        _ values: [Element], to text: inout String, _ write: (Element, inout String) -> Void
    ) {
        text += "["
        for (i, value) in values.enumerated() {
            if i > 0 { text += "," }
            write(value, &text)
        }
        text += "]"
    }

    /// A number that is whole is written without a point.
    private static func write(_ value: Double, to text: inout String) {
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53, value.sign == .plus || whole != 0 {
            text += whole.description
        } else {
            text += value.description
        }
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// Whether every number is finite; no other can be written.
    var isFinite: Bool {
        switch self {
        case .number(let value): value.isFinite
        case .numbers(let values): values.allSatisfy(\.isFinite)
        case .array(let values): values.allSatisfy(\.isFinite)
        case .object(let members): members.values.allSatisfy(\.isFinite)
        case .null, .bool, .string: true
        }
    }
}
