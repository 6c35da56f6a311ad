import AutodiffCore

/// What the host computes for an instruction: a rule that has no kernel, for a run of arguments.
struct Call: Sendable {
    let operation: Operation
    let rule: RuleBox

    /// The slots of the operands, one argument's after the other's.
    var operands: [UInt32] = []

    /// The slots of the results.
    var results: Range<Int> = 0..<0

    /// Computes the results from the operands, all in slots.
    func run(on slots: UnsafeMutablePointer<Double>) {
        let place = slots + results.lowerBound
        switch operation {
        case .unaryRule:
            let box = rule as! UnaryBox
            for i in operands.indices { place[i] = box.value(slots[Int(operands[i])]) }
        case .unaryDerivative:
            let box = rule as! UnaryBox
            for i in operands.indices { place[i] = box.derivative(slots[Int(operands[i])]) }
        case .vectorRule: runVector(rule as! VectorBox, slots, place)
        default:
            let box = rule as! BinaryBox
            for i in 0..<results.count {
                let (x, y) = (slots[Int(operands[2 * i])], slots[Int(operands[2 * i + 1])])
                let value = box.value(x, y)
                switch operation {
                case .binaryPartialX: place[i] = box.partialX(x, y, value: value)
                case .binaryPartialY: place[i] = box.partialY(x, y, value: value)
                default: place[i] = value
                }
            }
        }
    }

    private func runVector(
        _ box: VectorBox, _ slots: UnsafeMutablePointer<Double>, _ place: UnsafeMutablePointer<Double>
    ) {
        let values = box.value(operands.map { slots[Int($0)] })
        if values.count != results.count {
            misuse(
                count: values.count, of: "the result of a rule's value", expected: results.count,
                "as many as when the function was recorded")
        }
        for (i, value) in values.enumerated() { place[i] = value }
    }
}
