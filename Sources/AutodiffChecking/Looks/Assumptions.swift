/// What is assumed of the errors of one output's values and of its claimed slope, beyond their rounding.
///
/// Four quantities are kept apart: *rounding* is what the arithmetic is known to do, ``Probe/rounding(_:at:)``;
/// *measured* noise is what samples have shown the values to have besides; *unexplained* irregularity may be noise or
/// structure; *claim* noise is that of the derivative under test.
struct Assumptions {
    /// Noise of the values that was measured; they are granted it.
    var measured = 0.0

    /// Irregularity that samples at a far smaller spacing did not show; the values are not granted it.
    var unexplained = 0.0

    /// Noise of the claimed slope, which joins the error bar.
    var claim = 0.0
}
