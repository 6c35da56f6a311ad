import AutodiffCore
import AutodiffReverse
import Synchronization

extension Parameters {
    /// Checks `map`, unless it has been found right on this type with so many numbers.
    @inlinable
    func checkMap(_ count: Int) {
        if !CheckedMaps.contains(ObjectIdentifier(Self.self), count) { checkMapByReflection(count) }
    }

    /// Passes numbered variables through `map`, once to see where they arrive, and once more to see where they come from.
    @usableFromInline
    @inline(never)
    func checkMapByReflection(_ count: Int) {
        let fields = FieldNames(of: self)
        if let fault = fields.fault {
            misuse("map of \(Self.self) \(fault): every number passes through f once, and into its own field")
        }
        CheckedMaps.insert(ObjectIdentifier(Self.self), count)
    }
}

/// The types whose `map` has been found right, by the number of their numbers (an optional may come and go).
///
/// A table with a place for each that may be taken by another: then the check is done again. No lock is needed for that.
@usableFromInline
enum CheckedMaps {
    @usableFromInline
    static let places = Places()

    @usableFromInline
    struct Places: @unchecked Sendable {
        @usableFromInline
        let start: UnsafeMutablePointer<Atomic<UInt64>>

        @usableFromInline
        init() {
            start = .allocate(capacity: 1024)
            for i in 0..<1024 { (start + i).initialize(to: Atomic(0)) }
        }
    }

    @usableFromInline
    static func contains(_ type: ObjectIdentifier, _ count: Int) -> Bool {
        let (key, place) = key(type, count)
        return places.start[place].load(ordering: .relaxed) == key
    }

    static func insert(_ type: ObjectIdentifier, _ count: Int) {
        let (key, place) = key(type, count)
        places.start[place].store(key, ordering: .relaxed)
    }

    private static func key(_ type: ObjectIdentifier, _ count: Int) -> (key: UInt64, place: Int) {
        // Odd, so that none is the 0 of an empty place; the factors spread types and counts over the bits.
        let (type, count) = (UInt64(UInt(bitPattern: type)), UInt64(UInt(bitPattern: count)))
        let key = (type &* 0x9E37_79B9_7F4A_7C15 &+ count &* 0xD1B5_4A32_D192_ED03) | 1
        return (key, Int(key >> 54))
    }
}
