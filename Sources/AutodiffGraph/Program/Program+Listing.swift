import AutodiffCore
import _AutodiffShims

extension Program {
    /// What the program does, an operation a line: how many instructions, and for how many numbers, side by side and in lists.
    var summary: String {
        var counts: [String: (instructions: Int, elements: Int, gathered: Int)] = [:]
        for instruction in instructions {
            var entry = counts[Program.name(instruction)] ?? (0, 0, 0)
            entry.instructions += 1
            entry.elements += Int(instruction.count)
            let modes = [instruction.modeX, instruction.modeY, instruction.modeZ]
            entry.gathered += Int(instruction.count) * modes.filter { $0 == UInt8(autodiffGather) }.count
            counts[Program.name(instruction)] = entry
        }
        var table = Table([.left("operation"), .right("instructions"), .right("numbers"), .right("scattered operands")])
        for (name, entry) in counts.sorted(by: { $0.value.elements > $1.value.elements }) {
            table.add(name, "\(entry.instructions)", "\(entry.elements)", "\(entry.gathered)")
        }
        return table.text()
    }

    private static let names = [
        "add", "subtract", "multiply", "divide", "multiply-add", "multiply-subtract", "subtract-from", "negate", "copy",
        "abs", "sqrt", "square", "max", "min", "relu", "less", "less-or-equal", "equal", "select", "function",
        "function-of-two", "sum", "dot", "largest", "smallest", "log-sum-exp", "guard", "call",
    ]

    private static let functions = [
        "exp", "expm1", "log", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh", "asin", "acos", "atan", "cbrt",
        "erf",
        "erfc", "exp2", "log2", "log10", "sigmoid", "sigmoid'", "tanh'", "softplus", "asinh", "acosh", "atanh",
    ]

    private static func name(_ instruction: AutodiffInstruction) -> String {
        Int(instruction.op) == autodiffOpFunction ? functions[Int(instruction.extra)] : names[Int(instruction.op)]
    }
}
