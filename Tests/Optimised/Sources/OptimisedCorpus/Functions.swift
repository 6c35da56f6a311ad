import Autodiff

// Generic functions as they stand in a user's module: too long to be taken in line, or told not to be. The types below have no
// stored properties and do nothing but call them. The optimiser of Swift 6.3 once crashed on just this shape.

@inline(never)
func polar<S: RealScalar>(_ x: [S]) -> [S] { [x[0] * cos(x[1]), x[0] * sin(x[1])] }

func decay<S: RealScalar>(_ x: [S]) -> [S] {
    var (mass, speed) = (x[0], x[1])
    var states: [S] = []
    for _ in 0..<4 {
        let drag = 0.1 * speed * speed / (1 + mass * mass)
        speed -= 0.01 * drag
        mass *= exp(-0.02 * x[2])
        if mass < 0.5 { mass = 0.5 + 0.1 * mass }
        states.append(mass * speed)
    }
    states.append(sqrt(mass * mass + speed * speed))
    states.append(log(1 + mass) * tanh(speed))
    return states
}

@inline(never)
func shares<S: RealScalar>(_ x: [S]) -> [S] { softmax(x) }

@inline(never)
func products<S: RealScalar>(_ x: [S]) -> [S] {
    Matrix(rows: 1, columns: 3, values: Array(x[..<3])).times(Array(x[..<3]))
}

@inline(never)
func identity<S: RealScalar>(_ x: [S]) -> [S] { x }

@inline(never)
func valley<S: RealScalar>(_ x: [S]) -> S { 100 * pow(x[1] - x[0] * x[0], 2) + pow(1 - x[0], 2) }

@inline(never)
func energy<S: RealScalar>(_ x: [S]) -> S {
    var total: S = 0
    for i in x.indices {
        for j in 0..<i {
            let distance = sqrt(pow(x[i] - x[j], 2) + 0.1)
            total += pow(1 / distance, 12) - pow(1 / distance, 6)
        }
    }
    return total
}

@inline(never)
func free<S: RealScalar>(_ x: [S]) -> S { logSumExp(x) }

struct Polar: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { polar(x) }
}

enum Kind: Differentiable {
    case plane

    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { polar(x) }
}

final class PolarObject: Differentiable, Sendable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { polar(x) }
}

struct Decay: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { decay(x) }
}

struct Shares: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { softmax(x) }
}

struct SharesOfShares: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { shares(shares(x)) }
}

struct Products: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { products(x) }
}

struct Identity: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { identity(x) }
}

struct Reflected: VectorRule {
    func value(_ x: [Double]) -> [Double] { x.map { -$0 } }
    func pullback<S: RealScalar>(_ cotangent: [S], at x: [S], value: [S]) -> [S] { cotangent.map { -$0 } }
}

struct OfARule: Differentiable {
    func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] { Reflected()(x) }
}

struct Valley: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { valley(x) }
}

struct Energy: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { energy(x) }
}

struct Free: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { free(x) }
}

struct Total: ScalarField {
    func value<S: RealScalar>(at x: [S]) -> S { sum(x) }
}

struct Misfit: DataTerm {
    func value<S: RealScalar>(at θ: [S], for sample: Double) -> S { pow(valley(θ) - sample, 2) }
}
