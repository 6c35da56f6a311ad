/// One term of a sum over data: f(θ, sample), written once for every scalar.
///
///     struct SquaredError: DataTerm {                       // (θ₀ x + θ₁ - y)²
///         func value<S: RealScalar>(at θ: [S], for sample: (x: Double, y: Double)) -> S {
///             pow(θ[0] * sample.x + θ[1] - sample.y, 2)
///         }
///     }
///     let g = gradient(at: θ, of: SquaredError(), over: data)
public protocol DataTerm<Sample>: _SendableMetatype {
    /// What the terms differ in: a data point, with its label or target.
    associatedtype Sample

    /// The term of `sample` at the parameters θ.
    func value<S: RealScalar>(at parameters: [S], for sample: Sample) -> S
}
