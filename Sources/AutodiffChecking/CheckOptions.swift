/// What a check may assume about the function, and how it looks.
///
///     var options = CheckOptions()
///     options.precision = .single            // f computes in Float inside
///     options.domain = { $0[0] > 0 }
///     let check = checkGradient({ x in [1 / x[0], 1] }, at: x, options: options) { x in
///         Double(log(Float(x[0])) + Float(x[1]))
///     }
public struct CheckOptions: Sendable {
    /// The floating-point format in which the checked function computes.
    public enum Precision: Sendable {
        /// `Double`.
        case double

        /// `Float` somewhere inside: displacements and tolerances follow, and the points are rounded to `Float`.
        case single
    }

    /// Which directions are measured.
    public enum Mode: Sendable {
        /// `.full` up to 64 inputs, `.fast` beyond.
        case automatic

        /// Every input on its own: every entry is measured; typically 4 evaluations for each input.
        case full

        /// Two random combinations of all inputs, then a bisection to the entries that are wrong.
        case fast
    }

    /// The natural magnitude of each input: empty, or one number for each.
    ///
    /// An input is displaced relative to its own magnitude, or to this where it is larger. Where nothing is given (an
    /// empty array, a 0) an input that is 0 counts as of magnitude 1.
    public var typicalMagnitudes: [Double] = []

    /// What the report calls the inputs: empty, or a name for each.
    ///
    /// Checks of named parameters fill it in: `camera.focal`, `offsets[1]`.
    public var inputNames: [String] = []

    /// What the report calls the outputs: empty, or a name for each.
    public var outputNames: [String] = []

    /// Where the function may be evaluated, if that is not everywhere around the point.
    ///
    /// Points at which the function isn't finite are left alone in any case; the predicate is for a function that
    /// traps, or that returns a finite but meaningless number outside of its domain.
    public var domain: (@Sendable ([Double]) -> Bool)?

    /// The absolute error of the function's values, where it is known and larger than their rounding: empty, one
    /// number for all outputs, or one for each.
    public var knownNoise: [Double] = []

    /// How far a claimed entry may be from the measured one beyond the error bar, relative to the larger of the two.
    public var relativeTolerance: Double = 0

    /// How far a claimed entry may be from the measured one beyond the error bar, absolutely.
    public var absoluteTolerance: Double = 0

    /// Whether a check that could not decide, or that met a point without a derivative, fails.
    public var strict: Bool = false

    /// The seed of the random directions: the same seed, the same check.
    public var seed: UInt64 = 0x5EED

    /// The format in which the function computes.
    public var precision: Precision = .double

    /// The format in which the derivative under test was computed; nil for that of the function.
    ///
    /// A derivative computed in `Float` is checked most sharply against a function in `Double`: say `.single` here and
    /// leave ``precision`` alone.
    public var derivativePrecision: Precision?

    /// Which directions are measured.
    public var mode: Mode = .automatic

    /// The options that suit a function in `Double`, defined everywhere around the point.
    public init() {}
}
