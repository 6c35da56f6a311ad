#if canImport(Glibc)
import Foundation

/// glibc's `mtrace`, which lives in a library of its own and writes a line for each allocation.
struct AllocationTrace {
    private typealias Switch = @convention(c) () -> Void
    private typealias Find =
        @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>, UnsafePointer<CChar>) ->
        UnsafeMutableRawPointer?

    private static let library = "libc_malloc_debug.so.0"
    private let file: String
    private let start: Switch
    private let stop: Switch

    /// The trace, if the program has been started for it.
    init?() {
        guard let file = ProcessInfo.processInfo.environment["MALLOC_TRACE"],
            let handle = dlopen(AllocationTrace.library, RTLD_NOW | RTLD_NOLOAD),
            let dlvsym = dlsym(nil, "dlvsym")
        else { return nil }
        // By version, or it is an empty function of the same name in the C library that is found.
        let find = unsafeBitCast(dlvsym, to: Find.self)
        guard let start = find(handle, "mtrace", "GLIBC_2.2.5"), let stop = find(handle, "muntrace", "GLIBC_2.2.5")
        else { return nil }
        self.file = file
        self.start = unsafeBitCast(start, to: Switch.self)
        self.stop = unsafeBitCast(stop, to: Switch.self)
    }

    /// The number of allocations in `body`.
    func count(_ body: () -> Void) -> Int {
        try? FileManager.default.removeItem(atPath: file)
        start()
        body()
        stop()
        // A line of an allocation has a plus before the address; one of a reallocation a greater-than sign.
        let lines = (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.filter { $0.contains(" + 0x") || $0.contains(" > 0x") }.count
    }

    static func runAgain(with argument: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-\(getpid()).mtrace")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [argument]
        process.environment = ProcessInfo.processInfo.environment
            .merging(["LD_PRELOAD": library, "MALLOC_TRACE": file.path]) { $1 }
        do {
            try process.run()
            process.waitUntilExit()
        } catch {
            print("allocations: \(error)")
        }
        try? FileManager.default.removeItem(at: file)
    }
}
#endif
