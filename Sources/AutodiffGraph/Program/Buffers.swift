import Synchronization

/// Buffers that wait for the next run: as many as there were runs at once.
final class Buffers: Sendable {
    private struct Buffer: @unchecked Sendable {
        let slots: UnsafeMutablePointer<Double>
    }

    private let waiting = Mutex<[Buffer]>([])

    init() {}

    deinit { for buffer in waiting.withLock({ $0 }) { buffer.slots.deallocate() } }

    /// One of them, if there is one; it belongs to the caller until it is given back.
    func take() -> UnsafeMutablePointer<Double>? { waiting.withLock { $0.popLast() }?.slots }

    /// Gives one back.
    func give(_ slots: UnsafeMutablePointer<Double>) {
        let buffer = Buffer(slots: slots)
        waiting.withLock { $0.append(buffer) }
    }
}
