import AutodiffCore

/// The schedule of Griewank and Walther (2000) for running a loop backwards with few snapshots.
///
/// With s snapshots, of which one is the state at the start, and each step run again at most r times, a loop of C(s + r, s) steps
/// can be reversed, and no longer one. The schedule splits so that this is reached, with the fewest steps of all.
@usableFromInline
package enum BinomialSchedule {
    /// C(s + r, s), or the largest number if it is beyond that; 0 for negative r.
    @usableFromInline
    package static func reach(snapshots s: Int, repetitions r: Int) -> Int {
        if r < 0 { return 0 }
        var result = 1
        for k in 0..<min(s, r) {
            let (product, overflow) = result.multipliedReportingOverflow(by: s + r - k)
            if overflow { return .max }
            result = product / (k + 1)
        }
        return result
    }

    /// The least r with which `steps` steps can be reversed.
    package static func repetitions(steps: Int, snapshots: Int) -> Int {
        var r = 0
        while reach(snapshots: snapshots, repetitions: r) < steps { r += 1 }
        return r
    }

    /// The number of steps that are run forward, before each step is run once more as it is pulled back:
    /// r·n − C(s + r, r − 1), which is the least possible.
    package static func advances(steps: Int, snapshots: Int) -> Int {
        let r = repetitions(steps: steps, snapshots: snapshots)
        return r == 0 ? 0 : r * steps - reach(snapshots: snapshots + 1, repetitions: r - 1)
    }

    /// How far to run from a snapshot to the next one, where `snapshots` are left, the one at the start among them, at least
    /// two, and there are at least two steps.
    ///
    /// Every j with C(s + r − 2, s) ≤ j ≤ C(s + r − 1, s), of which the rest lies between C(s + r − 2, s − 1) and C(s + r − 1, s − 1), is
    /// optimal. Taken is the largest.
    @usableFromInline
    package static func split(steps: Int, snapshots s: Int) -> Int {
        let r = repetitions(steps: steps, snapshots: s)
        return min(
            reach(snapshots: s, repetitions: r - 1), steps - reach(snapshots: s - 1, repetitions: r - 1))
    }
}
