#if !canImport(ObjectiveC)

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Prints `text` to standard error, and lets the process, which goes on, end with a failure.
func failProcess(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    atexit {
        fflush(nil)
        _exit(EXIT_FAILURE)
    }
}

#endif
