import AutodiffCore

// The pieces that every operation of reverse mode is put together from: begin a tape with its inputs, run the function, check
// its outputs, sweep. None of them takes the user's function as a closure. A closure that only forwards to a function that
// isn't inlined, handed on through a `rethrows` function, makes the optimiser of Swift 6.3 crash ("The bare ErrorType
// singleton"); and the way from x to the derivative is shorter to read.

extension Tape {
    /// A new tape and its inputs with the values `x`. Traps at an empty point, naming the operation.
    @inlinable
    package static func begin(
        at x: [Base], for operation: StaticString
    ) -> (tape: Tape, inputs: [Variable<Base>]) {
        checkPoint(x, for: operation)
        let tape = Tape()
        tape.recording.belongToOneCall()
        return (tape, tape.variables(x))
    }

    /// Traps at an empty point, naming the operation.
    @inlinable
    package static func checkPoint(_ x: [Base], for operation: StaticString) {
        if x.isEmpty { misuse("\(operation) at an empty point: a function to differentiate has at least one input") }
    }

    /// The output, or a trap unless it is a constant or was computed on this tape.
    @inlinable
    package func checked(_ output: Variable<Base>) -> Variable<Base> {
        if !output.isConstant { output.tape.check(identity) }
        return output
    }

    /// The outputs, or a trap unless each is a constant or was computed on this tape.
    @inlinable
    package func checked(_ outputs: [Variable<Base>]) -> [Variable<Base>] {
        for output in outputs { _ = checked(output) }
        return outputs
    }

    /// The derivatives of a checked output with respect to the first `count` inputs.
    @inlinable
    package func gradient(of output: Variable<Base>, inputs count: Int) -> [Base] {
        var memory = AdjointMemory()
        var gradient: [Base] = []
        Tape.sweep(OneCotangent<Base>.self, header, in: &memory) { _, adjoints in
            output.seed(adjoints, 1)
        } read: { _, adjoints in
            gradient = adjoints.inputs(count)
        }
        return gradient
    }

    /// The Jacobian of checked outputs with respect to the first `columns` inputs: a row for each output.
    @inlinable
    package func jacobian(of outputs: [Variable<Base>], columns: Int) -> Matrix<Base> {
        var memory = AdjointMemory()
        var entries = [Base](repeating: .zero, count: outputs.count * columns)
        sweepRows(of: outputs, in: &memory, into: &entries, columns: columns)
        return Matrix(rows: outputs.count, columns: columns, values: entries)
    }

    /// The Jacobian of checked outputs with respect to the first `columns` inputs, row after row.
    @inlinable
    func sweepRows(
        of outputs: [Variable<Base>], in memory: inout AdjointMemory, into entries: inout [Base], columns: Int
    ) {
        sweep(cotangents: outputs.count, in: &memory) { row, adjoints in
            outputs[row].seed(adjoints, 1)
        } read: { row, adjoints in
            adjoints.copy(to: &entries, row * columns..<(row + 1) * columns)
        }
    }

    /// New inputs with the values `x` on an empty tape, in the place of `inputs` where these are as many.
    @inlinable
    func seed(_ x: [Base], in inputs: inout [Variable<Base>]) {
        if inputs.count != x.count {
            inputs = variables(x)
            return
        }
        header.pointee.newest = UInt32(truncatingIfNeeded: x.count)
        header.pointee.inputs = header.pointee.newest
        let identity = identity
        inputs.withUnsafeMutableBufferPointer { inputs in
            for i in x.indices { inputs[i] = Variable(x[i], index: UInt32(truncatingIfNeeded: i) + 1, identity) }
        }
    }
}
