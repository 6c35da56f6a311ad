import Autodiff
import Testing

@Suite struct MatrixTests {
    let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]

    @Test func rowsAreOutputs() {
        #expect(m.rows == 2 && m.columns == 3 && m[1, 0] == 4 && m.transposed[0, 1] == 4)
        #expect(m.row(1) == [4, 5, 6] && m.column(2) == [3, 6])
        #expect(m.values == [1, 2, 3, 4, 5, 6])
        let (rows, columns) = ((0..<2).map { m.row($0) }, (0..<3).map { m.column($0) })
        #expect(rows == [[1, 2, 3], [4, 5, 6]] && columns == [[1, 4], [2, 5], [3, 6]])
    }

    @Test func everyWayToMakeOne() {
        #expect(Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]) == m)
        #expect(Matrix([[1, 2, 3], [4, 5, 6]]) == m)
        #expect(Matrix(rows: 2, columns: 2, repeating: 7) == [[7, 7], [7, 7]])
    }

    /// A shape is more than its entries: 2 × 3 isn't 3 × 2, and there are many matrices without entries.
    @Test func shapesWithTheSameEntries() {
        let other = Matrix(rows: 3, columns: 2, values: m.values)
        #expect(other != m && Set([m, other, m]).count == 2)
        let empty: Matrix<Double> = []
        #expect(empty.rows == 0 && empty.columns == 0 && empty.values.isEmpty && empty.description.isEmpty)
        let wide = Matrix<Int>(rows: 0, columns: 3, values: [])
        let tall = Matrix<Int>(rows: 3, columns: 0, values: [])
        #expect(wide != tall && wide.transposed == tall && tall.row(2) == [] && wide.column(2) == [])
        let high = Matrix<Int>(rows: .max, columns: 0, values: [])
        #expect(Matrix<Int>([[], [], []]) == tall && high.rows == .max)
    }

    @Test func transposition() {
        #expect(m.transposed == [[1, 4], [2, 5], [3, 6]])
        #expect(m.transposed.transposed == m)
        for i in 0..<2 {
            for j in 0..<3 { #expect(m[i, j] == m.transposed[j, i]) }
        }
    }

    @Test func entriesChangeInPlace() {
        var changed = m
        changed[0, 2] = 30
        changed[1, 0] += 0.5
        #expect(changed == [[1, 2, 30], [4.5, 5, 6]] && m[0, 2] == 3)
    }

    @Test func mapping() {
        let labels = m.map { "\(Int($0))" }
        #expect(labels == [["1", "2", "3"], ["4", "5", "6"]] && labels.rows == 2 && labels.columns == 3)
        struct Negative: Error {}
        #expect(throws: Negative.self) { try m.map { if $0 > 5 { throw Negative() } else { $0 } } }
    }

    @Test func equalMatricesHashAlike() {
        let same = Matrix(rows: 2, columns: 3, values: [1.0, 2, 3, 4, 5, 6])
        #expect(same == m && same.hashValue == m.hashValue && Set([same, m]).count == 1)
        let negative = m.map { -$0 }
        #expect(m != negative)
    }

    @Test func aLineForEachRow() {
        #expect(m.description == "[1.0, 2.0, 3.0]\n[4.0, 5.0, 6.0]")
        #expect(Matrix([["a"]]).description == "[a]")
    }

    /// What a process that has to trap writes to its standard error.
    func message(of result: ExitTest.Result?) -> String {
        result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    }

    @Test func rowsOfDifferentLengths() async {
        let literal = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let m: Matrix<Double> = [[1, 2], [3]]
            print(m)
        }
        #expect(message(of: literal).contains("ragged matrix: row 1 has 1 entries where row 0 has 2"))
        let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix([[], [1.0], []]))
        }
        #expect(message(of: rows).contains("ragged matrix: row 1 has 1 entries where row 0 has 0"))
    }

    @Test func valuesThatDontFitTheShape() async {
        let few = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: 2, columns: 2, values: [1, 2, 3]))
        }
        #expect(message(of: few).contains("a 2 × 2 matrix can't have 3 values"))
        let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: -1, columns: -4, values: [1, 2, 3, 4]))
        }
        #expect(message(of: negative).contains("a matrix can't have -1 rows and -4 columns: neither may be negative"))
    }

    /// The standard library's overflow had no message in a release build.
    @Test func shapesBeyondAllBounds() async {
        let values = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: .max, columns: 2, values: [1.0]))
        }
        #expect(message(of: values).contains("rows and 2 columns: neither may be negative, and the entries"))
        let repeating = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: 3, columns: .max, repeating: 0))
        }
        #expect(message(of: repeating).contains("the entries must fit in memory"))
        let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: 2, columns: -1, repeating: 0))
        }
        #expect(message(of: negative).contains("a matrix can't have 2 rows and -1 columns"))
    }

    @Test func placesOutsideTheMatrix() async {
        let entry = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
            print(m[0, 3])
        }
        #expect(message(of: entry).contains("no entry (0, 3) in a 2 × 3 matrix"))
        let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
            print(m.row(2))
        }
        #expect(message(of: row).contains("no row 2 in a 2 × 3 matrix"))
        let column = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let m: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
            print(m.column(-1))
        }
        #expect(message(of: column).contains("no column -1 in a 2 × 3 matrix"))
    }

    /// 2⁶¹ doubles are 2⁶⁴ bytes: counted in bytes they overflow, and the array would be allocated too small.
    @Test func entriesThatFitInNoMemory() async {
        let overflowing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: 1 << 61, columns: 1, repeating: 0.0).rows)
        }
        let large = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            print(Matrix(rows: .max, columns: 1, repeating: 0.0).rows)
        }
        for result in [overflowing, large] {
            #expect(message(of: result).contains("the entries must fit in memory"))
        }
    }
}
