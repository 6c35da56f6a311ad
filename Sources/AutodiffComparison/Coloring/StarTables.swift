import AutodiffCore

/// For each vertex and colour whether it has a neighbour of it, or more than one, and which was the first.
struct FirstNeighbours {
    enum Addition {
        case first
        case second(after: Int)
        case further
    }

    private let count: Int
    private var width = 8
    private var most = 0

    /// The first neighbour, and from `many` on that it isn't the only one; -1 for none.
    private var table: [Int32]
    private static let many: Int32 = 1 << 30

    init(_ count: Int) {
        self.count = count
        table = [Int32](repeating: -1, count: 8 * count)
    }

    /// Whether two neighbours have the colour.
    func isHub(_ vertex: Int, _ color: Int) -> Bool { table[vertex * width + color] >= FirstNeighbours.many }

    /// The colours of a vertex' neighbours.
    func colors(around vertex: Int) -> [Int] { (0..<most).filter { table[vertex * width + $0] >= 0 } }

    mutating func add(_ neighbour: Int, to vertex: Int, _ color: Int) -> Addition {
        if color >= width { widen(to: color + 1) }
        most = Swift.max(most, color + 1)
        let place = vertex * width + color
        let first = table[place]
        if first < 0 {
            table[place] = Int32(neighbour)
            return .first
        }
        if first >= FirstNeighbours.many { return .further }
        table[place] = first + FirstNeighbours.many
        return .second(after: Int(first))
    }

    private mutating func widen(to least: Int) {
        let wider = Swift.max(2 * width, least)
        var larger = [Int32](repeating: -1, count: wider * count)
        for vertex in 0..<count {
            for color in 0..<width { larger[vertex * wider + color] = table[vertex * width + color] }
        }
        (width, table) = (wider, larger)
    }
}

/// The edges of a symmetric pattern, in trees of two colours: sets that are united.
struct EdgeTrees {
    private let pattern: SparsityPattern
    private var parents: [Int]

    /// The place of each entry's mirror image.
    private let mirrors: [Int]

    init(_ pattern: SparsityPattern) {
        self.pattern = pattern
        mirrors = pattern.transposedWithPlaces().places
        parents = Array(0..<pattern.count)
    }

    /// The tree of the entry at a place, which is that of its mirror image.
    mutating func root(of place: Int) -> Int {
        var k = Swift.min(place, mirrors[place])
        while parents[k] != k {
            parents[k] = parents[parents[k]]
            k = parents[k]
        }
        return k
    }

    /// Joins the edges of v with those of its neighbours that have its colour at the far end, and among each other where the
    /// neighbours have one colour.
    mutating func join(around v: Int, _ colors: [Int]) {
        var first: [Int: Int] = [:]
        for k in pattern.places(ofRow: v) {
            let w = pattern.columnIndices[k]
            if w == v || colors[w] < 0 { continue }
            if let other = first[colors[w]] { unite(k, other) } else { first[colors[w]] = k }
            for l in pattern.places(ofRow: w) {
                let x = pattern.columnIndices[l]
                if x != v && x != w && colors[x] == colors[v] { unite(k, l) }
            }
        }
    }

    private mutating func unite(_ a: Int, _ b: Int) {
        let (a, b) = (root(of: a), root(of: b))
        if a != b { parents[a] = b }
    }
}
