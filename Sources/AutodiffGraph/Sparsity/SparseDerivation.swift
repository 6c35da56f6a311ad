import AutodiffCore

/// The entries of a derivative that aren't structural zeros, row after row.
struct SparseRows {
    var columns: Int
    var starts: [Int] = [0]
    var indices: [Int] = []
    var entries: [Symbol] = []

    mutating func append(_ row: [(input: Int32, adjoint: Symbol)]) {
        for (input, entry) in row where !entry._isZero {
            indices.append(Int(input))
            entries.append(entry)
        }
        starts.append(indices.count)
    }

    var pattern: SparsityPattern {
        SparsityPattern(rows: starts.count - 1, columns: columns, rowStarts: starts, columnIndices: indices)
    }
}

extension Path {
    /// The graph of the function's results and the Jacobian's entries, whose pattern it keeps.
    ///
    /// By rows, a sweep for each through what it depends on, or by entries carried forward from the inputs, which is less where
    /// rows share much; whichever gives the smaller graph.
    func sparseJacobian(of source: Graph, _ options: CompileOptions) -> Graph {
        let byRows = Derivation(of: source, at: point, options)
        let rows = byRows.sparseRows()
        let size = byRows.recording.graph.nodes.count
        let byColumns = Derivation(of: source, at: point, options)
        if let columns = byColumns.sparseRowsForward(nodes: size) {
            return keep(columns, of: .sparseJacobian, byColumns.results + columns.entries, byColumns.recording)
        }
        return keep(rows, of: .sparseJacobian, byRows.results + rows.entries, byRows.recording)
    }

    /// The graph of the value, the gradient and the Hessian's entries in both triangles, whose pattern it keeps.
    func sparseHessian(of second: Derivation) -> Graph {
        let n = second.graph.inputCount
        let upper = second.sparseUpperTriangle()
        // Of each entry the mirror image is the same number.
        let (lower, places) = upper.pattern.transposedWithPlaces()
        var full = SparseRows(columns: n)
        for i in 0..<n {
            var row: [(input: Int32, adjoint: Symbol)] = []
            for k in lower.places(ofRow: i) where lower.columnIndices[k] < i {
                row.append((Int32(lower.columnIndices[k]), upper.entries[places[k]]))
            }
            for k in upper.starts[i]..<upper.starts[i + 1] {
                row.append((Int32(upper.indices[k]), upper.entries[k]))
            }
            full.append(row)
        }
        return keep(full, of: .sparseHessian, second.results + full.entries, second.recording)
    }

    private func keep(_ rows: SparseRows, of verb: Verb, _ results: [Symbol], _ recording: Recording) -> Graph {
        let pattern = rows.pattern
        patterns.withLock { $0[verb] = pattern }
        recording.setOutputs(results)
        return recording.graph
    }
}

extension Derivation {
    /// The rows of the Jacobian, by sweeps.
    func sparseRows() -> SparseRows {
        var adjoints = Adjoints(nodes: graph.nodes.count)
        var rows = SparseRows(columns: graph.inputCount)
        for output in graph.outputs {
            sweep([(output, 1)], &adjoints)
            rows.append(adjoints.finishSparsely())
        }
        return rows
    }

    /// From the derivation of value and gradient: the Hessian's rows from the diagonal on.
    func sparseUpperTriangle() -> SparseRows {
        var adjoints = Adjoints(nodes: graph.nodes.count)
        var rows = SparseRows(columns: graph.inputCount)
        for (i, output) in graph.outputs.dropFirst().enumerated() {
            sweep([(output, 1)], &adjoints)
            rows.append(adjoints.finishSparsely().filter { $0.input >= i })
        }
        return rows
    }

    /// The rows of the Jacobian, by tangents carried from the inputs: each node has one for each input that it depends on. Nil
    /// where a rule of many arguments is met, and as soon as it takes `limit` nodes.
    func sparseRowsForward(nodes limit: Int) -> SparseRows? {
        typealias Tangents = [(input: Int32, adjoint: Symbol)]
        var tangents = [Tangents](repeating: [], count: graph.nodes.count)
        // A node's tangents are given up after its last reader.
        var lastReaders = [Int](repeating: -1, count: graph.nodes.count)
        var carried = 0
        for (i, node) in graph.nodes.enumerated() where isActive(Int32(i)) {
            if node.operation == .vectorRule { return nil }
            for operand in [node.x, node.y, node.z].prefix(node.operation.operandCount) where operand >= 0 {
                lastReaders[Int(operand)] = i
            }
        }
        for output in graph.outputs where output >= 0 { lastReaders[Int(output)] = .max }
        for i in 0..<graph.inputCount { tangents[i] = [(Int32(i), 1)] }
        for i in graph.inputCount..<graph.nodes.count where isActive(Int32(i)) {
            let partials = partials(of: i)
            var merged: Tangents = []
            if let first = partials.first {
                merged = Derivation.scaled(tangents[Int(first.operand)], first)
                if let second = partials.second {
                    merged = Derivation.merged(merged, tangents[Int(second.operand)], second)
                }
            } else if let second = partials.second {
                merged = Derivation.scaled(tangents[Int(second.operand)], second)
            }
            carried += merged.count
            if recording.graph.nodes.count >= limit || carried > 4 * limit { return nil }
            tangents[i] = merged
            let node = graph.nodes[i]
            for operand in [node.x, node.y, node.z].prefix(node.operation.operandCount)
            where operand >= graph.inputCount && lastReaders[Int(operand)] == i {
                tangents[Int(operand)] = []
            }
        }
        var rows = SparseRows(columns: graph.inputCount)
        for output in graph.outputs { rows.append(output >= 0 ? tangents[Int(output)] : []) }
        return rows
    }

    private static func scaled(
        _ tangents: [(input: Int32, adjoint: Symbol)], _ partial: Partial
    ) -> [(input: Int32, adjoint: Symbol)] {
        tangents.compactMap { (input, tangent) in added(nil, partial, tangent).map { (input, $0) } }
    }

    /// a + partial · b, both sorted by input.
    private static func merged(
        _ a: [(input: Int32, adjoint: Symbol)], _ b: [(input: Int32, adjoint: Symbol)], _ partial: Partial
    ) -> [(input: Int32, adjoint: Symbol)] {
        var result: [(input: Int32, adjoint: Symbol)] = []
        result.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if j == b.count || i < a.count && a[i].input < b[j].input {
                result.append(a[i])
                i += 1
                continue
            }
            let isShared = i < a.count && a[i].input == b[j].input
            if let sum = added(isShared ? a[i].adjoint : nil, partial, b[j].adjoint), !sum._isZero {
                result.append((b[j].input, sum))
            }
            if isShared { i += 1 }
            j += 1
        }
        return result
    }
}
