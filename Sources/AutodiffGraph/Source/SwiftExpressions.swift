import AutodiffCore

/// The expressions of a graph's nodes in Swift, and what they need: functions of the file's own, and parameters for rules that
/// Swift has no function for.
struct SwiftExpressions {
    let graph: Graph

    /// The functions that the expressions call.
    private(set) var functions: Set<String> = []

    /// The parameters, in the order in which they were met.
    private(set) var parameters: [Parameter] = []

    /// A rule's value or derivative, which the caller of the Swift function has to give.
    struct Parameter {
        let name: String
        let type: String
        let meaning: String
    }

    private var ruleNames: [Int32: String] = [:]
    private var rules: [String: String] = [:]
    private var names: NodeNames

    init(_ graph: Graph, names: NodeNames) {
        self.graph = graph
        self.names = names
    }

    /// The functions of the C library that rules are.
    static let library: [ObjectIdentifier: String] = [
        ObjectIdentifier(Rules.Exp.self): "exp", ObjectIdentifier(Rules.Expm1.self): "expm1",
        ObjectIdentifier(Rules.Exp2.self): "exp2", ObjectIdentifier(Rules.Log.self): "log",
        ObjectIdentifier(Rules.Log1p.self): "log1p", ObjectIdentifier(Rules.Log2.self): "log2",
        ObjectIdentifier(Rules.Log10.self): "log10", ObjectIdentifier(Rules.Sin.self): "sin",
        ObjectIdentifier(Rules.Cos.self): "cos", ObjectIdentifier(Rules.Tan.self): "tan",
        ObjectIdentifier(Rules.Asin.self): "asin", ObjectIdentifier(Rules.Acos.self): "acos",
        ObjectIdentifier(Rules.Atan.self): "atan", ObjectIdentifier(Rules.Sinh.self): "sinh",
        ObjectIdentifier(Rules.Cosh.self): "cosh", ObjectIdentifier(Rules.Tanh.self): "tanh",
        ObjectIdentifier(Rules.Asinh.self): "asinh", ObjectIdentifier(Rules.Acosh.self): "acosh",
        ObjectIdentifier(Rules.Atanh.self): "atanh", ObjectIdentifier(Rules.Cbrt.self): "cbrt",
        ObjectIdentifier(Rules.Erf.self): "erf", ObjectIdentifier(Rules.Erfc.self): "erfc",
        ObjectIdentifier(Rules.Atan2.self): "atan2", ObjectIdentifier(Rules.Hypot.self): "hypot",
        ObjectIdentifier(Rules.CopySign.self): "copysign",
    ]

    /// The names that an expression may use, and a value so can't have.
    static var reserved: [String] { Array(library.values) + ["pow", "min", "max"] + Array(SwiftFunction.all.keys) }

    /// The node's expression, where x, y, z are its operands.
    mutating func expression(_ node: Graph.Node, _ x: String, _ y: String, _ z: String) -> String {
        switch node.operation {
        case .add: return "\(x) + \(y)"
        case .subtract: return "\(x) - \(y)"
        case .multiply: return "\(x) * \(y)"
        case .divide: return "\(x) / \(y)"
        case .negate: return "-\(x)"
        case .max: return call("larger", x, y)
        case .min: return call("smaller", x, y)
        case .abs: return "\(x).magnitude"
        case .relu: return "\(x) <= 0 ? 0 : \(x)"
        case .less: return "\(x) < \(y) ? 1 : 0"
        case .lessOrEqual: return "\(x) <= \(y) ? 1 : 0"
        case .equal: return "\(x) == \(y) ? 1 : 0"
        case .select: return "\(x) != 0 ? \(y) : \(z)"
        case .stopGradient: return x
        case .unaryRule: return value(node.z, x)
        case .unaryDerivative: return slope(node.z, x)
        case .binaryRule: return value(node.z, x, y)
        case .binaryPartialX: return slope(node.z, x, y, isX: true)
        case .binaryPartialY: return slope(node.z, x, y, isX: false)
        case .input, .vectorRule, .element: fatalError()
        }
    }

