import AutodiffCore

/// The search for the first operation that isn't finite.
struct NaNSearch {
    let nodes: [ComputationGraph.Node]
    let inputCount: Int
    let outputs: [Int]

    /// For each node the one after it on the way to a result, itself for a result; nil for one that reaches none.
    private let next: [Int?]

    init(_ nodes: [ComputationGraph.Node], inputCount: Int, outputs: [Int]) {
        self.nodes = nodes
        self.inputCount = inputCount
        self.outputs = outputs
        var next = [Int?](repeating: nil, count: nodes.count)
        var reached = outputs
        for output in outputs { next[output] = output }
        // Breadth first, so that the ways are short.
        var i = 0
        while i < reached.count {
            for case .node(let operand, _) in nodes[reached[i]].arguments where next[operand] == nil {
                next[operand] = reached[i]
                reached.append(operand)
            }
            i += 1
        }
        self.next = next
    }

    /// The report.
    func report() -> NaNReport {
        var findings = values()
        let isFinite = outputs.allSatisfy { nodes[$0].value.isFinite }
        var (row, gradient): (Int, [Double]) = (0, picture(0).gradient)
        if isFinite {
            // A result whose derivative isn't finite comes before one where only something was dropped.
            let rows = outputs.indices.lazy.map { (row: $0, found: derivatives(of: $0)) }
            var chosen = rows.first { $0.found.contains { $0.kind != .dropped } }
            if chosen == nil { chosen = rows.first { !$0.found.isEmpty } }
            if let chosen {
                findings += chosen.found
                row = chosen.row
                gradient = picture(row).gradient
            }
        }
        return NaNReport(
            findings: findings, point: nodes.prefix(inputCount).map(\.value),
            inputs: nodes.prefix(inputCount).map(\.name), values: outputs.map { nodes[$0].value },
            gradient: gradient, row: row)
    }

    private func picture(_ row: Int) -> ComputationGraph {
        ComputationGraph(nodes: nodes, inputCount: inputCount, output: outputs[row])
    }

    /// The first value that isn't finite, and the first one that is nan.
    private func values() -> [NaNReport.Finding] {
        var findings: [NaNReport.Finding] = []
        for (i, node) in nodes.enumerated() where next[i] != nil && !node.value.isFinite {
            if !findings.isEmpty && !node.value.isNaN { continue }
            findings.append(finding(node.operation == .input ? .input : .value, i))
            if node.value.isNaN { break }
        }
        return findings
    }

    /// What isn't finite in the sweep for a result.
    private func derivatives(of row: Int) -> [NaNReport.Finding] {
        var findings: [NaNReport.Finding] = []
        var adjoints = [Double](repeating: 0, count: nodes.count)
        var isReached = [Bool](repeating: false, count: nodes.count)
        adjoints[outputs[row]] = 1
        isReached[outputs[row]] = true
        func found(_ kind: NaNReport.Kind) -> Bool { findings.contains { $0.kind == kind } }
        for i in nodes.indices.reversed() where isReached[i] {
            for case .node(let operand, let partial) in nodes[i].arguments {
                let adjoint = adjoints[i]
                let name = nodes[operand].name
                func add(_ kind: NaNReport.Kind) {
                    if !found(kind) {
                        findings.append(finding(kind, i, operand: name, partial: partial, adjoint: adjoint))
                    }
                }
                isReached[operand] = true
                if partial == 0 || adjoint == 0 {
                    if !partial.isFinite || !adjoint.isFinite { add(.dropped) }
                    continue
                }
                let (before, product) = (adjoints[operand], partial * adjoint)
                adjoints[operand] += product
                // Where an operand isn't finite the slope is a consequence of that.
                if !partial.isFinite && hasFiniteOperands(i) { add(.partial) }
                let overflows = partial.isFinite && adjoint.isFinite && before.isFinite && !adjoints[operand].isFinite
                let cancels = adjoints[operand].isNaN && !before.isNaN && !product.isNaN
                if overflows || cancels { add(.product) }
            }
        }
        return findings
    }

    private func hasFiniteOperands(_ i: Int) -> Bool {
        nodes[i].arguments.allSatisfy { argument in
            switch argument {
            case .node(let operand, _): nodes[operand].value.isFinite
            case .constant: true
            }
        }
    }

    private func finding(
        _ kind: NaNReport.Kind, _ i: Int, operand: String? = nil, partial: Double? = nil, adjoint: Double? = nil
    ) -> NaNReport.Finding {
        let picture = picture(0)
        let operands = nodes[i].arguments.map { argument in
            switch argument {
            case .node(let operand, _): NaNReport.Operand(name: nodes[operand].name, value: nodes[operand].value)
            case .constant(let value): NaNReport.Operand(name: shortest(value), value: value)
            }
        }
        var path: [String] = []
        var place = i
        while let after = next[place] {
            let formula = picture.formula(of: nodes[place])
            path.append(formula.isEmpty ? nodes[place].name : "\(nodes[place].name) = \(formula)")
            if after == place { break }
            place = after
        }
        return NaNReport.Finding(
            place: i, kind: kind, name: nodes[i].name, formula: picture.formula(of: nodes[i]), value: nodes[i].value,
            operands: operands, operand: operand, partial: partial, adjoint: adjoint, path: path)
    }
}
