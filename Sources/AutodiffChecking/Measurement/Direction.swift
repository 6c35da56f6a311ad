/// A direction in which the function is displaced: x + t d.
enum Direction {
    /// One input, in units of its scale.
    case input(Int, scale: Double)

    /// Any combination of the inputs.
    case combination([Double])

    /// x + t d as the function will see it, and the t that it really is after rounding.
    ///
    /// Along one input the rounded displacement is known exactly; along a combination t is taken as it is, and the
    /// rounding of the coordinates counts as noise.
    func displaced(_ x: [Double], by t: Double, _ arithmetic: Arithmetic) -> (point: [Double], t: Double) {
        var point = x
        switch self {
        case .input(let j, let scale):
            point[j] = arithmetic.rounded(x[j] + t * scale)
            return (point, (point[j] - x[j]) / scale)
        case .combination(let d):
            for j in d.indices where d[j] != 0 { point[j] = arithmetic.rounded(x[j] + t * d[j]) }
            return (point, t)
        }
    }

    /// The largest |x_j / d_j|: ε times this is the displacement that rounding would swallow.
    func grain(at x: [Double]) -> Double {
        switch self {
        case .input(let j, let scale): abs(x[j]) / scale
        case .combination(let d): d.indices.reduce(0) { d[$1] == 0 ? $0 : max($0, abs(x[$1] / d[$1])) }
        }
    }
}

/// The function on both sides of x at one distance, or on one side and at x itself.
struct Level {
    /// The distance that was asked for, in units of the direction.
    let t: Double

    /// The distances after rounding; 0 on a side that was not sampled.
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
