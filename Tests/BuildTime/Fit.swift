import Autodiff

/// Predators and prey by the method of Runge and Kutta, against what was counted: a loss as people write one, of which `.ci/run`
/// counts the copies that each verb compiles.
struct Fit: ScalarField {
    let prey = (0..<100).map { 20 + Double($0 % 7) }
    let predators = (0..<100).map { 10 + Double($0 % 5) }
    let h = 0.05

    func slope<S: RealScalar>(_ p: [S], _ u: S, _ v: S) -> (S, S) {
        let meetings = u * v
        return (p[0] * u - p[1] * meetings, p[2] * meetings - p[3] * v)
    }

    @inline(never)
    func value<S: RealScalar>(at p: [S]) -> S {
        var (u, v) = (p[4], p[5])
        var loss: S = 0
        for i in prey.indices {
            for _ in 0..<10 {
                let (a1, b1) = slope(p, u, v)
                let (a2, b2) = slope(p, u + h / 2 * a1, v + h / 2 * b1)
                let (a3, b3) = slope(p, u + h / 2 * a2, v + h / 2 * b2)
                let (a4, b4) = slope(p, u + h * a3, v + h * b3)
                u += h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
                v += h / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
            }
            loss += pow(u - prey[i], 2) + pow(v - predators[i], 2)
        }
        return loss
    }
}
