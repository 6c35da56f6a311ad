import AutodiffCore

extension SparsityPattern {
    /// A star colouring of a symmetric pattern: neighbours have different colours, and no path of four vertices has two. Each entry,
    /// or its mirror image, is alone with its colour in a row, so that a Hessian takes as many products as there are colours.
    ///
    /// A tridiagonal pattern takes 3 colours, an arrow 2. The best of all orders. Cost: about the sum of the squares of the rows'
    /// numbers of entries. Traps unless the pattern is symmetric.
    public func starColoring() -> Coloring { bestSymmetric(.star) }

    /// A star colouring in the given order.
    public func starColoring(order: ColoringOrder) -> Coloring { symmetric(.star, order) }

    /// An acyclic colouring of a symmetric pattern: neighbours have different colours, and no cycle has two. Entries are recovered
    /// by substitution, with fewer colours than a star colouring takes; a tridiagonal pattern takes 2.
    ///
    /// The best of all orders. Traps unless the pattern is symmetric.
    public func acyclicColoring() -> Coloring { bestSymmetric(.acyclic) }

    /// An acyclic colouring in the given order.
    public func acyclicColoring(order: ColoringOrder) -> Coloring { symmetric(.acyclic, order) }

    private func symmetric(_ kind: Coloring.Kind, _ order: ColoringOrder) -> Coloring {
        if !isSymmetric {
            misuse("star and acyclic colourings are for symmetric patterns, as a Hessian's is; this one isn't")
        }
        var graph = SymmetricGraph(self)
        let vertices = graph.vertices(order)
        return Coloring(kind, columnColors: kind == .star ? graph.starColors(vertices) : graph.acyclicColors(vertices))
    }

    private func bestSymmetric(_ kind: Coloring.Kind) -> Coloring {
        var best = symmetric(kind, .natural)
        // Two colours are the fewest beside a neighbour, one without.
        for order in [ColoringOrder.largestFirst, .smallestLast] where best.count > 2 {
            let other = symmetric(kind, order)
            if other.count < best.count { best = other }
        }
        return best
    }
}

/// The vertices of a symmetric pattern and their neighbours, while they get colours.
struct SymmetricGraph {
    let pattern: SparsityPattern
    private var colors: [Int]

    /// For each colour the vertex that may not have it.
    private var forbidden: [Int]

    init(_ pattern: SparsityPattern) {
        self.pattern = pattern
        colors = [Int](repeating: -1, count: pattern.rows)
        forbidden = [Int](repeating: -1, count: pattern.rows + 1)
    }

    func vertices(_ order: ColoringOrder) -> [Int] {
        switch order {
        case .natural: return Array(0..<pattern.rows)
        case .largestFirst: return (0..<pattern.rows).sorted { pattern.row($0).count > pattern.row($1).count }
        case .smallestLast: return smallestLast()
        }
    }

    private func smallestLast() -> [Int] {
        let n = pattern.rows
        var degrees = (0..<n).map { pattern.row($0).count }
        var buckets = [[Int]](repeating: [], count: (degrees.max() ?? 0) + 1)
        for v in (0..<n).reversed() { buckets[degrees[v]].append(v) }
        var isRemoved = [Bool](repeating: false, count: n)
        var (order, least) = ([Int](), 0)
        while order.count < n {
            guard let v = buckets[least].popLast() else {
                least += 1
                continue
            }
            if isRemoved[v] || degrees[v] != least { continue }
            isRemoved[v] = true
            order.append(v)
            for w in pattern.row(v) where !isRemoved[w] {
                degrees[w] -= 1
                buckets[degrees[w]].append(w)
            }
            least = Swift.max(0, least - 1)
        }
        return order.reversed()
    }

    private mutating func lowestColor(_ v: Int) -> Int {
        var color = 0
        while forbidden[color] == v { color += 1 }
        return color
    }

    /// A star colouring.
    ///
    /// A vertex x is the hub of a colour when two of its neighbours have it. Then the vertex v next to one of these, w, can't have
    /// x's colour: v, w, x and the other one would be a path of two. And where v is next to two of one colour itself, it can't have
    /// the colour of any neighbour of theirs.
    mutating func starColors(_ order: [Int]) -> [Int] {
        var firsts = FirstNeighbours(pattern.rows)
        // For each vertex the hubs of its colour next to it.
        var hubs = [[Int32]](repeating: [], count: pattern.rows)
        for v in order where pattern.row(v).count > 0 {
            for w in pattern.row(v) where w != v && colors[w] >= 0 {
                forbidden[colors[w]] = v
                for x in hubs[w] where colors[Int(x)] >= 0 && Int(x) != v { forbidden[colors[Int(x)]] = v }
                if firsts.isHub(v, colors[w]) {
                    for color in firsts.colors(around: w) { forbidden[color] = v }
                }
            }
            let color = lowestColor(v)
            colors[v] = color
            for x in pattern.row(v) where x != v {
                switch firsts.add(v, to: x, color) {
                case .first: break
                case .second(let first):
                    hubs[first].append(Int32(x))
                    hubs[v].append(Int32(x))
                case .further: hubs[v].append(Int32(x))
                }
            }
        }
        return colors
    }

    /// An acyclic colouring: v can't have a colour where two of its neighbours of one colour hang together by it.
    mutating func acyclicColors(_ order: [Int]) -> [Int] {
        var trees = EdgeTrees(pattern)
        // For each tree the vertex that has reached it last, and by which neighbour.
        var reached: [Int: (vertex: Int, neighbour: Int)] = [:]
        for v in order where pattern.row(v).count > 0 {
            for w in pattern.row(v) where w != v && colors[w] >= 0 { forbidden[colors[w]] = v }
            for w in pattern.row(v) where w != v && colors[w] >= 0 {
                for k in pattern.places(ofRow: w) {
                    let x = pattern.columnIndices[k]
                    if x == v || x == w || colors[x] < 0 || forbidden[colors[x]] == v { continue }
                    let tree = trees.root(of: k)
                    if let other = reached[tree], other.vertex == v, other.neighbour != w {
                        forbidden[colors[x]] = v
                    } else {
                        reached[tree] = (v, w)
                    }
                }
            }
            colors[v] = lowestColor(v)
            trees.join(around: v, colors)
        }
        return colors
    }
}
