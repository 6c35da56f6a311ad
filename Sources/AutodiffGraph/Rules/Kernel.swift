import AutodiffCore
import _AutodiffShims

/// A function that the interpreter knows, in the place of a call of the rule.
enum Kernel: Sendable {
    /// An operation of its own: a square, a square root.
    case operation(Int)

    /// One of the functions of one argument.
    case function(Int)

    /// One of the functions of two arguments.
    case functionOfTwo(Int)

    /// A power with this exponent.
    case power(Double)

    /// An operation of its own that makes one number of many.
    case reduction(Int)

    /// That of a built-in rule, if there is one.
    init?<Rule: UnaryRule>(of rule: Rule) {
        switch rule {
        case is Rules.Sqrt: self = .operation(autodiffOpSqrt)
        case let power as Rules.IntegerPower where power.exponent == 2: self = .operation(autodiffOpSquare)
        case let power as Rules.IntegerPower where power.exponent < -1 || power.exponent > 2:
            self = .power(Double(power.exponent))
        default:
            guard let function = Kernel.functions[ObjectIdentifier(Rule.self)] else { return nil }
            self = .function(function)
        }
    }

    /// That of a rule of many arguments, if there is one.
    init?<Rule: VectorRule>(of rule: Rule) {
        switch rule {
        case is LogSumExp: self = .reduction(autodiffOpLogSumExp)
        case let extremum as Extremum:
            self = .reduction(extremum.isLarger ? autodiffOpLargest : autodiffOpSmallest)
        default: return nil
        }
    }

    /// That of a built-in rule of two arguments, if there is one.
    init?<Rule: BinaryRule>(of rule: Rule) {
        switch rule {
        case is Rules.Power: self = .functionOfTwo(autodiffFunctionPow)
        case is Rules.Atan2: self = .functionOfTwo(autodiffFunctionAtan2)
        case is Rules.Hypot: self = .functionOfTwo(autodiffFunctionHypot)
        default: return nil
        }
    }

    private static let functions: [ObjectIdentifier: Int] = [
        ObjectIdentifier(Rules.Exp.self): autodiffFunctionExp,
        ObjectIdentifier(Rules.Expm1.self): autodiffFunctionExpm1,
        ObjectIdentifier(Rules.Log.self): autodiffFunctionLog,
        ObjectIdentifier(Rules.Log1p.self): autodiffFunctionLog1p,
        ObjectIdentifier(Rules.Sin.self): autodiffFunctionSin,
        ObjectIdentifier(Rules.Cos.self): autodiffFunctionCos,
        ObjectIdentifier(Rules.Tan.self): autodiffFunctionTan,
        ObjectIdentifier(Rules.Tanh.self): autodiffFunctionTanh,
        ObjectIdentifier(Rules.Sinh.self): autodiffFunctionSinh,
        ObjectIdentifier(Rules.Cosh.self): autodiffFunctionCosh,
        ObjectIdentifier(Rules.Asin.self): autodiffFunctionAsin,
        ObjectIdentifier(Rules.Acos.self): autodiffFunctionAcos,
        ObjectIdentifier(Rules.Atan.self): autodiffFunctionAtan,
        ObjectIdentifier(Rules.Cbrt.self): autodiffFunctionCbrt,
        ObjectIdentifier(Rules.Erf.self): autodiffFunctionErf,
        ObjectIdentifier(Rules.Erfc.self): autodiffFunctionErfc,
        ObjectIdentifier(Rules.Exp2.self): autodiffFunctionExp2,
        ObjectIdentifier(Rules.Log2.self): autodiffFunctionLog2,
        ObjectIdentifier(Rules.Log10.self): autodiffFunctionLog10,
        ObjectIdentifier(Rules.Sigmoid.self): autodiffFunctionSigmoid,
        ObjectIdentifier(Rules.Softplus.self): autodiffFunctionSoftplus,
        ObjectIdentifier(Rules.Asinh.self): autodiffFunctionAsinh,
        ObjectIdentifier(Rules.Acosh.self): autodiffFunctionAcosh,
        ObjectIdentifier(Rules.Atanh.self): autodiffFunctionAtanh,
    ]

    /// That of a built-in rule's derivative, where the derivative has branches that would cost more as selections.
    init?<Rule: UnaryRule>(ofDerivativeOf rule: Rule) {
        switch rule {
        case is Rules.Sigmoid: self = .function(autodiffFunctionSigmoidSlope)
        case is Rules.Tanh: self = .function(autodiffFunctionTanhSlope)
        default: return nil
        }
    }
}
