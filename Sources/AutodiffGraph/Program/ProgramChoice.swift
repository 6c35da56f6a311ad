import _AutodiffShims

/// Whether a program is instructions or machine code, whichever is predicted to run faster.
///
/// The interpreter pays for each instruction and for operands that lie scattered, and does many operations at once where they don't;
/// machine code pays for each operation. `Notes/programs.md` has the figures behind the constants.
struct ProgramChoice {
    enum Made {
        case instructions(Emitter)
        case code(MachineCode)
    }

    let made: Made

    init(_ selection: Selection, _ options: CompileOptions) {
        var emitter = Emitter(selection)
        func code() -> MachineCode? { MachineCode(selection, isExact: options.exactValues) }
        // Where few operations stand side by side, the instructions needn't be made to know.
        let isNarrow = selection.items.count < 4 * emitter.levelCount
        let mayBeCode = options.engine != .interpreter
        if mayBeCode && (isNarrow || options.engine == .machineCode), let code = code() {
            made = .code(code)
            return
        }
        emitter.emit()
        let operations = selection.items.count + selection.terms.count
        if mayBeCode && ProgramChoice.codeTime(operations) < ProgramChoice.time(of: emitter.instructions),
            let code = code()
        {
            made = .code(code)
            return
        }
        made = .instructions(emitter)
    }

    /// The predicted time of machine code in nanoseconds, without functions, which cost the same by both. Code beyond a few hundred
    /// kilobytes comes from a slower cache.
    private static func codeTime(_ operations: Int) -> Double { (operations < 30_000 ? 0.28 : 0.5) * Double(operations) }

    /// The predicted time of instructions.
    private static func time(of instructions: [AutodiffInstruction]) -> Double {
        var (elements, scattered) = (0, 0)
        for instruction in instructions {
            elements += Int(instruction.count)
            let modes = [instruction.modeX, instruction.modeY, instruction.modeZ]
            for mode in modes where mode == UInt8(autodiffGather) { scattered += Int(instruction.count) }
        }
        return 2.2 * Double(instructions.count) + 0.15 * Double(elements) + 0.25 * Double(scattered)
    }
}
