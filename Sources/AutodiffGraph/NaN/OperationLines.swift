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
        for frame in frames {
            guard let place = frame.symbol?.sourceLocation, place.line > 0, place.path.hasSuffix(".swift") else {
                continue
            }
            let folders = place.path.split(separator: "/")
            if isOfLibrary(folders) { continue }
            return "\(folders.last ?? ""):\(place.line):\(place.column)"
        }
        #endif
        return nil
    }

    /// Whether a file is one of the library's. Of code that the optimiser has moved the path may begin at the package.
    private static func isOfLibrary(_ path: [Substring]) -> Bool {
        let modules: Set<Substring> = [
            "AutodiffCore", "AutodiffForward", "AutodiffReverse", "AutodiffGraph", "AutodiffModes", "AutodiffAlgebra",
            "AutodiffComparison", "AutodiffChecking", "AutodiffTesting",
        ]
        return zip(path, path.dropFirst()).contains { $0 == "Sources" && modules.contains($1) }
    }
}
