/// Curves and points over two axes, with a legend above them.
struct Chart {
    struct Series {
        enum Style {
            case line, dashes, dots, dotsAndLine

            /// What the points go around.
            case area
        }

        let name: String
        let points: [(x: Double, y: Double)]
        let style: Style

        /// The colour: 1 to 5, or 0 for that of text.
        let colour: Int
    }

    let label: String
    let x: Axis
    let y: Axis
    let series: [Series]

    private static let left = 68.0
    private static let right = 18.0
    private static let bottom = 50.0
    static let width = 720.0
    private static let plotHeight = 300.0

    /// Where the legend's entries stand: as many in a row as there is room for.
    private var legend: (places: [(x: Double, y: Double)], height: Double) {
        var places: [(x: Double, y: Double)] = []
        var (x, y) = (Chart.left, 16.0)
        for entry in series {
            let width = 44 + 7.2 * Double(entry.name.count)
            if x > Chart.left && x + width > Chart.width - Chart.right { (x, y) = (Chart.left, y + 20) }
            places.append((x, y))
            x += width
        }
        return (places, y + 16)
    }

    var svg: String {
        let (places, top) = legend
        var svg = SVG(width: Chart.width, height: top + Chart.plotHeight + Chart.bottom, label: label)
        let plotWidth = Chart.width - Chart.left - Chart.right
        let place = { (point: (x: Double, y: Double)) in
            (x: Chart.left + plotWidth * x.fraction(point.x), y: top + Chart.plotHeight * (1 - y.fraction(point.y)))
        }
        drawAxes(&svg, top: top, plotWidth: plotWidth)
        for (entry, at) in zip(series, places) {
            draw(entry, entry.points.filter(isVisible).map(place), on: &svg)
            drawSample(of: entry, at: at, on: &svg)
            svg.text(entry.name, at.x + 32, at.y + 4, "legend")
        }
        return svg.text
    }

    private func isVisible(_ point: (x: Double, y: Double)) -> Bool {
        let (x, y) = (x.fraction(point.x), y.fraction(point.y))
        return (-1e-9...1 + 1e-9).contains(x) && (-1e-9...1 + 1e-9).contains(y)
    }

    private func drawAxes(_ svg: inout SVG, top: Double, plotWidth: Double) {
        let bottom = top + Chart.plotHeight
        for mark in y.marks {
            let height = bottom - Chart.plotHeight * y.fraction(mark.value)
            svg.line(Chart.left, height, Chart.left + plotWidth, height, "grid")
            svg.text(mark.label, Chart.left - 8, height + 4, "mark", anchor: .end)
        }
        for mark in x.marks {
            let place = Chart.left + plotWidth * x.fraction(mark.value)
            svg.line(place, top, place, bottom, "grid")
            svg.text(mark.label, place, bottom + 18, "mark", anchor: .middle)
        }
        svg.rectangle(Chart.left, top, plotWidth, Chart.plotHeight, "frame")
        svg.text(x.label, Chart.left + plotWidth / 2, bottom + 40, "axis", anchor: .middle)
        svg.text(y.label, 16, top + Chart.plotHeight / 2, "axis", anchor: .middle, turned: true)
    }

    /// What the curve looks like, for the legend.
    private func drawSample(of series: Series, at place: (x: Double, y: Double), on svg: inout SVG) {
        let (colour, (x, y)) = ("c\(series.colour)", place)
        switch series.style {
        case .line, .dashes: draw(series, [(x, y), (x + 26, y)], on: &svg)
        case .dots: svg.circle(x + 20, y, radius: 3.2, "dot \(colour)")
        case .area: svg.rectangle(x, y - 6, 26, 12, "area \(colour)")
        case .dotsAndLine:
            svg.line(x, y, x + 26, y, "thin \(colour)")
            svg.circle(x + 13, y, radius: 3.2, "dot \(colour)")
        }
    }

    private func draw(_ series: Series, _ points: [(x: Double, y: Double)], on svg: inout SVG) {
        let colour = "c\(series.colour)"
        switch series.style {
        case .line: svg.polyline(points, "curve \(colour)")
        case .dashes: svg.polyline(points, "curve dashes \(colour)")
        case .area: svg.polyline(points, "area \(colour)")
        case .dotsAndLine:
            svg.polyline(points, "thin \(colour)")
            for point in points { svg.circle(point.x, point.y, radius: 3.2, "dot \(colour)") }
        case .dots:
            for point in points { svg.circle(point.x, point.y, radius: 3.2, "dot \(colour)") }
        }
    }
}
