import AutodiffCore

/// Outputs that are swept back together, and where the entries of their rows go.
@frozen
@usableFromInline
package struct OutputGroup: Sendable {
    /// The outputs, whose derivatives are added up.
    @usableFromInline
    let outputs: [Int32]

    /// The entries: the inputs whose derivatives they are, and their places.
    @usableFromInline
    let inputs: [Int32]
    @usableFromInline
    let places: [Int32]

    package init(outputs: [Int32], inputs: [Int32], places: [Int32]) {
        self.outputs = outputs
        self.inputs = inputs
        self.places = places
    }
}

extension KeptTape {
    /// Sweeps back the sum of each group's outputs, several groups at once over `Double`, and writes the entries. The outputs
    /// must be checked.
    @inlinable
    package func writeSums(
        of outputs: [Variable<Base>], in groups: [OutputGroup], to values: UnsafeMutablePointer<Base>
    ) {
        tape.sweep(cotangents: groups.count, in: &memory) { group, adjoints in
            for output in groups[group].outputs { outputs[Int(output)].seed(adjoints, 1) }
        } read: { group, adjoints in
            let (inputs, places) = (groups[group].inputs, groups[group].places)
            for k in inputs.indices { values[Int(places[k])] = adjoints[Int(inputs[k]) + 1] }
        }
    }
}
