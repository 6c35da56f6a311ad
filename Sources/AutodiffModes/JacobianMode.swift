/// The way in which a Jacobian or a gradient is computed.
public enum JacobianMode: Sendable, Hashable {
    /// The cheaper of the two for the number of inputs and outputs.
    case automatic

    /// By duals: the cost grows with the number of inputs.
    case forward

    /// By a tape: the cost grows with the number of outputs.
    case reverse

    /// Whether forward mode is likely to be cheaper for a function of `inputs` inputs and `outputs` outputs over `Double`.
    ///
    /// A recording costs about as much as 16 columns do in forward mode, which takes them in one run, and a row, one of 8
    /// in a sweep, about as much as a column. So forward mode's n are held against reverse mode's 16 + m. `benchmarks modes`
    /// measures how often that is right, and what it costs where it is not; see `Notes/performance.md`.
    @inlinable
    package static func isForwardCheaper(inputs: Int, outputs: Int) -> Bool { inputs <= 16 + outputs }
}
