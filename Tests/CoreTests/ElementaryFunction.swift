import _AutodiffShims

/// An elementary function over arrays, of one argument or two.
struct ElementaryFunction: CustomStringConvertible, Sendable {
    /// What the files of references are called.
    let name: String
    let arity: Int
    /// Writes the values at `arguments` to the array that is given last; all arrays have `count` elements.
    let map: @Sendable (_ arguments: [Arguments], _ values: Values, _ count: Int) -> Void

    typealias Arguments = UnsafePointer<Double>
    typealias Values = UnsafeMutablePointer<Double>
    typealias Unary = @Sendable (Arguments, Values, Int) -> Void
    typealias Binary = @Sendable (Arguments, Arguments, Values, Int) -> Void

    var description: String { name }

    init(_ name: String, _ map: @escaping Unary) {
        self.name = name
        self.arity = 1
        self.map = { map($0[0], $1, $2) }
    }

    init(_ name: String, _ map: @escaping Binary) {
        self.name = name
        self.arity = 2
        self.map = { map($0[0], $0[1], $1, $2) }
    }

    /// The values at `arguments`, arrays of equal length.
    func callAsFunction(_ arguments: [[Double]]) -> [Double] {
        let count = arguments[0].count
        return [Double](unsafeUninitializedCapacity: count) { values, initialized in
            arguments[0].withUnsafeBufferPointer { first in
                arguments[arity - 1].withUnsafeBufferPointer { last in
                    let pointers = [first, last].prefix(arity).map { $0.baseAddress! }
                    map(pointers, values.baseAddress!, count)
                }
            }
            initialized = count
        }
    }

    /// The points of its two files, as an array of first arguments and one of second ones, and the exact values.
    func references() throws -> (arguments: [[Double]], values: [DoubleDouble]) {
        let lines = try referenceLines(name) + referenceLines(name, in: "Reference/HardPoints")
        let arguments = (0..<arity).map { argument in lines.map { $0[argument] } }
        return (arguments, lines.map { DoubleDouble(high: $0[arity], low: $0[arity + 1]) })
    }

    static let all: [ElementaryFunction] = [
        ElementaryFunction("exp", { autodiffMap_exp($0, $1, $2) }),
        ElementaryFunction("expm1", { autodiffMap_expm1($0, $1, $2) }),
        ElementaryFunction("exp2", { autodiffMap_exp2($0, $1, $2) }),
        ElementaryFunction("log", { autodiffMap_log($0, $1, $2) }),
        ElementaryFunction("log1p", { autodiffMap_log1p($0, $1, $2) }),
        ElementaryFunction("log2", { autodiffMap_log2($0, $1, $2) }),
        ElementaryFunction("log10", { autodiffMap_log10($0, $1, $2) }),
        ElementaryFunction("softplus", { autodiffMap_softplus($0, $1, $2) }),
        ElementaryFunction("sigmoid", { autodiffMap_sigmoid($0, $1, $2) }),
        ElementaryFunction("sin", { autodiffMap_sin($0, $1, $2) }),
        ElementaryFunction("cos", { autodiffMap_cos($0, $1, $2) }),
        ElementaryFunction("tan", { autodiffMap_tan($0, $1, $2) }),
        ElementaryFunction("asin", { autodiffMap_asin($0, $1, $2) }),
        ElementaryFunction("acos", { autodiffMap_acos($0, $1, $2) }),
        ElementaryFunction("atan", { autodiffMap_atan($0, $1, $2) }),
        ElementaryFunction("sinh", { autodiffMap_sinh($0, $1, $2) }),
        ElementaryFunction("cosh", { autodiffMap_cosh($0, $1, $2) }),
        ElementaryFunction("tanh", { autodiffMap_tanh($0, $1, $2) }),
        ElementaryFunction("asinh", { autodiffMap_asinh($0, $1, $2) }),
        ElementaryFunction("acosh", { autodiffMap_acosh($0, $1, $2) }),
        ElementaryFunction("atanh", { autodiffMap_atanh($0, $1, $2) }),
        ElementaryFunction("erf", { autodiffMap_erf($0, $1, $2) }),
        ElementaryFunction("erfc", { autodiffMap_erfc($0, $1, $2) }),
        ElementaryFunction("sqrt", { autodiffMap_sqrt($0, $1, $2) }),
        ElementaryFunction("cbrt", { autodiffMap_cbrt($0, $1, $2) }),
        ElementaryFunction("pow", { autodiffMap_pow($0, $1, $2, $3) }),
        ElementaryFunction("atan2", { autodiffMap_atan2($0, $1, $2, $3) }),
        ElementaryFunction("hypot", { autodiffMap_hypot($0, $1, $2, $3) }),
    ]
}
