import Autodiff

/// How the derivatives of a descent, or of what is within one, are taken.
enum Mode { case forward, reverse }

/// Gradient descent as GradBench's `particle` and `saddle` prescribe it: steps of η times the gradient; η doubles after ten that went
/// down, and is halved at one that doesn't.
///
/// - Parameters:
///   - start: Where it begins.
///   - value: The function, and `gradient` its gradient, over the same scalar: a descent may itself be differentiated.
func argmin<S: RealScalar>(from start: [S], of value: ([S]) -> S, gradient: ([S]) -> [S]) -> [S] {
    let precision = 1e-5
    var x = start
    var fx = value(x)
    var slope = gradient(x)
    var (steps, η) = (0, 1e-5)
    // What isn't finite doesn't converge.
    while slope.allSatisfy(\.isFinite), length(slope) > precision {
        if steps == 10 {
            η *= 2
            steps = 0
            continue
        }
        let next = zip(x, slope).map { x, s in x - η * s }
        if length(zip(x, next).map { x, next in next - x }) <= precision { break }
        let fNext = value(next)
        if fNext < fx {
            (x, fx) = (next, fNext)
            slope = gradient(x)
            steps += 1
        } else {
            η /= 2
            steps = 0
        }
    }
    return x
}

/// The same uphill.
func argmax<S: RealScalar>(from start: [S], of value: ([S]) -> S, gradient: ([S]) -> [S]) -> [S] {
    argmin(from: start, of: { -value($0) }, gradient: { gradient($0).map { -$0 } })
}

private func length<S: RealScalar>(_ x: [S]) -> Double {
    x.reduce(0.0) { $0 + $1.primal * $1.primal }.squareRoot()
}
