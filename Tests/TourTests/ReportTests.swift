import Autodiff
import Foundation
import Testing

@testable import Tour

@Suite("The tour's report")
struct ReportTests {
    /// The report of the parts that are quick, as written to a file.
    private func report(_ parts: String...) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("tour-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: file) }
        let recording = Recording()
        let status = run(
            arguments: parts + ["--report", file.path], console: recording.console, setting: Setting(epochs: 5))
        #expect(status == 0, "\(recording.error)")
        #expect(recording.output.contains("The report is in \(file.path)."))
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("one page that needs nothing else: no script, nothing to fetch, light and dark")
    func selfContained() throws {
        let html = try report("graph", "network", "fit", "approximation", "differences", "iris")
        #expect(html.hasPrefix("<!DOCTYPE html>"))
        for word in ["<script", "http:", "https:", "src=", "@import", "url(", "<link"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("prefers-color-scheme: dark"))
        #expect(html.components(separatedBy: "<svg").count - 1 == 1 + 1 + 1 + 2 + 1 + 3)
        for id in ["graph", "network", "fit", "approximation", "differences", "iris"] {
            #expect(html.contains("<h2 id=\"\(id)\">"))
            #expect(html.contains("href=\"#\(id)\""))
        }
    }

    @Test("each part links to a page of the documentation, which is there")
    func links() throws {
        for page in ManualPage.allCases {
            #expect(FileManager.default.fileExists(atPath: page.file.path), "\(page)")
        }
        #expect(
            try report("graph").contains("<a href=\"\(ManualPage.architecture.file.absoluteString)\">Architecture</a>"))
    }

    @Test("it is well-formed, and no number or coordinate is infinite or not one")
    func wellFormed() throws {
        let html = try report("graph", "network", "fit", "approximation", "differences", "iris")
        for svg in html.components(separatedBy: "<svg").dropFirst() {
            let picture = try #require(svg.components(separatedBy: "</svg>").first)
            #expect(!picture.contains("nan") && !picture.contains("inf\""))
            #expect(tagsBalance("<svg\(picture)</svg>"))
        }
    }

    /// Whether every tag is closed, in order.
    private func tagsBalance(_ xml: String) -> Bool {
        var open: [Substring] = []
        for match in xml.matches(of: /<(\/?)([a-z]+)[^<>]*?(\/?)>/) {
            if !match.1.isEmpty {
                if open.popLast() != match.2 { return false }
            } else if match.3.isEmpty {
                open.append(match.2)
            }
        }
        return open.isEmpty
    }

    @Test("the graph's drawing has every node with its adjoint, and an arrow for each operand")
    func graph() throws {
        let html = try report("graph")
        let svg = try #require(html.components(separatedBy: "<svg").last)
        for name in ["sigy", "num", "sigx", "xpy", "xpysqr", "den", "invden"] {
            #expect(svg.contains(">\(name)</text>"))
        }
        #expect(svg.contains(">adjoint 2.0596</text>"))
        #expect(svg.contains(">adjoint 1.5922</text>"))
        #expect(svg.components(separatedBy: "class=\"head\"").count - 1 == 12)
    }

    @Test("crossover: a cell for each pair of sizes")
    func crossover() {
        let svg = CostGrid(
            inputs: [1, 2], outputs: [3, 4], costs: [[(2, 3.04), (4, 5)], [(6, 7), (80, 9)]]
        ).svg
        #expect(svg.components(separatedBy: ">fwd ").count - 1 == 4)
        #expect(svg.contains(">rev 3.0</text>"))
        #expect(svg.contains(">fwd 80</text>"))
    }

    @Test("text is escaped")
    func escaping() {
        #expect(escaped("<a & \"b\">") == "&lt;a &amp; &quot;b&quot;&gt;")
        var table = Table([.left("<"), .right("&")])
        table.add("<td>", "1")
        #expect(table.html.contains("<td>&lt;td&gt;</td><td class=\"right\">1</td>"))
    }

    @Test("a report that can't be written: status 1 and the name")
    func unwritable() {
        let (status, _, error) = Recording.run("graph", "--report", "/no/such/folder/report.html")
        #expect(status == 1)
        #expect(error.contains("/no/such/folder/report.html"))
    }

    @Test("marks are round numbers inside of the axis")
    func marks() {
        #expect(Axis("x", spanning: [0.3, 9.7]).marks.map(\.label) == ["0", "2", "4", "6", "8", "10"])
        #expect(Axis("x", spanning: [-0.011, 0.04]).marks.map(\.label).contains("0.00"))
        #expect(
            Axis("x", spanning: [0, 180], step: 30).marks.map(\.label) == ["0", "30", "60", "90", "120", "150", "180"])
        #expect(
            Axis("x", scale: .logarithmic, spanning: [0.03, 1.1]).marks.map(\.label) == [
                "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2",
            ])
        #expect(Axis("x", scale: .logarithmic, spanning: [1e-16, 1]).marks.last?.label == "1")
        // A constant still has an axis to stand on.
        #expect(Axis("x", spanning: [3, 3]).fraction(3) == 0)
        #expect(Axis("x", scale: .logarithmic, spanning: [0.01, 0.01]).fraction(0.01).isFinite)
    }
}
