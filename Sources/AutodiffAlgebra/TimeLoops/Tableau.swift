/// The coefficients of an explicit Runge-Kutta method: kᵣ = f(y + h Σ aᵣⱼ kⱼ, t + cᵣ h), y⁺ = y + h Σ bᵣ kᵣ.
@usableFromInline
package struct Tableau: Sendable {
    /// The rows of a, one after the other, of which row r has r entries.
    @usableFromInline
    let a: [[Double]]
    @usableFromInline
    package let b: [Double]
    @usableFromInline
    let c: [Double]

    /// The number of stages.
    @inlinable
    var stages: Int { b.count }

    /// The classical method of order 4.
    @usableFromInline
    static let rungeKutta4 = Tableau(
        a: [[], [0.5], [0, 0.5], [0, 0, 1]], b: [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6], c: [0, 0.5, 0.5, 1])

    /// Dormand and Prince's method of order 5, without the last stage, which the value doesn't need.
    @usableFromInline
    package static let dormandPrince = Tableau(
        a: [
            [], [1.0 / 5], [3.0 / 40, 9.0 / 40], [44.0 / 45, -56.0 / 15, 32.0 / 9],
            [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
            [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        ], b: [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
        c: [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1])

    /// The difference of the solutions of order 5 and 4, with the slope at the end as the seventh stage.
    @usableFromInline
    static let dormandPrinceError = [
        71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40,
    ]
}
