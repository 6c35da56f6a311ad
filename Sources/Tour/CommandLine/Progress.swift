/// Shows progress, at most once a second, and nothing for what is over within the first one.
final class Progress {
    /// What is told of the progress; the text is made only if it is shown.
    typealias Report = (@autoclosure () -> String) -> Void

    private let show: (String) -> Void
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant

    init(_ show: @escaping (String) -> Void) {
        self.show = show
        last = clock.now
    }

    func report(_ message: @autoclosure () -> String) {
        guard clock.now - last >= .seconds(1) else { return }
        show(message())
        last = clock.now
    }
}
