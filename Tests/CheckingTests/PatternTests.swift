import AutodiffChecking
import AutodiffCore
import Foundation
import Testing

/// Each kind of error, planted in a right derivative, is named.
@Suite struct PatternTests {
    static let matrix: Matrix<Double> = [
        [2, -1, 0.5, 3], [0.25, 1.5, -2, 0.75], [1.25, -0.5, 4, -3.5], [-1.75, 0.125, 2.5, 0.375],
    ]
    static let x = [0.5, -1.25, 2, 0.75]

    /// A map whose Jacobian at x is `matrix` with columns scaled by cos x_j.
    static func map(_ x: [Double]) -> [Double] {
        (0..<4).map { i in (0..<4).reduce(0) { $0 + matrix[i, $1] * sin(x[$1]) } }
    }

    static var jacobian: Matrix<Double> {
        var jacobian = matrix
        for i in 0..<4 { for j in 0..<4 { jacobian[i, j] *= cos(x[j]) } }
        return jacobian
    }

    static func pattern(_ change: (inout Matrix<Double>) -> Void) -> String? {
        var claimed = jacobian
        change(&claimed)
        let check = checkJacobian(claimed, at: x, of: map)
        #expect(check.verdict == .wrong)
        if let pattern = check.pattern { #expect(check.description.contains(pattern)) }
        return check.pattern
    }

    static func permuted(_ source: @escaping (Int, Int) -> (Int, Int)) -> String? {
        pattern { claimed in
            let right = claimed
            for i in 0..<4 {
                for j in 0..<4 {
                    let (a, b) = source(i, j)
                    claimed[i, j] = right[a, b]
                }
            }
        }
    }

    @Test func nothingIsSaidOfARightDerivative() {
        let check = checkJacobian(Self.jacobian, at: Self.x, of: Self.map)
        #expect(check.verdict == .pass && check.pattern == nil)
    }

    static let factorNames: [(Double, String)] = [
        (-1.0, "every entry with its sign flipped"), (2, "every entry twice what it should be"),
        (0.5, "every entry half of what it should be"), (0, "every entry zero where it should not be"),
        (-2, "every entry twice what it should be, and with its sign flipped"),
        (4, "every entry 4 (the number of inputs) times what it should be: a factor 1/4 missing"),
        (1.0 / 16, "every entry 1/16 of what it should be: divided by 16 once too often"),
        (180 / Double.pi, "every entry 180/π times what it should be: degrees for radians"),
        (1 / 2.302585092994046, "every entry 1/ln 10 of what it should be: log10 for log"),
        (1.001, "every entry 1.001 times what it should be"),
    ]

    @Test(arguments: factorNames)
    func factors(_ factor: Double, _ expected: String) {
        #expect(Self.pattern { claimed in claimed = claimed.map { factor * $0 } } == expected)
    }

    @Test func partsOfTheMatrix() {
        #expect(Self.pattern { $0[2, 1] *= 1.5 } == "one entry, (2, 1)")
        #expect(Self.pattern { $0[2, 1] *= 2 } == "one entry, (2, 1) twice what it should be")
        #expect(Self.pattern { $0[2, 1].negate() } == "one entry, (2, 1) with its sign flipped")
        #expect(Self.pattern { for j in 0..<4 { $0[3, j].negate() } } == "row 3 with its sign flipped")
        #expect(Self.pattern { for i in 0..<4 { $0[i, 2] /= 2 } } == "column 2 half of what it should be")
        #expect(Self.pattern { for i in 0..<4 { $0[i, i] = 0 } } == "the diagonal zero where it should not be")
        #expect(Self.pattern { $0[1, 3] = .nan } == "not a number in one entry, (1, 3)")
        #expect(
            Self.pattern { claimed in for i in 0..<4 { for j in 0..<4 where i != j { claimed[i, j] = 0 } } }
                == "every entry off the diagonal zero where it should not be")
    }

