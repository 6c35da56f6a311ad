import AutodiffCore

/// What a report calls the inputs and the outputs: by their names, where `CheckOptions` gives any, or by their numbers.
struct EntryNames: Sendable {
    let inputs: [String]
    let outputs: [String]

    /// Traps unless each input, and each output, has a name, or none has.
    init(_ options: CheckOptions = CheckOptions(), inputs: Int = 0, outputs: Int = 0) {
        self.inputs = options.inputNames
        self.outputs = options.outputNames
        if !self.inputs.isEmpty && self.inputs.count != inputs {
            misuse("options.inputNames has \(self.inputs.count) names for \(inputs) inputs; give one for each")
        }
        if !self.outputs.isEmpty && self.outputs.count != outputs {
            misuse("options.outputNames has \(self.outputs.count) names for \(outputs) outputs; give one for each")
        }
    }

    /// Column j in a list or a table: `3`, or `camera.focal`.
    func column(_ j: Int) -> String { inputs.isEmpty ? "\(j)" : inputs[j] }

    /// Row i in a list or a table.
    func row(_ i: Int) -> String { outputs.isEmpty ? "\(i)" : outputs[i] }

    /// The place of an entry: `(0, camera.focal)`.
    func place(_ i: Int, _ j: Int) -> String { "(\(row(i)), \(column(j)))" }

    /// Column j in a sentence: `column 3`, or `camera.focal`.
    func inWords(column j: Int) -> String { inputs.isEmpty ? "column \(j)" : inputs[j] }

    /// Row i in a sentence.
    func inWords(row i: Int) -> String { outputs.isEmpty ? "row \(i)" : outputs[i] }

    /// Input j in a sentence.
    func inWords(input j: Int) -> String { inputs.isEmpty ? "input \(j)" : inputs[j] }

    /// Several inputs in a run: `0…999`, or `camera.focal…offsets[1]`.
    func columns(_ range: ClosedRange<Int>) -> String { "\(column(range.lowerBound))…\(column(range.upperBound))" }
}
