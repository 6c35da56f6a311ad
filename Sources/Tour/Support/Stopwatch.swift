/// The time of each of these pieces of work in nanoseconds, the best of several rounds in which they take turns, so that
/// a busy machine is a burden to all of them alike. Each is repeated until a round takes `duration`.
func nanoseconds(of works: [() -> Void], rounds: Int = 5, duration: Duration = .milliseconds(2)) -> [Double] {
    let clock = ContinuousClock()
    func time(_ work: () -> Void, repeats: Int) -> Double {
        clock.measure { for _ in 0..<repeats { work() } } / .nanoseconds(1)
    }
    let repeats = works.map { work in
        work()
        // (The best of some: one that was interrupted would have it repeated too few times to be measured.)
        let once = (0..<5).map { _ in time(work, repeats: 1) }.min() ?? 1
        return max(1, Int(duration / .nanoseconds(1) / max(1, once)))
    }
    var best = works.map { _ in Double.infinity }
    for _ in 0..<rounds {
        for (i, work) in works.enumerated() {
            best[i] = min(best[i], time(work, repeats: repeats[i]) / Double(repeats[i]))
        }
    }
    return best
}
