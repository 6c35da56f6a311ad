/// The numbers of a struct by its synthesised conformance to `Encodable`: what parameters could be made of without `map`.
struct FlatEncoder: Encoder {
    final class Numbers {
        var values: [Double] = []
    }

    let numbers: Numbers
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    static func scalars(of value: some Encodable) -> [Double] {
        let numbers = Numbers()
        try? value.encode(to: FlatEncoder(numbers: numbers))
        return numbers.values
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed<Key>(numbers: numbers))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(numbers: numbers) }

    func singleValueContainer() -> any SingleValueEncodingContainer { fatalError("not needed here") }

    struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let numbers: Numbers
        let codingPath: [any CodingKey] = []
        func encodeNil(forKey key: Key) {}
        func encode(_ value: Double, forKey key: Key) { numbers.values.append(value) }
        func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
            if let number = value as? Double {
                numbers.values.append(number)
            } else {
                try value.encode(to: FlatEncoder(numbers: numbers))
            }
        }
        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Inner> { fatalError("not needed here") }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { fatalError("not needed here") }
        func superEncoder() -> any Encoder { fatalError("not needed here") }
        func superEncoder(forKey key: Key) -> any Encoder { fatalError("not needed here") }
    }

    struct Unkeyed: UnkeyedEncodingContainer {
        let numbers: Numbers
        let codingPath: [any CodingKey] = []
        let count = 0
        func encodeNil() {}
        func encode(_ value: Double) { numbers.values.append(value) }
        func encode<T: Encodable>(_ value: T) throws {
            if let number = value as? Double {
                numbers.values.append(number)
            } else {
                try value.encode(to: FlatEncoder(numbers: numbers))
            }
        }
        func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
            fatalError("not needed here")
        }
        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { fatalError("not needed here") }
        func superEncoder() -> any Encoder { fatalError("not needed here") }
    }
}
