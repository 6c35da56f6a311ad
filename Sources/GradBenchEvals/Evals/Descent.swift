import Autodiff

/// A point of a descent: one number or two, in no array.
protocol DescentPoint {
    associatedtype Scalar: RealScalar

    /// The point that is reached from this one along a direction, after so long.
    func moved(along direction: Self, by time: Double) -> Self

    /// The length of the vector that has the point's numbers, as plain numbers.
    var length: Double { get }
}

struct Single<Scalar: RealScalar>: DescentPoint {
    var x: Scalar

    func moved(along direction: Single, by time: Double) -> Single { Single(x: x + time * direction.x) }
    var length: Double { x.primal.magnitude }
}

struct Pair<Scalar: RealScalar>: DescentPoint {
    var x: Scalar, y: Scalar

    func moved(along direction: Pair, by time: Double) -> Pair {
        Pair(x: x + time * direction.x, y: y + time * direction.y)
    }
    var length: Double { (x.primal * x.primal + y.primal * y.primal).squareRoot() }
}

/// Gradient descent as GradBench's `particle` and `saddle` prescribe it: steps of η times the gradient; η doubles after ten that went
/// down, and is halved at one that doesn't.
///
/// - Parameters:
///   - start: Where it begins.
///   - value: The function, and `gradient` its gradient, over the same scalar: a descent may itself be differentiated.
func argmin<Point: DescentPoint>(
    from start: Point, of value: (Point) -> Point.Scalar, gradient: (Point) -> Point
) -> Point {
    let precision = 1e-5
    var point = start
    var lowest = value(point)
    var slope = gradient(point)
    var (steps, η) = (0, 1e-5)
    // What isn't finite doesn't converge.
    while slope.length > precision, slope.length < .infinity {
        if steps == 10 {
            η *= 2
            steps = 0
            continue
        }
        let next = point.moved(along: slope, by: -η)
        if next.moved(along: point, by: -1).length <= precision { break }
        let height = value(next)
        if height < lowest {
            (point, lowest) = (next, height)
            slope = gradient(point)
            steps += 1
        } else {
            η /= 2
            steps = 0
        }
    }
    return point
}

/// The same uphill.
func argmax<Point: DescentPoint>(
    from start: Point, of value: (Point) -> Point.Scalar, gradient: (Point) -> Point
) -> Point {
    argmin(
        from: start, of: { -value($0) },
        gradient: {
            let slope = gradient($0)
            return slope.moved(along: slope, by: -2)
        })
}
