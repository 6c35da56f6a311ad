import Autodiff
import Foundation

/// The report: one page that needs nothing else, with what each part shows.
struct Page {
    private var sections: [(name: String, title: String, html: String)] = []

    mutating func add(_ part: any Part.Type, _ content: [Block]) {
        let html = (["<p>\(escaped(part.lesson))</p>"] + content.map(\.html) + [part.page.html]).joined(separator: "\n")
        sections.append((part.name, part.title, html))
    }

    var html: String {
        let links = sections.map { "<a href=\"#\($0.name)\">\($0.name)</a>" }.joined(separator: "\n")
        let body = sections.map { "<h2 id=\"\($0.name)\">\(escaped($0.title))</h2>\n\($0.html)" }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>A tour of automatic differentiation</title>
            <style>
            \(styleSheet)
            </style>
            </head>
            <body>
            <h1>A tour of automatic differentiation</h1>
            <p>What <code>swift run -c release tour --report</code> computed: every number and picture below comes from
            the functions that it runs, written once and differentiated forward, in reverse, by hand and by differences.</p>
            <nav>
            \(links)
            </nav>
            \(body.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    /// Writes the page to a file.
    func write(to path: String) throws {
        do {
            try Data(html.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw ReportError(description: "the report can't be written to \(path): \(error.localizedDescription)")
        }
    }
}

/// The report can't be written.
struct ReportError: Error, CustomStringConvertible {
    let description: String
}

extension Block {
    /// The block as HTML.
    var html: String {
        switch self {
        case .paragraph(let text): "<p>\(escaped(text))</p>"
        case .verbatim(let text): "<pre>\(escaped(text))</pre>"
        case .table(let table): table.html
        case .figure(let figure):
            """
            <figure>
            \(figure.svg)
            <figcaption><b>\(escaped(figure.title)).</b> \(escaped(figure.caption))</figcaption>
            </figure>
            """
        }
    }
}

extension Table {
    /// The table as HTML.
    var html: String {
        func row(_ cells: [String], _ tag: String) -> String {
            let html = zip(columns, cells).map { column, cell in
                "<\(tag)\(column.isRight ? " class=\"right\"" : "")>\(escaped(cell))</\(tag)>"
            }
            return "<tr>\(html.joined())</tr>"
        }
        let body = rows.map { row($0, "td") }.joined(separator: "\n")
        return """
            <div class="scroll"><table>
            <thead>\(row(columns.map(\.heading), "th"))</thead>
            <tbody>
            \(body)
            </tbody>
            </table></div>
            """
    }
}
