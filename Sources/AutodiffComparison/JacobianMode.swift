/// The way in which a Jacobian is computed.
public enum JacobianMode: Sendable, Hashable {
    /// The cheaper of the two for the number of inputs and outputs.
    case automatic

    /// By duals: the cost grows with the number of inputs.
    case forward

    /// By a tape: the cost grows with the number of outputs.
    case reverse

    /// The mode that is likely to be cheaper for a function of `inputs` inputs and `outputs` outputs.
    ///
    /// A run on duals costs about 2 primal runs, a recording about 8 and a sweep about 4 (see `Notes/performance.md`),
    /// so forward mode's 2n are held against reverse mode's 8 + 4m.
    public static func cheaper(inputs: Int, outputs: Int) -> JacobianMode {
        2 * inputs <= 8 + 4 * outputs ? .forward : .reverse
    }
}
