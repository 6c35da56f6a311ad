import _AutodiffShims

// The values of a recording have the bits that the program computes, so that the program's guards compare what was compared.

extension Recording {
    /// The rule's value.
    func value(of box: UnaryBox, at x: Double) -> Double {
        if options.exactValues { return box.value(x) }
        switch box.kernel {
        case .function(let function): return autodiffValue(UInt32(function), false, x)
        case .power(let exponent): return autodiffValueOfTwo(UInt32(autodiffFunctionPow), false, x, exponent)
        default: return box.value(x)
        }
    }

    /// The rule's value.
    func value(of box: BinaryBox, at x: Double, _ y: Double) -> Double {
        if !options.exactValues, case .functionOfTwo(let function) = box.kernel {
            return autodiffValueOfTwo(UInt32(function), false, x, y)
        }
        return box.value(x, y)
    }

    /// The rule's values.
    func values(of box: VectorBox, at x: [Double]) -> [Double] {
        guard case .reduction(let op) = box.kernel else { return box.value(x) }
        return [autodiffReduce(UInt8(op), options.exactValues, x, x.count)]
    }

    /// The rule's derivative.
    func slope(of box: UnaryBox, at x: Double) -> Double {
        if case .function(let function) = box.derivativeKernel {
            return autodiffValue(UInt32(function), options.exactValues, x)
        }
        return box.derivative(x)
    }
}
