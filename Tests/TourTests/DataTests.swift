import Foundation
import Testing

@testable import Tour

@Suite("The tour's data")
struct DataTests {
    private let good = """
        a,b,c,d,species
        1,2,3,4,x
        2,3,4,5,y
        3,4,5,7,z
        """

    private func read(_ text: String) throws -> LabelledData {
        try LabelledData(CSV(text: text, file: "flowers.csv"), numbers: 4, labels: 3)
    }

    /// The message of the error that reading the text throws.
    private func complaint(_ text: String) -> String {
        do {
            _ = try read(text)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test("the irises: 150, fifty of a kind, Fisher's values where later copies have slips")
    func irises() throws {
        let data = try LabelledData(CSV(text: Iris.csv, file: "the irises"), numbers: 4, labels: 3)
        #expect(data.rows.count == 150)
        #expect(data.labels == ["setosa", "versicolor", "virginica"])
        #expect((0..<3).map { label in data.classes.count { $0 == label } } == [50, 50, 50])
        #expect(data.rows[34] == [4.9, 3.1, 1.5, 0.2])
        #expect(data.rows[37] == [4.9, 3.6, 1.4, 0.1])
        #expect(data.rows[149] == [5.9, 3.0, 5.1, 1.8])
        // Fisher's table II: the species' means.
        let means = (0..<4).map { j in (0..<50).reduce(0) { $0 + data.rows[$1][j] } / 50 }
        for (mean, expected) in zip(means, [5.006, 3.428, 1.462, 0.246]) { #expect(abs(mean - expected) < 1e-12) }
    }

    @Test("standardised columns have mean 0 and population deviation 1")
    func standardised() throws {
        let batch = try LabelledData(CSV(text: Iris.csv, file: "the irises"), numbers: 4, labels: 3).standardised()
        for j in 0..<4 {
            #expect(abs(batch.inputs.reduce(0) { $0 + $1[j] }) / 150 < 1e-14)
            #expect(abs(batch.inputs.reduce(0) { $0 + $1[j] * $1[j] } / 150 - 1) < 1e-14)
        }
        #expect(batch.targets[0] == [1, 0, 0])
        #expect(batch.targets[149] == [0, 0, 1])
    }

    @Test("headings, CR LF, a byte order mark, blank lines, spaces, quotes, or no headings at all")
    func shapes() throws {
        let plain = try read(good)
        #expect(plain.columnNames == ["a", "b", "c", "d"])
        #expect(plain.rows == [[1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 7]])
        let crlf = try read("\u{FEFF}" + good.replacing("\n", with: "\r\n") + "\r\n\r\n")
        #expect(crlf.rows == plain.rows)
        #expect(crlf.columnNames == plain.columnNames)
        let quoted = try read(good.replacing("x", with: "\"x, \"\"the\"\" first\"").replacing("1,2", with: " 1 , 2"))
        #expect(quoted.rows == plain.rows)
        #expect(quoted.labels == ["x, \"the\" first", "y", "z"])
        let bare = try read(good.replacing("a,b,c,d,species\n", with: ""))
        #expect(bare.rows == plain.rows)
        #expect(bare.columnNames == ["input 1", "input 2", "input 3", "input 4"])
    }

    @Test("a bad field is named with file, line and column")
    func badFields() {
        #expect(
            complaint(good.replacing("2,3,4,5,y", with: "2,3,four,5,y")).contains(
                "flowers.csv, line 3, column 3: 'four'"))
        #expect(
            complaint(good.replacing("2,3,4,5,y", with: "2,nan,4,5,y")).contains("flowers.csv, line 3, column 2: 'nan'")
        )
        #expect(complaint(good.replacing("2,3,4,5,y", with: "2,3,4,inf,y")).contains("line 3, column 4: 'inf'"))
        #expect(complaint(good.replacing("2,3,4,5,y", with: "2,3,,5,y")).contains("line 3, column 3: c is missing"))
        #expect(
            complaint(good.replacing("2,3,4,5,y", with: "2,3,4,5,")).contains("line 3, column 5: the label is missing"))
        #expect(
            complaint(good.replacing("3,y", with: "3,y").replacing("5,y", with: "5,\"y")).contains(
                "line 3, column 5: a quote"))
        #expect(complaint(good.replacing("5,y", with: "5,\"y\"t")).contains("line 3, column 5: 't' stands behind"))
        #expect(complaint("nan,1,2,3,x\n" + good).contains("line 1, column 1: 'nan'"))
    }

    @Test("a missing column, one too many, a label too many, labels too few")
    func badShapes() {
        #expect(
            complaint(good.replacing("2,3,4,5,y", with: "2,3,4,y")).contains(
                "line 3, column 5: a column is missing (species)"))
        #expect(
            complaint(good.replacing("2,3,4,5,y", with: "2,3,4,5,6,y")).contains("line 3, column 6: a column too many"))
        #expect(
            complaint(good.replacing("a,b,c,d,species", with: "a,b,c,species")).contains(
                "line 1, column 5: a column is missing"))
        let fourth = complaint(good + "\n9,9,9,9,tulip")
        #expect(fourth.contains("flowers.csv, line 5, column 5: 'tulip' is a label too many"))
        #expect(fourth.contains("x, y, z"))
        #expect(
            complaint(good.replacing("z", with: "y")).contains("line 4, column 5: the file ends with 2 of 3 labels"))
    }

    @Test("nothing in it, nothing to learn from it")
    func empty() {
        #expect(complaint("").contains("flowers.csv: the file is empty"))
        #expect(complaint("\n \n").contains("the file is empty"))
        #expect(complaint("a,b,c,d,species\n").contains("line 1: there is no line of data"))
        #expect(complaint("1,2,3,4,x\n1,3,4,5,y\n1,5,6,7,z").contains("flowers.csv, column 1: input 1 is the same"))
        #expect(complaint("1e300,2,3,4,x\n-1e300,3,4,5,y\n1,5,6,7,z").contains("flowers.csv, column 1: the numbers of"))
    }

    @Test("a file that can't be read: status 1, the file named, nothing trained")
    func badFiles() throws {
        let folder = FileManager.default.temporaryDirectory
        let missing = Recording.run("iris", "--csv", "no/such/file.csv")
        #expect(missing.status == 1)
        #expect(missing.error.contains("no/such/file.csv: there is no such file"))
        let directory = Recording.run("iris", "--csv", folder.path)
        #expect(directory.status == 1)
        #expect(directory.error.contains("is a directory"))
        let file = folder.appendingPathComponent("tour-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data([0x31, 0xFF, 0xFE]).write(to: file)
        #expect(Recording.run("iris", "--csv", file.path).error.contains("isn't text in UTF-8"))
        try Data(good.replacing("5,y", with: "NaN,y").utf8).write(to: file)
        let bad = Recording.run("iris", "--csv", file.path)
        #expect(bad.status == 1)
        #expect(bad.error.contains("\(file.path), line 3, column 4: 'NaN' isn't a finite number (d)"))
    }
}
