import Foundation

/// Measures, and prints each time as a multiple of the first.
func report(_ title: String, _ works: [Work]) {
    let times = medianNanoseconds(of: works)
    print(title)
    for (work, time) in zip(works, times) {
        let name = work.name.padding(toLength: 24, withPad: " ", startingAt: 0)
        print("  \(name)", String(format: "%10.2f us %8.2f x", time / 1000, time / times[0]))
    }
}
