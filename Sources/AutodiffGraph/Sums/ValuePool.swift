/// Places for results that wait for the next call, aligned for vectors; all of one length.
final class ValuePool: @unchecked Sendable {
    private let places = Locked<[UnsafeMutablePointer<Double>]>([])

    deinit { for place in places.withLock({ $0 }) { place.deallocate() } }

    func take(_ count: Int) -> UnsafeMutablePointer<Double> {
        if let place = places.withLock({ $0.popLast() }) { return place }
        let place = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 8, alignment: 64)
            .bindMemory(to: Double.self, capacity: max(count, 1))
        place.initialize(repeating: 0, count: max(count, 1))
        return place
    }

    func give(_ place: UnsafeMutablePointer<Double>) { places.withLock { $0.append(place) } }
}
