/// The statements of a Swift function that computes a graph's results.
struct SwiftBody {
    let source: SwiftSource

    /// What each node's value is called.
    let texts: [String]
    let needed: [Bool]

    /// Whether the values lie in slots, and the statements in parts.
    let isLong: Bool

    var expressions: SwiftExpressions
    private(set) var lines: [String] = []

    /// The comparisons that have to come out as they did.
    private(set) var conditions: [String] = []

    private var graph: Graph { source.graph }

    /// The lines since the last part began.
    private var part: [String] = []
    private var partCount = 0

    init(source: SwiftSource, texts: [String], needed: [Bool], isLong: Bool, names: NodeNames) {
        self.source = source
        self.texts = texts
        self.needed = needed
        self.isLong = isLong
        expressions = SwiftExpressions(source.graph, names: names)
    }

    mutating func write() {
        var nextGuard = 0
        for i in graph.nodes.indices {
            while i >= graph.inputCount, nextGuard < graph.guards.count, graph.guardPlaces[nextGuard] <= i {
                check(graph.guards[nextGuard])
                nextGuard += 1
            }
            if needed[i] { compute(i) }
        }
        for guardian in graph.guards[nextGuard...] { check(guardian) }
        if isLong { writeLongResults() } else { writeResults() }
    }

    private mutating func compute(_ i: Int) {
        let node = graph.nodes[i]
        switch node.operation {
        case .input: assign(i, "point[\(i)]")
        case .vectorRule:
            let operands = graph.lists[Int(node.x)..<Int(node.x + node.y)].map { text($0) }
            let values = "let \(texts[i]): [Double] = \(expressions.values(node.z, operands))"
            // The values of a rule in one place with it, so that no part ends between them.
            part.append(values)
        case .element: assign(i, "\(texts[Int(node.x)])[\(node.y)]")
        default:
            let count = node.operation.operandCount
            assign(
                i,
                expressions.expression(
                    node, text(node.x), count > 1 ? text(node.y) : "", count > 2 ? text(node.z) : ""))
        }
        let next = i + 1
        let isInside = next < graph.nodes.count && graph.nodes[next].operation == .element
        if part.count >= SwiftSource.partLength, !isInside { endPart() }
    }

    private mutating func assign(_ i: Int, _ expression: String) {
        let name = graph.names[Int32(i)].map { "  // \($0.filter { !$0.isNewline })" } ?? ""
        part.append(isLong ? "\(texts[i]) = \(expression)\(name)" : "let \(texts[i]): Double = \(expression)")
    }

    private mutating func check(_ guardian: Graph.Guard) {
        let (x, y) = (text(guardian.x), guardian.comparison.rawValue < 4 ? text(guardian.y) : "")
        let condition =
            switch guardian.comparison {
            case .less: "\(x) < \(y)"
            case .lessOrEqual: "\(x) <= \(y)"
            case .equal: "\(x) == \(y)"
            case .sameBits: "\(x).bitPattern == \(y).bitPattern"
            case .infinite: "\(x).isInfinite"
            case .negative: "\(x).sign == .minus"
            case .finite, .bounded: "\(x).isFinite"
            case .normal: "\(x).isNormal"
            case .subnormal: "\(x).isSubnormal"
            case .nan: "\(x).isNaN"
            case .moderate: "(\(x) > 0x1p-100 && \(x) < 0x1p+100)"
            }
        let held = guardian.held ? condition : "!(\(condition))"
        conditions.append(held)
        part.append("guard \(held) else { return \(isLong ? "false" : "nil") }")
    }

    /// The operand in an expression.
    private func text(_ operand: Int32) -> String {
        if operand >= 0 { return texts[Int(operand)] }
        return swiftText(graph.constants[Int(-1 - operand)])
    }

    /// Makes the lines so far a part of their own.
    private mutating func endPart() {
        if isLong {
            partCount += 1
            lines.append("func part\(partCount)() -> Bool {")
            lines += part.map { "    \($0)" }
            lines += ["    return true", "}", "guard part\(partCount)() else { return nil }"]
        } else {
            lines += part
        }
        part = []
    }

    private mutating func writeResults() {
        endPart()
        let n = graph.inputCount
        switch source.shape {
        case .field:
            lines.append("return (\(text(graph.outputs[0])), \(list(graph.outputs[1...].map { text($0) })))")
        case .function(let m):
            let rows = (0..<m).map { i in list(graph.outputs[(m + i * n)..<(m + i * n + n)].map { text($0) }) }
            lines += ["return (", "    \(list(graph.outputs[..<m].map { text($0) })),", "    ["]
            lines += rows.map { "        \($0)," }
            lines += ["    ]", ")"]
        }
    }

    private func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

    private mutating func writeLongResults() {
        endPart()
        let n = graph.inputCount
        func isZero(_ operand: Int32) -> Bool { graph.constant(operand)?.bitPattern == 0 }
        switch source.shape {
        case .field:
            lines.append("var gradient = [Double](repeating: 0, count: \(n))")
            for (j, output) in graph.outputs.dropFirst().enumerated() where !isZero(output) {
                write("gradient[\(j)] = \(text(output))")
            }
            endPart()
            lines.append("return (\(text(graph.outputs[0])), gradient)")
        case .function(let m):
            lines.append("var values = [Double](repeating: 0, count: \(m))")
            lines.append(
                "var jacobian = [[Double]](repeating: [Double](repeating: 0, count: \(n)), count: \(m))")
            for (i, output) in graph.outputs.prefix(m).enumerated() { write("values[\(i)] = \(text(output))") }
            for (k, output) in graph.outputs.dropFirst(m).enumerated() where !isZero(output) {
                write("jacobian[\(k / n)][\(k % n)] = \(text(output))")
            }
            endPart()
            lines.append("return (values, jacobian)")
        }
    }

    private mutating func write(_ line: String) {
        part.append(line)
        if part.count >= SwiftSource.partLength { endPart() }
    }
}

/// A number as Swift has it, to the last bit.
func swiftText(_ x: Double) -> String {
    if x.bitPattern == Double.nan.bitPattern { return "Double.nan" }
    // The compiler warns of a decimal below the normal numbers.
    if x.isNaN || x.isSubnormal { return "Double(bitPattern: 0x\(String(x.bitPattern, radix: 16)))" }
    if x.isInfinite { return x < 0 ? "(-Double.infinity)" : "Double.infinity" }
    return x.sign == .minus ? "(\(x))" : "\(x)"
}
