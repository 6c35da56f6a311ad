/// One part of the tour: making it does the work, printing it shows the result.
protocol Part {
    /// The name on the command line.
    static var name: String { get }

    /// The headline.
    static var title: String { get }

    /// What the part shows, in a sentence or two.
    static var lesson: String { get }

    init()

    func print(to console: Console)
}
