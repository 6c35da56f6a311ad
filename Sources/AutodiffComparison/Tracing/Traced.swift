import AutodiffCore
import _AutodiffShims

/// A number that writes down what it depends on: the scalar of a run that looks for a pattern.
///
/// What scales, shifts or copies a number is no node: only how many numbers come together counts. A product with the constant 0
/// depends on nothing; neither does what has the slope 0 everywhere, a rounded number say, though a comparison that looks at it
/// is a branch.
@frozen
@usableFromInline
struct Traced {
    @usableFromInline
    let value: Double

    /// The node, or ``constant`` or ``stopped``.
    @usableFromInline
    let node: Int32

    @inlinable
    init(value: Double, node: Int32) {
        self.value = value
        self.node = node
    }

    /// What depends on no input.
    @inlinable
    static var constant: Int32 { -1 }

    /// What depends on an input, with the slope 0.
    @inlinable
    static var stopped: Int32 { -2 }

    /// A number of two others.
    @inlinable
    @inline(__always)
    static func joined(_ kind: Dependences.Kind, _ value: Double, _ x: Traced, _ y: Traced) -> Traced {
        if x.node >= 0 {
            if y.node >= 0 {
                // A node read twice by a sum is the node.
                if x.node == y.node && kind == .sum { return Traced(value: value, node: x.node) }
                return Traced(value: value, node: TraceTape.add(kind, x.node, y.node))
            }
            return Traced(value: value, node: x.node)
        }
        return Traced(value: value, node: y.node >= 0 ? y.node : Swift.min(x.node, y.node))
    }

    /// A number with the slope 0 along x.
    @inlinable
    static func stopped(_ value: Double, _ x: Traced) -> Traced {
        Traced(value: value, node: x.node == constant ? constant : stopped)
    }

    /// A function of x that isn't linear.
    @inlinable
    static func function(_ value: Double, _ x: Traced) -> Traced {
        Traced(value: value, node: x.node >= 0 ? TraceTape.add(.function, x.node, x.node) : x.node)
    }

    @inlinable
    static func compared(_ x: Traced, _ y: Traced, _ outcome: Bool) -> Bool {
        if (x.node & y.node) != constant { autodiffTrace().pointee.branches += 1 }
        return PathWatch.note(outcome)
    }
}

extension Traced: RealScalar {
    @inlinable
    init(_ value: Double) { self.init(value: value, node: Traced.constant) }

    @inlinable
    var primal: Double {
        if node != Traced.constant { autodiffTrace().pointee.branches += 1 }
        PathWatch.note(value.bitPattern)
        return value
    }

    @inlinable
    var isZero: Bool { Traced.compared(self, self, value == 0) }

    @inlinable
    @inline(__always)
    static func sum(_ x: Traced, _ y: Traced) -> Traced { joined(.sum, x.value + y.value, x, y) }

    @inlinable
    @inline(__always)
    static func difference(_ x: Traced, _ y: Traced) -> Traced { joined(.sum, x.value - y.value, x, y) }

    @inlinable
    @inline(__always)
    static func product(_ x: Traced, _ y: Traced) -> Traced {
        if x.node == constant && x.value == 0 { return stopped(x.value * y.value, y) }
        if y.node == constant && y.value == 0 { return stopped(x.value * y.value, x) }
        return joined(.product, x.value * y.value, x, y)
    }

    @inlinable
    @inline(__always)
    static func quotient(_ x: Traced, _ y: Traced) -> Traced {
        let value = Double.quotient(x.value, y.value)
        if x.node == constant && x.value == 0 { return stopped(value, y) }
        return x.node >= 0 || y.node < 0 ? joined(.quotient, value, x, y) : function(value, y)
    }

    @inlinable
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Traced) -> Traced {
        let value = rule.value(x.value)
        if Rule.self == Rules.Abs.self || Rule.self == Rules.ReLU.self { return Traced(value: value, node: x.node) }
        if Rule.self == Rules.Rounded.self { return stopped(value, x) }
        return function(value, x)
    }

    @inlinable
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Traced, _ y: Traced) -> Traced {
        let value = rule.value(x.value, y.value)
        if Rule.self == Rules.Divide.self { return quotient(x, y) }
        if Rule.self == Rules.Max.self || Rule.self == Rules.Min.self || Rule.self == Rules.Remainder.self
            || Rule.self == Rules.TruncatingRemainder.self
        {
            return joined(.sum, value, x, y)
        }
        if Rule.self == Rules.CopySign.self {
            return Traced(value: value, node: x.node >= 0 ? x.node : stopped(0, y).node)
        }
        if x.node >= 0 && y.node >= 0 {
            return Traced(value: value, node: TraceTape.add(.functionOfTwo, x.node, y.node))
        }
        return x.node >= 0 ? function(value, x) : y.node >= 0 ? function(value, y) : joined(.sum, value, x, y)
    }

    @inlinable
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Traced]) -> [Traced] {
        let values = rule.value(x.map(\.value))
        let node = TraceTape.add(.list, x.map(\.node))
        return values.map { Traced(value: $0, node: node) }
    }
}

