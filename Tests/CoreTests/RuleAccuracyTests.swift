import Autodiff
import Testing

/// The largest of some errors, and where it was seen.
struct Worst: CustomStringConvertible {
    private(set) var error = 0.0
    private(set) var place = "nowhere"

    /// Takes in an error; a nan counts as infinite.
    mutating func note(_ error: Double, at place: @autoclosure () -> String) {
        if error > self.error || error.isNaN {
            self.error = error.isNaN ? .infinity : error
            self.place = place()
        }
    }

    var description: String { "\(error) at \(place)" }
}

/// The rules against tables of values and derivatives to 30 digits; how the tables were made stands in
/// `Notes/rules.md`.
@Suite struct RuleAccuracyTests {
    /// Equal, where both zeros count as one: a sum in the reverse sweep starts at +0. Two nans are equal.
    func agree(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    /// The error in units in the last place: of the exact number, or of the amplitude if that is larger.
    func ulps(of computed: Double, from exact: DoubleDouble, _ rule: MeasuredRule, at point: [Double]) -> Double {
        let amplitude = rule.amplitude(point[0])
        return exact.ulps(of: computed) * (exact.high.ulp / max(exact.high.ulp, amplitude.ulp))
    }

    @Test(arguments: MeasuredRule.all) func firstDerivativesAreRightToTheLastDigits(_ rule: MeasuredRule) throws {
        let lines = try referenceLines(rule.name)
        #expect(lines.count >= 190)
        var (normal, subnormal) = (Worst(), Worst())
        for line in lines where rule.isAsked(line) {
            let m = rule.measure(line)
            for partial in m.partials {
                let (reference, computed) = (partial.reference.high, partial.computed[0])
                if reference.isNormal {
                    let error = ulps(of: computed, from: partial.reference, rule, at: m.point)
                    normal.note(error, at: "\(partial.name) \(m.point): \(computed)")
                } else if reference.isNaN {
                    #expect(computed.isNaN, "\(partial.name) at \(m.point)")
                } else {
                    subnormal.note(partial.reference.ulps(of: computed), at: "\(partial.name) \(m.point): \(computed)")
                }
            }
        }
        #expect(normal.error <= rule.bound, "\(normal)")
        #expect(subnormal.error <= 4, "\(subnormal)")
    }

    @Test(arguments: MeasuredRule.all) func everyModeGivesTheSameBits(_ rule: MeasuredRule) throws {
        for line in try referenceLines(rule.name) {
            let m = rule.measure(line)
            for value in m.values {
                #expect(value.bitPattern == m.plain.bitPattern || value.isNaN && m.plain.isNaN, "f at \(m.point)")
            }
            for partial in m.partials {
                for derivative in partial.computed {
                    #expect(agree(derivative, partial.computed[0]), "\(partial.name) at \(m.point)")
                }
            }
        }
    }

    /// |error| ≤ 64 u (|f''| + |f'|/|x|) with u = 2^-53. (A bound relative to f'' alone can't be met near its zeros.)
    @Test(arguments: MeasuredRule.all) func secondDerivativesNest(_ rule: MeasuredRule) throws {
        var worst = Worst()
        for line in try referenceLines(rule.name) where rule.isAsked(line) {
            let m = rule.measure(line)
            for second in m.seconds where !second.reference.isNaN {
                let size = second.reference.magnitude + second.scale
                for (nesting, computed) in second.computed.enumerated() {
                    let place = "\(second.name) \(m.point), nesting \(nesting): \(computed)"
                    if !second.reference.isFinite {
                        #expect(!computed.isFinite, "\(place)")
                    } else if size.isFinite {
                        let unit = max(0x1p-53 * size, 0x1p-1022)
                        worst.note((computed - second.reference).magnitude / unit, at: place)
                    }
                }
            }
        }
        #expect(worst.error <= 64, "\(worst)")
    }

    /// Prints the table of `Notes/rules.md`: the largest errors of value and derivative, in units in the last place.
    @Test func printTable() throws {
        for rule in MeasuredRule.all {
            var (value, derivative) = (Worst(), Worst())
            for line in try referenceLines(rule.name) where rule.isAsked(line) {
                let m = rule.measure(line)
                if m.value.high.isNormal { value.note(ulps(of: m.plain, from: m.value, rule, at: m.point), at: "") }
                for partial in m.partials where partial.reference.high.isNormal {
                    let (exact, computed) = (partial.reference, partial.computed[0])
                    derivative.note(ulps(of: computed, from: exact, rule, at: m.point), at: "")
                }
            }
            #expect(derivative.error <= rule.bound)
            let rounded = [value, derivative].map { ($0.error * 100).rounded() / 100 }
            print("| `\(rule.name)` | \(rounded[0]) | \(rounded[1]) |")
        }
    }
}
