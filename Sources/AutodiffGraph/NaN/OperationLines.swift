#if os(Linux) && canImport(Runtime)
import Runtime
#endif

/// Where in the source some operations stand: seen on the stack while the function runs once more.
final class OperationLines {
    /// The operations by their places in the picture.
    private let places: Set<Int>

    /// The place of the next operation.
    private var next: Int

    /// What was found: `Model.swift:12:18`.
    private(set) var lines: [Int: String] = [:]

    init(of places: Set<Int>, inputCount: Int) {
        self.places = places
        next = inputCount
    }

    /// Called as each operation is recorded.
    func recorded() {
        if places.contains(next) { lines[next] = OperationLines.caller }
        next += 1
    }

    /// The innermost place on the stack that isn't in this package's library; nil without debugging information.
    private static var caller: String? {
        #if os(Linux) && canImport(Runtime)
        guard let frames = try? Backtrace.capture(limit: 256).symbolicated()?.frames else { return nil }
        // The folder of all modules, which begin alike: …/Sources/Autodiff.
        let library = #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Autodiff"
        for frame in frames {
            guard let place = frame.symbol?.sourceLocation, place.line > 0, place.path.hasSuffix(".swift") else {
                continue
            }
            if place.path.dropFirst().hasPrefix(library) { continue }
            return "\(place.path.split(separator: "/").last ?? ""):\(place.line):\(place.column)"
        }
        #endif
        return nil
    }
}