    private mutating func call(_ name: String, _ arguments: String...) -> String {
        functions.insert(name)
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    private mutating func value(_ number: Int32, _ x: String) -> String {
        let rule = graph.rules[Int(number)].anyRule
        switch rule {
        case is Rules.Sqrt: return "\(x).squareRoot()"
        case is Rules.Sigmoid: return call("logistic", x)
        case is Rules.Softplus: return call("softplus", x)
        case is Rules.LogSigmoid: return "-" + call("softplus", "-\(x)")
        case let rounded as Rules.Rounded: return "\(x).rounded(.\(rounded.direction))"
        case let power as Rules.IntegerPower:
            return power.exponent == 2 ? "\(x) * \(x)" : call("integerPower", x, "\(power.exponent)")
        default: break
        }
        if let function = SwiftExpressions.library[ObjectIdentifier(type(of: rule))] { return "\(function)(\(x))" }
        return "\(parameter(number, "", "(Double) -> Double", "the value of"))(\(x))"
    }

    private mutating func slope(_ number: Int32, _ x: String) -> String {
        switch graph.rules[Int(number)].anyRule {
        case is Rules.Sigmoid: return call("logisticSlope", x)
        case is Rules.Tanh: return call("tanhSlope", x)
        case is Rules.Exp2: return call("exp2Slope", x)
        case is Rules.Cbrt: return call("cbrtSlope", x)
        case let power as Rules.IntegerPower: return call("integerPowerSlope", x, "\(power.exponent)")
        default: return "\(parameter(number, "Slope", "(Double) -> Double", "the derivative of"))(\(x))"
        }
    }

    private mutating func value(_ number: Int32, _ x: String, _ y: String) -> String {
        let rule = graph.rules[Int(number)].anyRule
        switch rule {
        case is Rules.Power: return call("power", x, y)
        case is Rules.XLogY: return call("xLogY", x, y)
        case is Rules.LogAddExp: return call("logAddExp", x, y)
        case is Rules.Remainder, is Rules.TruncatingRemainder: return remainder(rule, x, y)
        default: break
        }
        if let function = SwiftExpressions.library[ObjectIdentifier(type(of: rule))] {
            return "\(function)(\(x), \(y))"
        }
        return "\(parameter(number, "", "(Double, Double) -> Double", "the value of"))(\(x), \(y))"
    }

    private func remainder(_ rule: Any, _ x: String, _ y: String) -> String {
        "\(x).\(rule is Rules.Remainder ? "remainder" : "truncatingRemainder")(dividingBy: \(y))"
    }

    private mutating func slope(_ number: Int32, _ x: String, _ y: String, isX: Bool) -> String {
        let rule = graph.rules[Int(number)].anyRule
        switch rule {
        case is Rules.Remainder, is Rules.TruncatingRemainder:
            let value = remainder(rule, x, y)
            return isX ? call("remainderSlopeX", value) : call("remainderSlopeY", x, y, value)
        case is Rules.Power: return call(isX ? "powerSlopeX" : "powerSlopeY", x, y)
        case is Rules.Hypot: return isX ? call("hypotSlope", x, y) : call("hypotSlope", y, x)
        case is Rules.LogAddExp: return isX ? call("logAddExpSlope", x, y) : call("logAddExpSlope", y, x)
        case is Rules.Atan2: return call("atan2Slopes", x, y) + (isX ? ".0" : ".1")
        default:
            let name = parameter(
                number, isX ? "SlopeX" : "SlopeY", "(Double, Double) -> Double",
                "the derivative by the \(isX ? "first" : "second") argument of")
            return "\(name)(\(x), \(y))"
        }
    }

    /// The expression of all values of a rule of many arguments.
    mutating func values(_ number: Int32, _ x: [String]) -> String {
        switch graph.rules[Int(number)].anyRule {
        case is Rules.FusedMultiplyAdd: return "[\(x[2]).addingProduct(\(x[0]), \(x[1]))]"
        case is Rules.EqualShares: return "[\(x[0])]"
        case let extremum as Extremum: return "[" + call(extremum.isLarger ? "largest" : "smallest", list(x)) + "]"
        case is LogSumExp: return "[" + call("logSumExp", list(x)) + "]"
        case is Softmax: return call("softmax", list(x))
        default:
            let name = parameter(number, "", "([Double]) -> [Double]", "the values of")
            return "\(name)(\(list(x)))"
        }
    }

    private func list(_ x: [String]) -> String { "[\(x.joined(separator: ", "))]" }

    /// The parameter for a rule that is met. Rules of one type whose properties are equal numbers have one in common.
    private mutating func parameter(_ number: Int32, _ suffix: String, _ type: String, _ meaning: String) -> String {
        let box = graph.rules[Int(number)]
        let rule = box.anyRule
        if ruleNames[number] == nil {
            let properties = Mirror(reflecting: rule).children
            let isPlain = properties.allSatisfy { $0.value is Double || $0.value is Int || $0.value is Bool }
            let key = isPlain ? "\(Swift.type(of: rule)) \(rule)" : "\(number)"
            let name = rules[key] ?? names.free(swiftName(box.name))
            rules[key] = name
            ruleNames[number] = name
        }
        let name = ruleNames[number]! + suffix
        if !parameters.contains(where: { $0.name == name }) {
            parameters.append(Parameter(name: name, type: type, meaning: "\(meaning) the rule `\(rule)`"))
        }
        return name
    }
}

/// `name` with an underscore for each character that a name in Swift can't have.
func swiftName(_ name: String) -> String {
    let letters = name.map { character in
        character == "_" || character.isASCII && character.isNumber
            || character.isLetter && character.unicodeScalars.count == 1
                && character.unicodeScalars.first!.value < 0x1680
            ? character : "_"
    }
    return letters.first.map { $0.isNumber ? "_" + String(letters) : String(letters) } ?? "_"
}
