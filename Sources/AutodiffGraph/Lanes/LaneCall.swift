import AutodiffCore
import _AutodiffShims

/// What the host computes for an instruction of a lane program: a rule that has no kernel, for each lane that is active.
struct LaneCall: Sendable {
    let call: Call

    /// Where the operands lie, as in an instruction.
    let operands: [UInt32]

    /// The slots of the results.
    var results: [UInt32]

    func run(on slots: UnsafeMutablePointer<Double>, _ data: UnsafePointer<Double>?, active: UInt32) {
        let width = Int(autodiffLaneCount)
        if operands.count == 1, let box = call.rule as? UnaryBox {
            let isDerivative = call.operation == .unaryDerivative
            let x = operands[0] >> 31 == 1 ? data! : UnsafePointer(slots)
            let (from, to) = (Int(operands[0] & 0x7fff_ffff) * width, Int(results[0]) * width)
            for lane in 0..<width where active >> UInt32(lane) & 1 == 1 {
                slots[to + lane] = isDerivative ? box.derivative(x[from + lane]) : box.value(x[from + lane])
            }
            return
        }
        for lane in 0..<width where active >> UInt32(lane) & 1 == 1 {
            let x = operands.map { operand in
                let place = Int(operand & 0x7fff_ffff) * width + lane
                return operand >> 31 == 1 ? data![place] : slots[place]
            }
            let values = call.values(at: x, count: results.count)
            for (result, value) in zip(results, values) { slots[Int(result) * width + lane] = value }
        }
    }
}

extension Call {
    /// The rule's values, or what else the call is for, at some arguments.
    func values(at x: [Double], count: Int) -> [Double] {
        switch operation {
        case .unaryRule: return [(rule as! UnaryBox).value(x[0])]
        case .unaryDerivative: return [(rule as! UnaryBox).derivative(x[0])]
        case .vectorRule:
            let values = (rule as! VectorBox).value(x)
            if values.count != count {
                misuse(
                    count: values.count, of: "the result of a rule's value", expected: count,
                    "as many as when the function was recorded")
            }
            return values
        default:
            let box = rule as! BinaryBox
            let value = box.value(x[0], x[1])
            switch operation {
            case .binaryPartialX: return [box.partialX(x[0], x[1], value: value)]
            case .binaryPartialY: return [box.partialY(x[0], x[1], value: value)]
            default: return [value]
            }
        }
    }
}
