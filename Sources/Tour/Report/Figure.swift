/// A picture of the report.
struct Figure {
    let title: String
    let caption: String

    /// An SVG element.
    let svg: String
}
