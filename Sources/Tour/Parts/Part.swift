import Autodiff

/// One part of the tour: making it does the work, its content shows the result.
protocol Part {
    /// The name on the command line.
    static var name: String { get }

    /// The headline.
    static var title: String { get }

    /// Where the documentation goes on.
    static var page: ManualPage { get }

    /// What the part shows, in a sentence or two.
    static var lesson: String { get }

    init(_ setting: Setting) throws

    var content: [Block] { get }
}

/// What a part has to know before it begins.
struct Setting {
    /// A file to read instead of the irises in the source.
    var csv: String?

    /// The epochs of a training by gradient descent.
    var epochs = 2000

    /// Told what is going on, again and again; to be shown now and then.
    var progress: Progress.Report = { _ in }
}

/// A piece of a part's result, for the terminal and for the report.
enum Block {
    case paragraph(String)

    /// Lines to be shown as they are.
    case verbatim(String)
    case table(Table)

    /// A picture; the terminal has none.
    case figure(Figure)
}
