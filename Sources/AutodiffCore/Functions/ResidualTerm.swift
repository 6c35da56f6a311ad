/// The residuals of one observation, r(θ, sample), written once for every scalar: what a sum of squares consists of.
///
///     struct Decay: ResidualTerm {                          // θ₀ e^(-θ₁ t) - y
///         func residuals<S: RealScalar>(at θ: [S], for sample: (t: Double, y: Double)) -> [S] {
///             [θ[0] * exp(-θ[1] * sample.t) - sample.y]
///         }
///     }
///     let data = [(t: 0.0, y: 2.1), (t: 1.0, y: 1.2), (t: 2.0, y: 0.8)]
///     let residuals = compile(Decay(), over: data, at: [1, 1])
///     let equations = normalEquations(at: θ, of: residuals)
public protocol ResidualTerm<Sample>: _SendableMetatype {
    /// What the observations differ in.
    associatedtype Sample

    /// The residuals of `sample` at the parameters θ.
    func residuals<S: RealScalar>(at parameters: [S], for sample: Sample) -> [S]
}
