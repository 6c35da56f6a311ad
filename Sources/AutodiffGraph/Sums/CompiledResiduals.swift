import AutodiffCore

/// The residuals of many observations, r(θ), each recorded once and run for sixteen at a time: what a least-squares fit needs.
///
///     let residuals = compile(Decay(), over: data, at: [1, 1])
///     let (value, slope, matrix) = normalEquations(at: θ, of: residuals)       // ½|r|², Jᵀr, JᵀJ
///     let j = sparseJacobian(at: θ, of: residuals)                             // rows = residuals
///
/// The residuals of the samples stand one behind the other. What is said of ``CompiledSum`` about data, paths and threads holds here.
/// Observations may have parameters of their own, `θ[sample.camera]`: those are found when the data are bound, and the Jacobian and JᵀJ
/// are sparse matrices of the entries that aren't always zero.
public struct CompiledResiduals: Differentiable, Sendable {
    package let bound: BoundSum

    init(bound: BoundSum) { self.bound = bound }

    /// The residuals. On `Double` by programs; on other scalars sample by sample.
    public func callAsFunction<S: RealScalar>(_ x: [S]) -> [S] {
        if S.self == Double.self, let residuals = bound.residuals(at: x as! [Double]) { return residuals as! [S] }
        return (0..<bound.source.count).flatMap { bound.source.values(at: x, $0) }
    }

    /// The number of ways through the residuals' formulas, and how many of the samples are on each.
    public var paths: [Int] { bound.current.groups.map(\.activeCount) }
}

extension CompiledResiduals: CustomStringConvertible {
    /// How many samples there are, on how many paths, and what the programs of their Jacobian do; or why there are none.
    public var description: String { bound.description(of: .blocks, otherwise: "one by one") }
}

extension CompiledResiduals {
    /// Records the residuals of samples; see ``compile(_:over:at:options:)``, which passes them on symbols.
    @usableFromInline
    package init<Term: ResidualTerm & Sendable>(
        _ term: Term, over data: [Term.Sample], at parameters: [Double], _ options: CompileOptions,
        onSymbols: @escaping @Sendable ([Symbol], Term.Sample) -> [Symbol]
    ) where Term.Sample: Sendable {
        let source = GenericSource(TermOfSeveral(term: term), data, onSymbols: onSymbols)
        self.init(bound: BoundSum(source, at: parameters, options))
    }
}

/// Records the residuals of samples at the parameters θ, by a closure on symbols; see ``CompiledResiduals``.
///
///     let residuals = compile(over: data, at: [1, 1]) { θ, s in [θ[0] * exp(-θ[1] * s.x) - s.y] }
@_disfavoredOverload
public func compile<Samples: Collection>(
    over data: Samples, at parameters: [Double], options: CompileOptions = CompileOptions(),
    of term: @escaping @Sendable ([Symbol], Samples.Element) -> [Symbol]
) -> CompiledResiduals where Samples.Element: Sendable {
    CompiledResiduals(bound: BoundSum(ClosureSource(term, Array(data), options), at: parameters, options))
}
