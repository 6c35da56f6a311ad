import AutodiffCore
import _AutodiffShims

/// A number of any mode whose comparisons are noted: by ``PathWatch`` a run of it learns which path it took, and it is the path of
/// ``Traced``'s run if all comparisons come out as there.
@frozen
@usableFromInline
struct Watched<Base: RealScalar> {
    @usableFromInline
    let base: Base

    @inlinable
    @inline(__always)
    init(base: Base) { self.base = base }
}

extension Watched: RealScalar {
    @inlinable
    @inline(__always)
    init(_ value: Double) { base = Base(value) }

    @inlinable
    var primal: Double {
        let value = base.primal
        PathWatch.note(value.bitPattern)
        return value
    }

    @inlinable
    var isZero: Bool { PathWatch.note(base.isZero) }

    @inlinable
    @inline(__always)
    static func sum(_ x: Watched, _ y: Watched) -> Watched { Watched(base: Base.sum(x.base, y.base)) }

    @inlinable
    @inline(__always)
    static func difference(_ x: Watched, _ y: Watched) -> Watched {
        Watched(base: Base.difference(x.base, y.base))
    }

    @inlinable
    @inline(__always)
    static func product(_ x: Watched, _ y: Watched) -> Watched { Watched(base: Base.product(x.base, y.base)) }

    @inlinable
    @inline(__always)
    static func quotient(_ x: Watched, _ y: Watched) -> Watched { Watched(base: Base.quotient(x.base, y.base)) }

    @inlinable
    @inline(__always)
    static func apply<Rule: UnaryRule>(_ rule: Rule, to x: Watched) -> Watched {
        Watched(base: Base.apply(rule, to: x.base))
    }

    @inlinable
    @inline(__always)
    static func apply<Rule: BinaryRule>(_ rule: Rule, to x: Watched, _ y: Watched) -> Watched {
        Watched(base: Base.apply(rule, to: x.base, y.base))
    }

    @inlinable
    static func apply<Rule: VectorRule>(_ rule: Rule, to x: [Watched]) -> [Watched] {
        Base.apply(rule, to: x.map(\.base)).map { Watched(base: $0) }
    }
}

extension Watched {
    @inlinable
    var _peek: Double { base._peek }

    @inlinable
    static func _isLess(_ x: Watched, _ y: Watched) -> Bool { PathWatch.note(Base._isLess(x.base, y.base)) }

    @inlinable
    static func _isLessOrEqual(_ x: Watched, _ y: Watched) -> Bool {
        PathWatch.note(Base._isLessOrEqual(x.base, y.base))
    }

    @inlinable
    static func _isEqual(_ x: Watched, _ y: Watched) -> Bool { PathWatch.note(Base._isEqual(x.base, y.base)) }

    @inlinable
    var isInfinite: Bool { PathWatch.note(base._peek.isInfinite) }

    @inlinable
    var sign: FloatingPointSign { PathWatch.note(base._peek.sign == .minus) ? .minus : .plus }

    @inlinable
    var _isZero: Bool { base._isZero }

    @inlinable
    var _isOne: Bool { base._isOne }

    @inlinable
    static func _mayHideZero(_ sum: Watched) -> Bool { Base._mayHideZero(sum.base) }

    @inlinable
    @inline(__always)
    static func _add(_ x: Watched, constant c: Double) -> Watched {
        Watched(base: Base._add(x.base, constant: c))
    }

    @inlinable
    @inline(__always)
    static func _subtract(_ x: Watched, from c: Double) -> Watched {
        Watched(base: Base._subtract(x.base, from: c))
    }

    @inlinable
    @inline(__always)
    static func _multiply(_ x: Watched, constant c: Double) -> Watched {
        Watched(base: Base._multiply(x.base, constant: c))
    }

    @inlinable
    @inline(__always)
    static func _divide(constant c: Double, by x: Watched) -> Watched {
        Watched(base: Base._divide(constant: c, by: x.base))
    }

    @inlinable
    @inline(__always)
    static func _negate(_ x: Watched) -> Watched { Watched(base: Base._negate(x.base)) }

    @inlinable
    @inline(__always)
    static func _fma(_ x: Watched, _ y: Watched, _ z: Watched) -> Watched {
        Watched(base: Base._fma(x.base, y.base, z.base))
    }

    @inlinable
    static func _select(
        _ x: Watched, isLessThan y: Watched, _ whenTrue: Watched, _ whenFalse: Watched
    ) -> Watched {
        Watched(base: Base._select(x.base, isLessThan: y.base, whenTrue.base, whenFalse.base))
    }

    @inlinable
    static func _stopGradient(_ x: Watched) -> Watched { Watched(base: Base._stopGradient(x.base)) }

    @inlinable
    static func _max(_ x: Watched, _ y: Watched) -> Watched { Watched(base: Base._max(x.base, y.base)) }

    @inlinable
    static func _min(_ x: Watched, _ y: Watched) -> Watched { Watched(base: Base._min(x.base, y.base)) }

    @inlinable
    static func _max(_ x: Watched, _ y: Watched, _ z: Watched) -> Watched {
        Watched(base: Base._max(x.base, y.base, z.base))
    }

    @inlinable
    static func _min(_ x: Watched, _ y: Watched, _ z: Watched) -> Watched {
        Watched(base: Base._min(x.base, y.base, z.base))
    }

    @inlinable
    static func _max(of x: [Watched]) -> Watched { Watched(base: Base._max(of: x.map(\.base))) }

    @inlinable
    static func _min(of x: [Watched]) -> Watched { Watched(base: Base._min(of: x.map(\.base))) }

    @inlinable
    static func _logSumExp(_ x: [Watched]) -> Watched { Watched(base: Base._logSumExp(x.map(\.base))) }

    @inlinable
    static func _softmax(_ x: [Watched]) -> [Watched] { Base._softmax(x.map(\.base)).map { Watched(base: $0) } }
}
