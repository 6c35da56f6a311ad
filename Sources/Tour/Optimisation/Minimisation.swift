import Autodiff

/// A function to minimise: its value and its gradient.
typealias Objective = ([Double]) -> (value: Double, gradient: [Double])

/// Gradient descent, x ← x - rate · ∇f(x), so many times. `observe` sees the state before every step, and the last one.
func descend(
    _ f: Objective, from start: [Double], rate: Double, steps: Int,
    observe: (_ step: Int, _ value: Double, _ x: [Double]) -> Void
) -> [Double] {
    var x = start
    for step in 0...steps {
        let (value, gradient) = f(x)
        observe(step, value, x)
        if step == steps { break }
        for i in x.indices { x[i] -= rate * gradient[i] }
    }
    return x
}

/// The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno: a quasi-Newton step from the last `memory` changes
/// of x and ∇f (Nocedal 1980), with a line search to Wolfe's conditions.
///
/// `observe` sees every evaluation's number and the best state so far. It ends after so many evaluations, or when no
/// step improves f.
func minimise(
    _ f: Objective, from start: [Double], evaluations: Int, memory: Int = 10,
    observe: (_ evaluation: Int, _ value: Double, _ x: [Double]) -> Void = { _, _, _ in }
) -> [Double] {
    var x = start
    var (value, gradient) = f(x)
    observe(0, value, x)
    var count = 0
    var changes: [QuasiNewtonChange] = []
    while count < evaluations {
        let direction = quasiNewtonStep(gradient, changes).map { -$0 }
        let slope = dot(direction, gradient)
        guard slope < 0 else { break }
        // Without a history the step's length means nothing; a short one is safe.
        var step = changes.isEmpty ? min(1, 1 / norm(gradient)) : 1
        var (low, high) = (0.0, Double.infinity)
        var next: (x: [Double], value: Double, gradient: [Double])?
        while count < evaluations {
            let trial = zip(x, direction).map { $0 + step * $1 }
            let (trialValue, trialGradient) = f(trial)
            count += 1
            let isLower = trialValue <= value + 1e-4 * step * slope
            observe(count, isLower ? trialValue : value, isLower ? trial : x)
            if !isLower {
                high = step
            } else if dot(trialGradient, direction) < 0.9 * slope {
                (low, next) = (step, (trial, trialValue, trialGradient))
            } else {
                next = (trial, trialValue, trialGradient)
                break
            }
            if high - low < 1e-12 * high { break }
            step = high.isFinite ? (low + high) / 2 : 2 * step
        }
        guard let next else { break }
        let change = QuasiNewtonChange(
            x: zip(next.x, x).map { $0 - $1 }, gradient: zip(next.gradient, gradient).map { $0 - $1 })
        if change.curvature > 0 { changes = changes.suffix(memory - 1) + [change] }
        (x, value, gradient) = next
    }
    return x
}

/// How x and ∇f changed in a step.
private struct QuasiNewtonChange {
    let x: [Double]
    let gradient: [Double]

    var curvature: Double { dot(x, gradient) }
}

/// H⁻¹ ∇f, with H⁻¹ built from the last changes (the two-loop recursion).
private func quasiNewtonStep(_ gradient: [Double], _ changes: [QuasiNewtonChange]) -> [Double] {
    guard let last = changes.last else { return gradient }
    var step = gradient
    var weights: [Double] = []
    for change in changes.reversed() {
        let weight = dot(change.x, step) / change.curvature
        weights.append(weight)
        for i in step.indices { step[i] -= weight * change.gradient[i] }
    }
    let scale = last.curvature / dot(last.gradient, last.gradient)
    for i in step.indices { step[i] *= scale }
    for (change, weight) in zip(changes, weights.reversed()) {
        let correction = weight - dot(change.gradient, step) / change.curvature
        for i in step.indices { step[i] += correction * change.x[i] }
    }
    return step
}
