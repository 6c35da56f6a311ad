/// Pieces of SVG, as text. Colours come from the page's style sheet by class, so that they follow light and dark.
struct SVG {
    private(set) var elements: [String] = []
    let width: Double
    let height: Double

    /// What the picture shows, for those who can't see it.
    let label: String

    init(width: Double, height: Double, label: String) {
        self.width = width
        self.height = height
        self.label = label
    }

    var text: String {
        """
        <svg viewBox="0 0 \(px(width)) \(px(height))" style="max-width: \(px(width))px" role="img" aria-label="\(escaped(label))">
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        elements.append(
            "<line x1=\"\(px(x1))\" y1=\"\(px(y1))\" x2=\"\(px(x2))\" y2=\"\(px(y2))\" class=\"\(style)\"/>")
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double = 0, _ style: String
    ) {
        elements.append(
            "<rect x=\"\(px(x))\" y=\"\(px(y))\" width=\"\(px(width))\" height=\"\(px(height))\" rx=\"\(px(radius))\" "
                + "class=\"\(style)\"/>")
    }

    mutating func circle(_ x: Double, _ y: Double, radius: Double, _ style: String) {
        elements.append("<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(radius))\" class=\"\(style)\"/>")
    }

    /// A curve given by the commands of a path.
    mutating func path(_ commands: String, _ style: String) {
        elements.append("<path d=\"\(commands)\" class=\"\(style)\"/>")
    }

    mutating func polyline(_ points: [(x: Double, y: Double)], _ style: String) {
        let list = points.map { "\(px($0.x)),\(px($0.y))" }.joined(separator: " ")
        elements.append("<polyline points=\"\(list)\" class=\"\(style)\"/>")
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ style: String = "", anchor: Anchor = .start, turned: Bool = false
    ) {
        let turn = turned ? " transform=\"rotate(-90 \(px(x)) \(px(y)))\"" : ""
        elements.append(
            "<text x=\"\(px(x))\" y=\"\(px(y))\" text-anchor=\"\(anchor.rawValue)\" class=\"\(style)\"\(turn)>"
                + "\(escaped(text))</text>")
    }
}

/// A coordinate, to a tenth of a pixel.
func px(_ x: Double) -> String { significant((x * 10).rounded() / 10, 6) }

/// A text with the characters escaped that mean something in HTML.
func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;")
}
