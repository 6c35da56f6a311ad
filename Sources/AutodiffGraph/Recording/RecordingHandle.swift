/// Where a symbol finds its recording, or that it has ended.
///
/// A symbol would retain and release its recording at every operation, which costs more than the operation. So it has the address
/// of a handle, whose memory is never given back, and the life of the recording: when the recording ends the handle's life goes on, and
/// the symbol's doesn't match it any more.
struct RecordingHandle {
    var life: UInt32 = 0
    var recording: Unmanaged<Recording>?

    private static let free = Locked<[UnsafeMutablePointer<RecordingHandle>]>([])

    /// A handle that no recording has.
    static func take() -> UnsafeMutablePointer<RecordingHandle> {
        if let handle = free.withLock({ $0.popLast() }) { return handle }
        let handle = UnsafeMutablePointer<RecordingHandle>.allocate(capacity: 1)
        handle.initialize(to: RecordingHandle())
        return handle
    }

    /// Ends the life of a handle's recording.
    static func end(_ handle: UnsafeMutablePointer<RecordingHandle>) {
        handle.pointee.life &+= 1
        handle.pointee.recording = nil
        free.withLock { $0.append(handle) }
    }
}
