import Autodiff

/// The parameters of y = b₁ (1 - e^(-b₂ x)), monomolecular adsorption: a response y to a pressure x.
struct Adsorption<S: RealScalar>: Parameters {
    typealias OnVariables = Adsorption<Variable<S>>
    var b1: S
    var b2: S

    func map<T: RealScalar>(_ f: (S) -> T) -> Adsorption<T> { Adsorption<T>(b1: f(b1), b2: f(b2)) }

    /// The response that the model predicts.
    func volume(at pressure: Double) -> S { b1 * (1 - exp(-b2 * pressure)) }

    /// What the model predicts less what was measured.
    var residuals: [S] { zip(Misra1a.pressure, Misra1a.volume).map { volume(at: $0) - $1 } }
}

/// NIST's data set Misra1a.
///
/// Misra, D., NIST (1978), Dental Research Monomolecular Adsorption Study; in the NIST/ITL Statistical Reference
/// Datasets, Nonlinear Regression, https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml.
///
/// As a function of an array of the parameters it has the residuals on every scalar: for the comparison of the modes.
struct Misra1a: Differentiable {
    /// The predictor x.
    static let pressure = [
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ]

    /// The response y.
    static let volume = [
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ]

    /// The first of the two starts that NIST suggests, the farther one.
    static let start = Adsorption(b1: 500, b2: 0.0001)

    /// NIST's certified values.
    static let certified = Adsorption(b1: 238.94212918, b2: 5.5015643181e-4)
    static let certifiedDeviations = Adsorption(b1: 2.7070075241, b2: 7.2668688436e-6)
    static let certifiedSumOfSquares = 0.12455138894

    func callAsFunction<S: RealScalar>(_ b: [S]) -> [S] { Misra1a.start.map(inOrder(b)).residuals }
}

extension Adsorption: Sendable where S: Sendable {}
