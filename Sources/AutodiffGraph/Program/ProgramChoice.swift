import _AutodiffShims

/// Whether a program is instructions or machine code, whichever is predicted to run faster.
///
/// The interpreter pays for each instruction and for operands that lie scattered, and does many operations at once where they don't;
/// machine code pays for each operation. `Notes/programs.md` has the figures behind the constants.
enum ProgramChoice {
    case instructions(Emitter)
    case code(MachineCode)

    init(_ selection: Selection, _ options: CompileOptions) {
        var emitter = Emitter(selection)
        let operations = selection.items.count + selection.terms.count
        // Where few operations stand side by side, the instructions needn't be made to know.
        let isNarrow = operations < 4 * emitter.levelCount
        let limit =
            switch options.engine {
            case .interpreter: Double.infinity
            case .machineCode: 0.0
            case .fastest: isNarrow ? 0 : ProgramChoice.codeTime(operations)
            }
        if limit > 0 && emitter.emit(within: limit) {
            self = .instructions(emitter)
        } else if let code = MachineCode(selection, isExact: options.exactValues) {
            self = .code(code)
        } else {
            emitter = Emitter(selection)
            _ = emitter.emit()
            self = .instructions(emitter)
        }
    }

    /// The predicted time of machine code in nanoseconds, without functions, which cost the same by both. Code beyond a few hundred
    /// kilobytes comes from a slower cache; what is longer than machine code may be is left to the interpreter.
    private static func codeTime(_ operations: Int) -> Double {
        if operations > MachineCode.mostOperations { return .infinity }
        return (operations < 30_000 ? 0.28 : 0.5) * Double(operations)
    }
}

extension AutodiffInstruction {
    /// What the interpreter is predicted to take for it, in nanoseconds, without functions.
    var predictedTime: Double {
        2.2 + (0.15 + 0.25 * Double(scatteredOperands)) * Double(count)
    }

    /// How many of the operands lie scattered.
    var scatteredOperands: Int {
        let gather = UInt8(autodiffGather)
        return (modeX == gather ? 1 : 0) + (modeY == gather ? 1 : 0) + (modeZ == gather ? 1 : 0)
    }
}
