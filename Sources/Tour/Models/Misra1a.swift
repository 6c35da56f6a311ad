import Autodiff

/// The residuals of y = b₁ (1 - e^(-b₂ x)) on NIST's data set Misra1a, as a function of b₁ and b₂.
///
/// Misra, D., NIST (1978), Dental Research Monomolecular Adsorption Study; in the NIST/ITL Statistical Reference
/// Datasets, Nonlinear Regression, https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml.
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
    static let start = [500, 0.0001]

    /// NIST's certified values.
    static let certified = [238.94212918, 5.5015643181e-4]
    static let certifiedDeviations = [2.7070075241, 7.2668688436e-6]
    static let certifiedSumOfSquares = 0.12455138894

    func callAsFunction<S: RealScalar>(_ b: [S]) -> [S] {
        zip(Misra1a.pressure, Misra1a.volume).map { x, y in b[0] * (1 - exp(-b[1] * x)) - y }
    }
}
