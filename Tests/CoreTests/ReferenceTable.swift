import Foundation

/// A number to about 32 digits, as the unevaluated sum of two doubles.
struct DoubleDouble {
    /// The nearest double.
    let high: Double
    /// What is left.
    let low: Double

    /// The error of `computed`, in units in the last place of the nearest double.
    func ulps(of computed: Double) -> Double {
        if computed == high && !high.isFinite { return 0 }
        return ((computed - high) - low).magnitude / high.ulp
    }
}

/// The lines of a file of `Reference`: each a list of doubles, written as the hexadecimal digits of their bits.
///
/// How the files were made stands in `Notes/rules.md`, for those of its folder `HardPoints` in `Notes/elementary.md`.
func referenceLines(_ name: String, in folder: String = "Reference") throws -> [[Double]] {
    let url = Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: folder)
    guard let url else { throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name]) }
    var lines: [[Double]] = []
    var line: [Double] = []
    var bits: UInt64 = 0
    for byte in try Data(contentsOf: url) {
        switch byte {
        case 0x30...0x39: bits = bits << 4 | UInt64(byte - 0x30)
        case 0x61...0x66: bits = bits << 4 | UInt64(byte - 0x61 + 10)
        default:
            line.append(Double(bitPattern: bits))
            bits = 0
            if byte == 0x0a {
                lines.append(line)
                line = []
            }
        }
    }
    return lines
}
