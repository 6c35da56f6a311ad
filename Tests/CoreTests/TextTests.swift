import Autodiff
import Testing

/// Numbers and tables as text, as the checker, the graph and the tour print them.
@Suite struct TextTests {
    @Test(arguments: [
        (0.0, 6, "0"), (-0.0, 6, "0"), (1, 6, "1"), (-4, 10, "-4"), (0.1 + 0.2, 6, "0.3"), (1.0 / 3, 3, "0.333"),
        (123456, 6, "123456"), (1234567, 6, "1.23457e6"), (999999.9, 6, "1e6"), (99999.96, 6, "100000"),
        (1234567, 10, "1234567"), (0.00012345678, 4, "0.0001235"), (9.99999e-5, 3, "0.0001"), (1.5e-5, 6, "1.5e-5"),
        (1e300, 6, "1e300"), (0x1p-1074, 3, "4.94e-324"), (.greatestFiniteMagnitude, 4, "1.798e308"), (120, 1, "100"),
        (0.01798620996209156, 10, "0.01798620996"), (.infinity, 6, "inf"), (-.infinity, 6, "-inf"), (.nan, 6, "nan"),
    ])
    func digits(x: Double, digits: Int, text: String) {
        #expect(formatted(x, digits: digits) == text)
    }

    @Test func allDigits() {
        #expect(shortest(2) == "2" && shortest(0.1) == "0.1" && shortest(-1e21) == "-1e+21" && shortest(.nan) == "nan")
    }

    @Test func nouns() {
        #expect(counted(1, "entry", "entries") == "1 entry" && counted(0, "run", "runs") == "0 runs")
    }

    @Test func tables() {
        var table = Table([.left("name"), .right("n"), .left("note")])
        table.add("σ", "12", "")
        table.add("a longer one", "3")
        table.add(["x", "1000", "last"])
        #expect(
            table.text() == """
                name             n  note
                σ               12
                a longer one     3
                x             1000  last
                """)
        let ruled = table.text(indent: 2, ruled: true)
        #expect(ruled.hasPrefix("  name             n  note\n  ------------  ----  ----\n  σ"))
        #expect(Table([.right("empty")]).text(ruled: true) == "empty\n-----")
    }
}
