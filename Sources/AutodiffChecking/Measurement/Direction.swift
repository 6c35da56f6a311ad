/// A direction in which the function is displaced: x + t d.
enum Direction {
    /// One input, in units of its scale.
    case input(Int, scale: Double)

    /// Any combination of the inputs.
    case combination([Double])

    /// x + t d as the function will see it, and the t that it really is after rounding.
    ///
    /// Along one input the rounded displacement is known exactly; along a combination t is taken as it is, and the
    /// rounding of the coordinates counts as an error of the value (``Probe/coordinateRounding``).
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
