extension Dependences {
    /// The pattern of the Jacobian: which output depends on which input.
    ///
    /// Cost: O(nodes + entries of the pattern), as ``DependenceSets`` counts them.
    package func jacobianPattern() -> SparsityPattern {
        var asked = [Bool](repeating: false, count: inputs + nodes.count)
        for output in outputs where output >= 0 { asked[Int(output)] = true }
        let sets = DependenceSets(self, asked: asked)
        var starts = [0]
        starts.reserveCapacity(outputs.count + 1)
        var indices: [Int] = []
        indices.reserveCapacity(sets.members.count)
        for output in outputs {
            let first = indices.count
            if output >= 0 { for member in sets.set(output) { indices.append(Int(member)) } }
            sort(&indices, from: first)
            starts.append(indices.count)
        }
        return SparsityPattern(
            rows: outputs.count, columns: inputs, sortedStarts: starts, columnIndices: indices)
    }

    /// The pattern of the Hessian of the sum of the outputs: the pairs of inputs that meet in an operation that isn't linear
    /// in them, and on which an output depends.
    ///
    /// Entries of the Hessian that are zero because terms cancel are in it.
    package func hessianPattern() -> SparsityPattern {
        var isLive = [Bool](repeating: false, count: inputs + nodes.count)
        var asked = isLive
        for output in outputs where output >= 0 { isLive[Int(output)] = true }
        for i in nodes.indices.reversed() where isLive[inputs + i] {
            let node = nodes[i]
            let asksOperands = node.kind == .product || node.kind == .quotient || node.kind == .function
            if node.kind == .list || node.kind == .functionOfTwo { asked[inputs + i] = true }
            forEachOperand(of: node) { operand in
                isLive[operand] = true
                if asksOperands { asked[operand] = true }
            }
        }
        let sets = DependenceSets(self, asked: asked)
        var pairs = Pairs(inputs)
        // A function of the same number adds the same pairs.
        var isSquared = [Bool](repeating: false, count: inputs + nodes.count)
        for i in nodes.indices where isLive[inputs + i] {
            let node = nodes[i]
            switch node.kind {
            case .sum, .linearList: break
            case .product where node.x != node.y: pairs.add(sets.set(node.x), sets.set(node.y))
            case .product, .function: square(node.x)
            case .quotient:
                if node.x != node.y { pairs.add(sets.set(node.x), sets.set(node.y)) }
                square(node.y)
            case .functionOfTwo, .list: square(Int32(inputs + i))
            }
        }
        func square(_ node: Int32) {
            if isSquared[Int(node)] { return }
            isSquared[Int(node)] = true
            pairs.add(sets.set(node), sets.set(node))
        }
        return pairs.pattern()
    }
}

/// Pairs of inputs, in no order and some of them twice, in bounded room: as they become many, each is kept once.
private struct Pairs {
    private let n: Int
    private var first: [Int32] = []
    private var second: [Int32] = []
    private var limit: Int

    init(_ n: Int) {
        self.n = n
        limit = 1 << 20
    }

    mutating func add(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>) {
        if first.count + a.count * b.count > limit { compact(adding: a.count * b.count) }
        for i in a {
            for j in b {
                first.append(Swift.min(i, j))
                second.append(Swift.max(i, j))
            }
        }
    }

    private mutating func compact(adding count: Int) {
        let upper = upper()
        first = []
        second = []
        for i in 0..<n {
            for j in upper.row(i) {
                first.append(Int32(i))
                second.append(Int32(j))
            }
        }
        limit = 2 * (first.count + count) + 1 << 20
    }

    /// Both triangles.
    func pattern() -> SparsityPattern {
        let upper = upper()
        return upper.union(upper.transposed)
    }

    /// Each pair once, sorted: by rows, and in a row by counting who was met.
    private func upper() -> SparsityPattern {
        var starts = [Int](repeating: 0, count: n + 1)
        for i in first { starts[Int(i) + 1] += 1 }
        for i in 0..<n { starts[i + 1] += starts[i] }
        var next = starts
        var columns = [Int32](repeating: 0, count: first.count)
        for k in first.indices {
            let i = Int(first[k])
            columns[next[i]] = second[k]
            next[i] += 1
        }
        var seen = [Int32](repeating: -1, count: n)
        var (kept, indices) = ([0], [Int]())
        kept.reserveCapacity(n + 1)
        indices.reserveCapacity(first.count)
        for i in 0..<n {
            let begin = indices.count
            for k in starts[i]..<starts[i + 1] where seen[Int(columns[k])] != i {
                seen[Int(columns[k])] = Int32(i)
                indices.append(Int(columns[k]))
            }
            sort(&indices, from: begin)
            kept.append(indices.count)
        }
        return SparsityPattern(rows: n, columns: n, sortedStarts: kept, columnIndices: indices)
    }
}

/// Sorts the last elements: few by insertion.
private func sort(_ indices: inout [Int], from first: Int) {
    if indices.count - first > 24 {
        indices[first...].sort()
        return
    }
    var i = first + 1
    while i < indices.count {
        let value = indices[i]
        var k = i
        while k > first && indices[k - 1] > value {
            indices[k] = indices[k - 1]
            k -= 1
        }
        indices[k] = value
        i += 1
    }
}
