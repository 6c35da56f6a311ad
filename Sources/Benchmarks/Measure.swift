/// Keeps a result alive, so that the optimiser can't drop what computed it.
@inline(never)
func sink(_ value: Double) {
    if value == 0x1.23456789abcdep-1000 { print(value) }
}

/// A piece of work to be timed: `run(i)` with a varying `i`, so that nothing can be hoisted out of the loop.
struct Work {
    let name: String
    let run: (Int) -> Double
}

/// The median time of one run of each, in nanoseconds, measured in turn (A B C A B C …) in one process.
func medianNanoseconds(of works: [Work], rounds: Int = 15, minimumMilliseconds: Double = 2) -> [Double] {
    nanoseconds(of: works, rounds: rounds, minimumMilliseconds: minimumMilliseconds).map { $0[$0.count / 2] }
}

/// The least time of one run of each, likewise.
func leastNanoseconds(of works: [Work], rounds: Int = 15, minimumMilliseconds: Double = 2) -> [Double] {
    nanoseconds(of: works, rounds: rounds, minimumMilliseconds: minimumMilliseconds).map { $0[0] }
}

/// The times of one run of each, from the least to the greatest.
private func nanoseconds(of works: [Work], rounds: Int, minimumMilliseconds: Double) -> [[Double]] {
    let clock = ContinuousClock()
    func nanoseconds(_ work: Work, repeats: Int, from start: Int) -> Double {
        var sum = 0.0
        let time = clock.measure { for i in 0..<repeats { sum += work.run(start + i) } }
        sink(sum)
        return Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) * 1e-9
    }
    let repeats = works.map { work in
        var count = 1
        while nanoseconds(work, repeats: count, from: 0) < minimumMilliseconds * 1e6 { count *= 2 }
        return count
    }
    var times = [[Double]](repeating: [], count: works.count)
    for round in 0..<rounds {
        for (k, work) in works.enumerated() {
            times[k].append(nanoseconds(work, repeats: repeats[k], from: round) / Double(repeats[k]))
        }
    }
    return times.map { $0.sorted() }
}
