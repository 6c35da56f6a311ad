/// What a node of a graph computes from its operands x, y and z.
enum Operation: UInt8, Sendable {
    /// An input of the function.
    case input

    case add, subtract, multiply, divide, negate

    /// The larger and the smaller of two, by ``Rules/Max`` and ``Rules/Min``; |x|; x for x > 0, else 0.
    case max, min, abs, relu

    /// 1 where the comparison holds, else 0.
    case less, lessOrEqual, equal

    /// y where x is not 0, else z.
    case select

    /// x, of which no derivative is taken.
    case stopGradient

    /// A rule of one argument, the derivative that such a rule computes on numbers, and likewise for two arguments.
    case unaryRule, unaryDerivative, binaryRule, binaryPartialX, binaryPartialY

    /// A rule of many arguments, and one of its values. The operands of the former stand in the graph's lists.
    case vectorRule, element

    /// The number of operands.
    var operandCount: Int {
        switch self {
        case .input, .vectorRule: 0
        case .negate, .abs, .relu, .stopGradient, .unaryRule, .unaryDerivative, .element: 1
        case .add, .subtract, .multiply, .divide, .max, .min, .less, .lessOrEqual, .equal, .binaryRule, .binaryPartialX,
            .binaryPartialY:
            2
        case .select: 3
        }
    }

    /// Whether the derivative is zero wherever there is one.
    var isPiecewiseConstant: Bool {
        switch self {
        case .less, .lessOrEqual, .equal, .stopGradient: true
        default: false
        }
    }
}
