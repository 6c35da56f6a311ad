extension Dependences {
    /// The pattern of the Jacobian: which output depends on which input.
    ///
    /// Cost: O(nodes + entries of the pattern), as ``DependenceSets`` counts them.
    package func jacobianPattern() -> SparsityPattern {
        let asked = marks()
        defer { asked.deallocate() }
        for output in outputs where output >= 0 { asked[Int(output)] = true }
        let sets = DependenceSets(self, asked: asked)
        defer { sets.deallocate() }
        var starts = [0]
        starts.reserveCapacity(outputs.count + 1)
        var indices = GrowingList(room: 4 * outputs.count)
        defer { indices.deallocate() }
        var single: Int32 = 0
        for output in outputs {
            let first = indices.count
            if output >= 0 { for member in sets.set(output, single: &single) { indices.append(member) } }
            indices.sort(from: first)
            starts.append(indices.count)
        }
        return SparsityPattern(
            rows: outputs.count, columns: inputs, sortedStarts: starts, columnIndices: indices.array)
    }

    /// The pattern of the Hessian of the sum of the outputs: the pairs of inputs that meet in an operation that isn't linear
    /// in them, and on which an output depends.
    ///
    /// Entries of the Hessian that are zero because terms cancel are in it.
    package func hessianPattern() -> SparsityPattern {
        let asked = marks()
        let isLive = marks()
        let isSquared = marks()
        defer {
            asked.deallocate()
            isLive.deallocate()
            isSquared.deallocate()
        }
        markNonlinear(isLive, asked)
        let sets = DependenceSets(self, asked: asked)
        var pairs = DependencePairs(inputs)
        defer {
            sets.deallocate()
            pairs.deallocate()
        }
        var (left, right): (Int32, Int32) = (0, 0)
        for i in nodes.indices where isLive[inputs + i] {
            let node = nodes[i]
            let squared: Int32
            switch node.kind {
            case .sum, .linearList: continue
            case .product, .quotient:
                squared = node.y
                if node.x != node.y {
                    pairs.add(sets.set(node.x, single: &left), sets.set(node.y, single: &right))
                    if node.kind == .product { continue }
                }
            case .function: squared = node.x
            case .functionOfTwo, .list: squared = Int32(inputs + i)
            }
            // A function of the same number adds the same pairs.
            if isSquared[Int(squared)] { continue }
            isSquared[Int(squared)] = true
            pairs.addSquare(sets.set(squared, single: &left))
        }
        return pairs.pattern()
    }

    /// Marks the nodes that an output depends on, and those whose sets the operations among them need that aren't linear.
    private func markNonlinear(_ isLive: UnsafeMutablePointer<Bool>, _ asked: UnsafeMutablePointer<Bool>) {
        for output in outputs where output >= 0 { isLive[Int(output)] = true }
        nodes.withUnsafeBufferPointer { nodes in
            for i in (0..<nodes.count).reversed() where isLive[inputs + i] {
                let node = nodes[i]
                switch node.kind {
                case .list, .linearList:
                    if node.kind == .list { asked[inputs + i] = true }
                    for k in Int(node.x)..<Int(node.x) + Int(node.y) { isLive[Int(lists[k])] = true }
                    continue
                case .functionOfTwo: asked[inputs + i] = true
                case .product, .quotient, .function:
                    asked[Int(node.x)] = true
                    asked[Int(node.y)] = true
                case .sum: break
                }
                isLive[Int(node.x)] = true
                isLive[Int(node.y)] = true
            }
        }
    }

    /// A mark for each node, none set.
    private func marks() -> UnsafeMutablePointer<Bool> {
        let marks = UnsafeMutablePointer<Bool>.allocate(capacity: inputs + nodes.count)
        marks.initialize(repeating: false, count: inputs + nodes.count)
        return marks
    }
}
