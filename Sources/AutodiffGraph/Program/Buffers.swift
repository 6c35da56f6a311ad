import Synchronization

/// Buffers that wait for the next run: as many as there were runs at once.
final class Buffers: @unchecked Sendable {
    /// The buffer that was given back last, which a single thread takes and gives without a lock.
    private let last = Atomic<UnsafeMutablePointer<Double>?>(nil)
    private let others = Locked<[UnsafeMutablePointer<Double>]>([])

    init() {}

    deinit {
        last.load(ordering: .acquiring)?.deallocate()
        for buffer in others.withLock({ $0 }) { buffer.deallocate() }
    }

    /// One of them, if there is one; it belongs to the caller until it is given back.
    @inline(__always)
    func take() -> UnsafeMutablePointer<Double>? {
        last.exchange(nil, ordering: .acquiring) ?? others.withLock { $0.popLast() }
    }

    /// Gives one back.
    @inline(__always)
    func give(_ slots: UnsafeMutablePointer<Double>) {
        guard let earlier = last.exchange(slots, ordering: .acquiringAndReleasing) else { return }
        others.withLock { $0.append(earlier) }
    }
}
