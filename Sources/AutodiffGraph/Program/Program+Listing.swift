import AutodiffCore
import _AutodiffShims

extension Program {
    /// What the program does, an operation a line: of instructions how many there are, and for how many numbers, side by side and in lists;
    /// of machine code how many operations.
    var summary: String {
        switch engine {
        case .interpreter(let list): Program.summary(of: list.instructions)
        case .machineCode(let code): Program.summary(of: code)
        }
    }

    /// How it runs, in a few words.
    var form: String {
        switch engine {
        case .interpreter(let list): counted(list.instructions.count, "instruction", "instructions")
        case .machineCode(let code): "\(counted(code.size, "byte", "bytes")) of machine code"
        }
    }

    /// The bytes of instructions or code.
    var size: Int {
        switch engine {
        case .interpreter(let list):
            MemoryLayout<AutodiffInstruction>.stride * list.instructions.count
                + MemoryLayout<UInt32>.stride * list.indices.count
        case .machineCode(let code): code.size
        }
    }

    private static func summary(of instructions: [AutodiffInstruction]) -> String {
        var counts: [String: (instructions: Int, elements: Int, gathered: Int)] = [:]
        for instruction in instructions {
            let name = name(instruction.op, instruction.extra)
            var entry = counts[name] ?? (0, 0, 0)
            entry.instructions += 1
            entry.elements += Int(instruction.count)
            entry.gathered += Int(instruction.count) * instruction.scatteredOperands
            counts[name] = entry
        }
        var table = Table([.left("operation"), .right("instructions"), .right("numbers"), .right("scattered operands")])
        for (name, entry) in counts.sorted(by: { $0.value.elements > $1.value.elements }) {
            table.add(name, "\(entry.instructions)", "\(entry.elements)", "\(entry.gathered)")
        }
        return table.text()
    }

    private static func summary(of code: MachineCode) -> String {
        var table = Table([.left("operation"), .right("numbers")])
        for (operation, count) in code.operations.sorted(by: { $0.value > $1.value }) {
            table.add(name(operation.op, operation.extra), "\(count)")
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

    private static func name(_ op: UInt8, _ extra: UInt32) -> String {
        Int(op) == autodiffOpFunction ? functions[Int(extra)] : names[Int(op)]
    }
}
