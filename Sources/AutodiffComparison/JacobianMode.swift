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
    /// In chunks of 16 a column costs forward mode about one primal run or less, a recording costs about 12 and a sweep
    /// about 4 (see `Notes/performance.md`), so forward mode's n are held against reverse mode's 12 + 4m.
    public static func cheaper(inputs: Int, outputs: Int) -> JacobianMode {
        inputs <= 12 + 4 * outputs ? .forward : .reverse
    }
}