    @Test func arrangements() {
        #expect(Self.permuted { ($1, $0) } == "transposed")
        #expect(Self.permuted { ($0, ($1 + 3) % 4) } == "columns shifted by 1 to the right")
        #expect(Self.permuted { ($0, ($1 + 1) % 4) } == "columns shifted by 1 to the left")
        #expect(Self.permuted { (($0 + 3) % 4, $1) } == "rows shifted by 1 down")
        #expect(Self.permuted { (($0 + 1) % 4, $1) } == "rows shifted by 1 up")
        #expect(Self.permuted { (($0 + 2) % 4, $1) } == "the first and the second half of the rows exchanged")
        #expect(Self.permuted { ($0, 3 - $1) } == "columns in reverse order")
        #expect(Self.permuted { (3 - $0, $1) } == "rows in reverse order")
        #expect(Self.permuted { ($0, $1 == 0 ? 2 : $1 == 2 ? 0 : $1) } == "columns 0 and 2 exchanged")
        #expect(Self.permuted { ($0 == 1 ? 2 : $0 == 2 ? 1 : $0, $1) } == "rows 1 and 2 exchanged")
        #expect(Self.permuted { ($0 == 1 ? 2 : $0, $1) } == "row 1 is row 2 again")
    }

    /// A gradient of six entries; x is irregular, so that no pattern holds by accident.
    static let point = [0.3, -1.7, 0.9, 2.3, -0.6, 1.1]
    static func field(_ x: [Double]) -> Double { x.enumerated().reduce(0) { $0 + Double($1.0 + 1) * exp($1.1 / 2) } }
    static var gradient: [Double] { point.enumerated().map { Double($0.0 + 1) * exp($0.1 / 2) / 2 } }

    static func gradientPattern(_ change: (inout [Double]) -> Void) -> String? {
        var claimed = gradient
        change(&claimed)
        return checkGradient(claimed, at: point, of: field).pattern
    }

    @Test func gradients() {
        #expect(Self.gradientPattern { $0 = Array($0.dropFirst()) + [$0[0]] } == "entries shifted by 1 to the left")
        #expect(
            Self.gradientPattern { $0 = Array($0.suffix(3) + $0.prefix(3)) }
                == "the first and the second half of the entries exchanged")
        #expect(Self.gradientPattern { $0.swapAt(1, 4) } == "entries 1 and 4 exchanged")
        #expect(
            Self.gradientPattern { g in g = [g[0], g[2], g[4], g[1], g[3], g[5]] }
                == "in column-major order: a 3 × 2 matrix that was stored transposed")
        #expect(Self.gradientPattern { $0 = $0.map { $0 + 0.25 } } == "every entry off by the same 0.25")
        #expect(
            Self.gradientPattern { g in for j in g.indices { g[j] -= 0.02 * Self.point[j] } }
                == "every entry off by -0.02 times its input: a term 0.01·|x|² missing")
        #expect(Self.gradientPattern { $0 = $0.map { 1 / $0 } } == "every entry the reciprocal of what it should be")
        #expect(Self.gradientPattern { $0 = $0.map { $0 * $0 } } == "every entry the square of what it should be")
        #expect(
            Self.gradientPattern { for j in 2...4 { $0[j] *= Double(j) + 0.17 } }
                == "only 3 entries in columns 2…4 wrong")
    }

    @Test func absoluteValues() {
        let check = checkGradient([0.5, 2, 1.5], at: [1, 1, 1]) { x in -0.5 * x[0] + 2 * x[1] - 1.5 * x[2] }
        #expect(check.pattern == "2 of 3 entries with its sign flipped")
    }

    @Test func manyInputs() {
        let x = (0..<200).map { sin(Double($0) * 1.7) + 0.3 }
        let f = { (x: [Double]) in
            x.indices.reduce(0.0) { $0 + sin(x[$1]) * (Double($1 % 7) + 1) + ($1 > 0 ? x[$1] * x[$1 - 1] : 0) }
        }
        let gradient = x.indices.map { j in
            cos(x[j]) * (Double(j % 7) + 1) + (j > 0 ? x[j - 1] : 0) + (j + 1 < x.count ? x[j + 1] : 0)
        }
        #expect(checkGradient(gradient, at: x, of: f).verdict == .pass)
        func pattern(_ claimed: [Double]) -> String? { checkGradient(claimed, at: x, of: f).pattern }
        #expect(pattern(gradient.map { -$0 }) == "every entry with its sign flipped")
        #expect(
            pattern(gradient.map { $0 / 32 })
                == "every entry 1/32 of what it should be: divided by 32 once too often")
        #expect(pattern(Array(gradient.suffix(1) + gradient.dropLast())) == "entries shifted by 1 to the right")
        var one = gradient
        one[77] *= 2
        #expect(pattern(one) == "one entry, column 77 twice what it should be")
    }
}
