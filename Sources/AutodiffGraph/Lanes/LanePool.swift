/// Rooms that wait for the next run of a lane program: as many as there were runs at once.
final class LanePool: @unchecked Sendable {
    private let rooms = Locked<[LaneRoom]>([])

    /// Runs `body` with a room that belongs to it alone.
    @inline(__always)
    func withRoom<Result>(of program: LaneProgram, _ body: (LaneRoom) -> Result) -> Result {
        let room = take(for: program)
        defer { give(room) }
        return body(room)
    }

    /// A room that belongs to the caller until it is given back.
    func take(for program: LaneProgram) -> LaneRoom { rooms.withLock { $0.popLast() } ?? program.newRoom() }

    func give(_ room: LaneRoom) { rooms.withLock { $0.append(room) } }
}