extension Traced {
    @inlinable
    var _peek: Double { value }

    @inlinable
    static func _isLess(_ x: Traced, _ y: Traced) -> Bool { compared(x, y, x.value < y.value) }

    @inlinable
    static func _isLessOrEqual(_ x: Traced, _ y: Traced) -> Bool { compared(x, y, x.value <= y.value) }

    @inlinable
    static func _isEqual(_ x: Traced, _ y: Traced) -> Bool { compared(x, y, x.value == y.value) }

    @inlinable
    static func _select(
        _ x: Traced, isLessThan y: Traced, _ whenTrue: Traced, _ whenFalse: Traced
    ) -> Traced {
        let value = (x.value < y.value ? whenTrue : whenFalse).value
        // A choice between constants is none itself: a product with it may be 0 here and not elsewhere.
        if whenTrue.node == constant && whenFalse.node == constant && (x.node & y.node) != constant {
            return Traced(value: value, node: stopped)
        }
        return joined(.sum, value, whenTrue, whenFalse)
    }

    @inlinable
    var isInfinite: Bool { Traced.compared(self, self, value.isInfinite) }

    @inlinable
    var sign: FloatingPointSign { Traced.compared(self, self, value.sign == .minus) ? .minus : .plus }

    @inlinable
    var _isZero: Bool { node == Traced.constant && value == 0 }

    @inlinable
    var _isOne: Bool { node == Traced.constant && value == 1 }

    @inlinable
    static func _mayHideZero(_ sum: Traced) -> Bool { false }

    @inlinable
    @inline(__always)
    static func _add(_ x: Traced, constant c: Double) -> Traced { Traced(value: x.value + c, node: x.node) }

    @inlinable
    @inline(__always)
    static func _subtract(_ x: Traced, from c: Double) -> Traced { Traced(value: c - x.value, node: x.node) }

    @inlinable
    @inline(__always)
    static func _multiply(_ x: Traced, constant c: Double) -> Traced {
        c == 0 ? stopped(x.value * c, x) : Traced(value: x.value * c, node: x.node)
    }

    @inlinable
    @inline(__always)
    static func _negate(_ x: Traced) -> Traced { Traced(value: -x.value, node: x.node) }

    @inlinable
    static func _fma(_ x: Traced, _ y: Traced, _ z: Traced) -> Traced {
        joined(.sum, Double._fma(x.value, y.value, z.value), product(x, y), z)
    }

    @inlinable
    static func _stopGradient(_ x: Traced) -> Traced { stopped(x.value, x) }

    @inlinable
    static func _max(_ x: Traced, _ y: Traced) -> Traced { joined(.sum, Double._max(x.value, y.value), x, y) }

    @inlinable
    static func _min(_ x: Traced, _ y: Traced) -> Traced { joined(.sum, Double._min(x.value, y.value), x, y) }

    @inlinable
    static func _max(_ x: Traced, _ y: Traced, _ z: Traced) -> Traced { _max(of: [x, y, z]) }

    @inlinable
    static func _min(_ x: Traced, _ y: Traced, _ z: Traced) -> Traced { _min(of: [x, y, z]) }

    @inlinable
    static func _max(of x: [Traced]) -> Traced { list(.linearList, Double._max(of: x.map(\.value)), x) }

    @inlinable
    static func _min(of x: [Traced]) -> Traced { list(.linearList, Double._min(of: x.map(\.value)), x) }

    @inlinable
    static func _logSumExp(_ x: [Traced]) -> Traced { list(.list, Double._logSumExp(x.map(\.value)), x) }

    @inlinable
    static func _softmax(_ x: [Traced]) -> [Traced] {
        let node = TraceTape.add(.list, x.map(\.node))
        return Double._softmax(x.map(\.value)).map { Traced(value: $0, node: node) }
    }

    @inlinable
    static func list(_ kind: Dependences.Kind, _ value: Double, _ x: [Traced]) -> Traced {
        Traced(value: value, node: TraceTape.add(kind, x.map(\.node)))
    }
}
