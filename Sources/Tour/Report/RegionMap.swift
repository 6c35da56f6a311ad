/// The plane of two inputs coloured by the class that a classifier gives to each point, with the samples in it.
struct RegionMap {
    let label: String
    let x: Axis
    let y: Axis
    let classNames: [String]

    /// The samples: where they stand, and their class.
    let samples: [(x: Double, y: Double, label: Int)]

    /// The class of a point.
    let classify: (_ x: Double, _ y: Double) -> Int

    private static let plot = (left: 68.0, top: 34.0, width: 560.0, height: 380.0)
    private static let cells = (across: 140, down: 95)

    var svg: String {
        let plot = RegionMap.plot
        var svg = SVG(width: plot.left + plot.width + 18, height: plot.top + plot.height + 50, label: label)
        var left = plot.left
        for (k, name) in classNames.enumerated() {
            svg.circle(left + 6, 16, radius: 4.5, "dot c\(k + 1)")
            svg.text(name, left + 16, 20, "legend")
            left += 40 + 7.4 * Double(name.count)
        }
        drawRegions(on: &svg)
        for mark in x.marks {
            let place = plot.left + plot.width * x.fraction(mark.value)
            svg.line(place, plot.top + plot.height, place, plot.top + plot.height + 5, "edge")
            svg.text(mark.label, place, plot.top + plot.height + 19, "mark", anchor: .middle)
        }
        for mark in y.marks {
            let place = plot.top + plot.height * (1 - y.fraction(mark.value))
            svg.line(plot.left - 5, place, plot.left, place, "edge")
            svg.text(mark.label, plot.left - 9, place + 4, "mark", anchor: .end)
        }
        for sample in samples {
            svg.circle(
                plot.left + plot.width * x.fraction(sample.x), plot.top + plot.height * (1 - y.fraction(sample.y)),
                radius: 3.6, "dot c\(sample.label + 1)")
        }
        svg.rectangle(plot.left, plot.top, plot.width, plot.height, "frame")
        svg.text(x.label, plot.left + plot.width / 2, plot.top + plot.height + 40, "axis", anchor: .middle)
        svg.text(y.label, 16, plot.top + plot.height / 2, "axis", anchor: .middle, turned: true)
        return svg.text
    }

    /// Row after row of cells, neighbours of one class drawn as one.
    private func drawRegions(on svg: inout SVG) {
        let (plot, cells) = (RegionMap.plot, RegionMap.cells)
        let cell = (width: plot.width / Double(cells.across), height: plot.height / Double(cells.down))
        let value = { (axis: Axis, fraction: Double) in
            axis.range.lowerBound + fraction * (axis.range.upperBound - axis.range.lowerBound)
        }
        for i in 0..<cells.down {
            let row = (0..<cells.across).map { j in
                classify(
                    value(x, (Double(j) + 0.5) / Double(cells.across)),
                    value(y, 1 - (Double(i) + 0.5) / Double(cells.down)))
            }
            var start = 0
            for j in 1...cells.across where j == cells.across || row[j] != row[start] {
                svg.rectangle(
                    plot.left + cell.width * Double(start), plot.top + cell.height * Double(i),
                    cell.width * Double(j - start), cell.height, "area c\(row[start] + 1)")
                start = j
            }
        }
    }
}
