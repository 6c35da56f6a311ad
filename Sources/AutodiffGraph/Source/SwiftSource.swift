import AutodiffCore

/// A Swift file that computes a graph's results.
struct SwiftSource {
    /// The results beside the values, and how they are arranged.
    enum Shape {
        /// A value and a gradient.
        case field

        /// m values and an m × n Jacobian.
        case function(Int)
    }

    let graph: Graph
    let name: String
    let inputNames: [String]
    let point: [Double]
    let shape: Shape

    /// The most operations of a function in one piece. A compiler's time grows faster than a function's length, so that a longer
    /// one is made of parts.
    static let longest = 2000

    /// The number of lines of a part.
    static let partLength = 500

    /// Whether something that is returned, or a guard, needs the node.
    private func needed() -> [Bool] {
        var needed = [Bool](repeating: false, count: graph.nodes.count)
        for operand in graph.outputs + graph.guards.flatMap({ [$0.x, $0.y] }) where operand >= 0 {
            needed[Int(operand)] = true
        }
        for i in graph.nodes.indices.reversed() where needed[i] {
            // An element stands for its rule, whose operands are visited in its turn.
            let node = graph.nodes[i]
            let operands = node.operation == .element ? [node.x] : graph.operands(of: i)
            for operand in operands where operand >= 0 { needed[Int(operand)] = true }
        }
        return needed
    }

    /// The file's text.
    func text() -> String {
        let needed = needed()
        let count = needed.count { $0 }
        let isLong = count > SwiftSource.longest
        var names = NodeNames()
        let fixed = ["point", "gradient", "values", "jacobian", "slots", "value", name, "Double", "Int"]
        for name in SwiftExpressions.reserved + fixed + SwiftSource.keywords { _ = names.free(name) }
        var texts = [String](repeating: "", count: graph.nodes.count)
        let prefixes = isLong ? [] : graph.nodes.indices.filter { needed[$0] }
        for i in prefixes where i < inputNames.count || graph.names[Int32(i)] != nil {
            let isInput = i < inputNames.count
            texts[i] = names.free(swiftName(isInput ? inputNames[i] : graph.names[Int32(i)]!))
        }
        for i in prefixes where texts[i].isEmpty && graph.nodes[i].operation != .vectorRule { texts[i] = names.next() }
        for i in prefixes where texts[i].isEmpty { texts[i] = names.free("\(names.next())s") }
        if isLong {
            var slot = 0
            for i in graph.nodes.indices where needed[i] {
                texts[i] = graph.nodes[i].operation == .vectorRule ? "list\(slot)" : "slots[\(slot)]"
                slot += 1
            }
        }
        var body = SwiftBody(source: self, texts: texts, needed: needed, isLong: isLong, names: names)
        body.write()
        return assembled(body, slots: count)
    }

    private func assembled(_ body: SwiftBody, slots: Int) -> String {
        let parameters = body.expressions.parameters
        let result =
            switch shape {
            case .field: "(value: Double, gradient: [Double])?"
            case .function: "(values: [Double], jacobian: [[Double]])?"
            }
        let arguments = ["_ point: [Double]"] + parameters.map { "\($0.name): \($0.type)" }
        var lines = comment(body.conditions, parameters)
        lines.append("func \(name)(\(arguments.joined(separator: ", "))) -> \(result) {")
        lines.append(
            "    precondition(point.count == \(graph.inputCount), \"\(name) takes \(counted(graph.inputCount, "number", "numbers"))\")"
        )
        for function in SwiftFunction.closure(of: body.expressions.functions) {
            lines += SwiftFunction.all[function]!.text.split(separator: "\n").map { "    \($0)" }
        }
        if body.isLong {
            lines.append("    let slots = UnsafeMutablePointer<Double>.allocate(capacity: \(slots))")
            lines.append("    defer { slots.deallocate() }")
        }
        lines += body.lines.map { "    \($0)" }
        lines.append("}")
        return (SwiftSource.imports + [""] + lines).joined(separator: "\n") + "\n"
    }

    private func comment(_ conditions: [String], _ parameters: [SwiftExpressions.Parameter]) -> [String] {
        let what: String
        switch shape {
        case .field: what = "The value and the gradient of \(name)"
        case .function: what = "The values and the Jacobian of \(name), by rows"
        }
        let place = point.prefix(8).map { "\($0)" }.joined(separator: ", ") + (point.count > 8 ? ", …" : "")
        var lines = ["\(what), written by Autodiff from a recording at [\(place)]."]
        if !conditions.isEmpty {
            lines += ["", "nil where one of the function's comparisons comes out otherwise than it did there:"]
            lines += conditions.prefix(20).map { "- `\($0)`" }
            if conditions.count > 20 { lines.append("- and \(conditions.count - 20) more") }
        }
        if !parameters.isEmpty {
            lines += ["", "- Parameters:", "  - point: The point."]
            lines += parameters.map { "  - \($0.name): \($0.meaning.prefix(1).uppercased() + $0.meaning.dropFirst())." }
        }
        return lines.map { $0.isEmpty ? "///" : "/// \($0)" }
    }

    /// The C library's functions by themselves, where the platform has a module for it.
    private static let imports = [
        "#if canImport(Darwin)", "    import Darwin", "#elseif canImport(Glibc)", "    import Glibc",
        "#elseif canImport(Musl)", "    import Musl", "#else", "    import Foundation", "#endif",
    ]

    /// The words that no value can be called.
    static let keywords = [
        "Any", "Self", "actor", "as", "associatedtype", "await", "borrowing", "break", "case", "catch", "class",
        "consuming",
        "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate",
        "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
        "precedencegroup", "precondition", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static",
        "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where",
        "while", "_",
    ]
}
