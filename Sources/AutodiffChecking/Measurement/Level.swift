/// The function on both sides of x at one distance, or on one side and at x itself.
struct Level {
    /// The distance that was asked for, in units of the direction.
    let t: Double

    /// The displacements after rounding; 0 on a side that was not sampled.
    let tPlus: Double
    let tMinus: Double

    /// The values at x + t d and x - t d.
    let plus: [Double]
    let minus: [Double]

    /// Half the distance between the two points.
    var h: Double { (tPlus + tMinus) / 2 }

    /// The difference quotient of output i.
    func slope(_ i: Int) -> Double { (plus[i] - minus[i]) / (tPlus + tMinus) }

    /// The difference quotients of output i on the two sides of x.
    func slopes(_ i: Int, center: [Double]) -> (right: Double, left: Double) {
        ((plus[i] - center[i]) / tPlus, (center[i] - minus[i]) / tMinus)
    }
}

/// The sides of x on which a direction can be sampled.
enum Side {
    case both
    case plus
    case minus
}

extension Sampler {
    /// The level at distance t, or nil where a side that it needs isn't finite or is lost in rounding.
    func level(_ direction: Direction, t: Double, side: Side) -> Level? {
        var tPlus = 0.0
        var tMinus = 0.0
        var plus = center
        var minus = center
        if side != .minus {
            guard let (values, actual) = sample(direction, t: t) else { return nil }
            (plus, tPlus) = (values, actual)
        }
        if side != .plus {
            guard let (values, actual) = sample(direction, t: -t) else { return nil }
            (minus, tMinus) = (values, -actual)
        }
        return Level(t: t, tPlus: tPlus, tMinus: tMinus, plus: plus, minus: minus)
    }

    /// f(x + t d) and the t that it is after rounding.
    func sample(_ direction: Direction, t: Double) -> (values: [Double], t: Double)? {
        let (point, actual) = direction.displaced(x, by: t, arithmetic)
        guard actual != 0, let values = values(at: point) else { return nil }
        return (values, actual)
    }
}
