import AutodiffCore

// How runs make their inputs. Between two runs the partials of all inputs are zero.

extension HyperDual {
    /// Makes `inputs` the point `x`, without a direction, in their place where they are as many.
    @inlinable
    static func move(_ inputs: inout [HyperDual], to x: [Double]) {
        if inputs.count == x.count {
            for j in x.indices { inputs[j].value = x[j] }
        } else {
            inputs = x.map { HyperDual($0, .zero, .sealed) }
        }
    }
}

extension HyperDual<MixedBlock> {
    /// Sets the slopes of the inputs in `block` along the rows: the first of them along the first row.
    @inlinable
    static func seedRows(_ block: Range<Int>, of inputs: inout [HyperDual], with slope: Double) {
        for j in block { inputs[j].partials.rows[j - block.lowerBound] = slope }
    }

    /// Sets the slopes of the inputs in `block` along the columns.
    @inlinable
    static func seedColumns(_ block: Range<Int>, of inputs: inout [HyperDual], with slope: Double) {
        for j in block { inputs[j].partials.columns[j - block.lowerBound] = slope }
    }
}

extension HyperDual<MixedRow> {
    /// Sets the slopes of the inputs in `chunk` along the columns.
    @inlinable
    static func seedColumns(_ chunk: Range<Int>, of inputs: inout [HyperDual], with slope: Double) {
        for j in chunk { inputs[j].partials.columns[j - chunk.lowerBound] = slope }
    }
}

extension HyperDual<MixedDiagonal> {
    /// Sets the slopes of the inputs in `chunk` along the columns.
    @inlinable
    static func seedColumns(_ chunk: Range<Int>, of inputs: inout [HyperDual], with slope: Double) {
        for j in chunk { inputs[j].partials.columns[j - chunk.lowerBound] = slope }
    }
}
